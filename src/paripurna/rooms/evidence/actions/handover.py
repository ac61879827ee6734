"""Moving what a person has open to another one, or back to the agency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.actions.stepping import RELATED, put_step
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.types import BadRequest, RequestState, RequestStep
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def hand_over_requests(
    *, city: City, person: User, codes: Iterable[UUID], successor: User | None, note: str, by: User, at: datetime
) -> int:
    """This function will move open requests of a person to a successor, or back to their agencies (None).

    Each keeps a line in its history. Raises `NotAllowed`, and `BadRequest` when the successor does not work for an
    agency that is asked; then nothing moves.
    """
    on = day_in(city, at)
    if by.pk != person.pk and not may(by, Permission.PROOF_REQUEST, city, on=on):
        raise NotAllowed
    moved = _lock_open(city, person, codes)
    workers = network.list_workers(city, {found.agency.code for found in moved}, on=on)
    if successor and any(successor not in workers.get(found.agency.code, ()) for found in moved):
        raise BadRequest(_("The successor must work for the agency of each request."), "successor")
    for found in moved:
        _move(found, successor, note, by=by, at=at)
    if moved:
        details: dict[str, Detail] = {
            "count": len(moved),
            "from": f"person:{person.code}",
            "requests": [str(r.code) for r in moved],
        }
        subject = f"person:{successor.code}" if successor else f"evidence.requests:{city.code}"
        audit.record(verb="evidence.requests_handed_over", city=city, subject=subject, details=details, by=by, at=at)
        _tell(city, successor, len(moved), at=at)
    return len(moved)


@transaction.atomic
def release_delegations(*, city: City, person: User, by: User | None, at: datetime) -> int:
    """This function will give back to their agencies the open requests of a person who no longer works there.

    Nothing happens to those whose agency the person still works for. Returns how many went back.
    """
    waiting = _lock_open(city, person, None)
    workers = network.list_workers(city, {found.agency.code for found in waiting}, on=day_in(city, at))
    left = [found for found in waiting if person not in workers.get(found.agency.code, ())]
    for found in left:
        _move(found, None, str(_("The person left the agency.")), by=by, at=at)
    if left:
        details: dict[str, Detail] = {
            "count": len(left),
            "leaver": f"person:{person.code}",
            "requests": [str(r.code) for r in left],
        }
        subject = f"evidence.requests:{city.code}"
        audit.record(verb="evidence.requests_released", city=city, subject=subject, details=details, by=by, at=at)
    return len(left)


def _lock_open(city: City, person: User, codes: Iterable[UUID] | None) -> list[ProofRequest]:
    rows = ProofRequest.objects.select_for_update(of=("self",)).of_city(city).open().filter(delegate=person)
    if codes is not None:
        rows = rows.filter(code__in=set(codes))
    return list(rows.select_related(*RELATED).order_by("pk"))


def _move(found: ProofRequest, successor: User | None, note: str, *, by: User | None, at: datetime) -> None:
    state = RequestState(found.state)
    put_step(found, RequestStep.DELEGATE, state, note=note, changes={"delegate": successor}, by=by, at=at)


def _tell(city: City, successor: User | None, count: int, *, at: datetime) -> None:
    if successor:
        notify(
            people=[successor],
            code="evidence.handed_over",
            params={"count": count},
            city=city,
            link=reverse("evidence:requests", kwargs={"city": city.slug}) + "?keadaan=terbuka&siapa=saya",
            at=at,
        )
