"""One step for many requests at once: what can be done is done, and told as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import RoleCode
from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.requests import check_due
from paripurna.rooms.evidence.actions.stepping import RELATED, put_step
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.requesting.scope import check_may_ask
from paripurna.rooms.evidence.requesting.telling import tell_counts, tell_step
from paripurna.rooms.evidence.types import BadRequest, RequestStep
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

S = RequestStep
STEPS_AT_ONCE = (S.REMIND, S.ESCALATE, S.MOVE, S.CANCEL, S.CONFIRM)


@transaction.atomic
def step_requests(
    *,
    city: City,
    codes: Iterable[UUID],
    step: RequestStep,
    due_on: date | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> int:
    """This function will take a step with those of the requests whose state allows it, and return how many these were.

    Raises `NotAllowed`, and `BadRequest` for a step that is not done to many or a date that lies behind.
    """
    on = day_in(city, at)
    check_may_ask(by, city, on=on)
    if step not in STEPS_AT_ONCE:
        raise BadRequest(step.label)
    changes = _changes(step, due_on, on=on, at=at)
    moved = [found for found in _lock(city, codes) if policy.can_step(found, step)]
    for found in moved:
        put_step(found, step, policy.check_can_step(found, step), note=note, changes=changes, by=by, at=at)
    if moved:
        _tell(moved, step, by=by, at=at)
        details: dict[str, Detail] = {
            "step": step.value,
            "count": len(moved),
            "requests": [str(found.code) for found in moved],
        }
        subject = f"evidence.requests:{city.code}"
        audit.record(verb="evidence.requests_stepped", city=city, subject=subject, details=details, by=by, at=at)
    return len(moved)


def tell_heads(requests: Sequence[ProofRequest], *, at: datetime) -> int:
    """This function will tell the heads of the agencies how many documents are awaited; returns how many people were told."""
    by_agency: dict[str, list[ProofRequest]] = {}
    for request in requests:
        by_agency.setdefault(request.agency.code, []).append(request)
    city = requests[0].city
    heads = network.list_workers(city, by_agency, on=day_in(city, at), role=RoleCode.HEAD)
    return sum(_tell_head(heads.get(code, ()), found, at=at) for code, found in by_agency.items())


def _tell_head(heads: Iterable[User], requests: Sequence[ProofRequest], *, at: datetime) -> int:
    agency, city = requests[0].agency, requests[0].city
    place = reverse("evidence:requests", kwargs={"city": city.slug})
    return notify(
        people=heads,
        code="evidence.escalated",
        params={"agency": agency.abbreviation, "count": len(requests)},
        city=city,
        link=f"{place}?pd={agency.code}&keadaan=terbuka",
        dedup_key=f"requests:{city.code}:head:{agency.code}",
        at=at,
    )


def _lock(city: City, codes: Iterable[UUID]) -> list[ProofRequest]:
    """In one order, so that two people who choose the same lines wait for each other."""
    rows = ProofRequest.objects.select_for_update(of=("self",)).of_city(city).filter(code__in=set(codes))
    return list(rows.select_related(*RELATED).order_by("pk"))


def _changes(step: RequestStep, due_on: date | None, *, on: date, at: datetime) -> dict[str, Any]:
    if step is S.MOVE:
        if due_on is None:
            raise BadRequest(_("Choose the new day."), "due_on")
        check_due(due_on, on=on)
        return {"due_on": due_on, "reminded_on": None, "escalated_at": None}
    notes: dict[RequestStep, dict[str, Any]] = {S.REMIND: {"reminded_on": on}, S.ESCALATE: {"escalated_at": at}}
    return notes.get(step, {})


def _tell(moved: Sequence[ProofRequest], step: RequestStep, *, by: User, at: datetime) -> None:
    if step is S.ESCALATE:
        tell_heads(moved, at=at)
    elif step is S.REMIND:
        key = f"reminded:{day_in(moved[0].city, at)}"
        tell_counts(moved, code="evidence.due", key=key, city=moved[0].city, without=by, at=at)
    else:
        for found in moved:
            tell_step(found, step, by=by, at=at)
