"""One step of a request: locked, allowed, possible, written into its history and the audit, and told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.models import ProofRequest, RequestEvent
from paripurna.rooms.evidence.requesting.scope import check_may_step
from paripurna.rooms.evidence.requesting.telling import tell_step
from paripurna.rooms.evidence.types import BadRequest, RequestChanged, RequestState, RequestStep

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

SHORTEST_REASON = 5
QUIET = frozenset({RequestStep.REMIND, RequestStep.ESCALATE})
RELATED = ("city__region", "agency", "delegate", "asked_by", "sheet__edition", "sheet__city__region")


def take_step(
    request: ProofRequest,
    step: RequestStep,
    *,
    base_revision: int,
    by: User,
    at: datetime,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> ProofRequest:
    """This function will move a request, and return it as it stands then; the same step sent twice is done once.

    Raises `Stranger`, `NotAllowed`, `RequestChanged` and `WrongRequestState`.
    """
    found = lock_request(request.pk)
    check_may_step(by, found, step, on=day_in(found.city, at))
    if _is_repeat(found, step, base_revision, by):
        return found
    if found.revision != base_revision:
        raise RequestChanged(_("Somebody else moved this request meanwhile. Look at it again before you go on."))
    state = policy.check_can_step(found, step)
    put_step(found, step, state, by=by, at=at, note=note, changes=changes)
    record(f"evidence.request_{step.value.lower()}", found, {"state": state.value}, by=by, at=at)
    tell_step(found, step, by=by, at=at)
    return found


def put_step(
    found: ProofRequest,
    step: RequestStep,
    state: RequestState,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """This function will write the state after a step, what changed with it, and the line of the history.

    A reminder is no change: whoever has the page open goes on where they are.
    """
    grown = found.revision if step in QUIET else found.revision + 1
    values = {**(changes or {}), "state": state, "revision": grown, "changed_at": at}
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    add_event(found, step, by=by, at=at, note=note)


def add_event(found: ProofRequest, step: RequestStep, *, by: User | None, at: datetime, note: str = "") -> None:
    """This function will append a line to the history of a request."""
    delegate = found.delegate if step is RequestStep.DELEGATE else None
    RequestEvent.objects.create(
        city_id=found.city_id,
        request=found,
        step=step,
        state=found.state,
        note=note.strip(),
        delegate=delegate,
        by=by,
        at=at,
    )


def lock_request(pk: int) -> ProofRequest:
    return ProofRequest.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=pk)


def check_reason(reason: str) -> None:
    """This function will raise `BadRequest` for a reason that says nothing."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadRequest(_("Say in a few words why."), "note")


def record(verb: str, request: ProofRequest, details: Mapping[str, Detail], *, by: User | None, at: datetime) -> None:
    """This function will append what was done to a request to the audit."""
    subject = f"evidence.request:{request.code}"
    audit.record(verb=verb, city=request.city, subject=subject, details=details, by=by, at=at)


def _is_repeat(found: ProofRequest, step: RequestStep, base_revision: int, by: User) -> bool:
    """Whether this very step was just taken by this very person: a button pressed twice."""
    if found.revision != base_revision + 1:
        return False
    last = found.events.order_by("-at", "-pk").values_list("step", "by").first()
    return last == (step.value, by.pk)
