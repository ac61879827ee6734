"""What happens to requests by the clock: reminders before and after the date, and word to the head of an agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.actions.bulk import tell_heads
from paripurna.rooms.evidence.actions.handover import release_delegations
from paripurna.rooms.evidence.actions.stepping import RELATED, put_step
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.requesting.telling import tell_counts
from paripurna.rooms.evidence.types import RequestState, RequestStep

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

DAYS_BEFORE = (3, 1, 0)
DAYS_AFTER = (2, 7)


@transaction.atomic
def remind_by_date(*, city: City, at: datetime) -> int:
    """This function will remind agencies of requests due in three days, tomorrow, today, or two or seven days ago.

    Once a day and request, whatever happens; returns how many requests it was about.
    """
    today = day_in(city, at)
    days = [today + timedelta(days=n) for n in DAYS_BEFORE] + [today - timedelta(days=n) for n in DAYS_AFTER]
    unreminded = Q(reminded_on=None) | Q(reminded_on__lt=today)
    due = _lock(city, Q(due_on__in=days) & unreminded)
    _note(due, RequestStep.REMIND, {"reminded_on": today}, at=at)
    for code, found in (("evidence.due", _until(due, today)), ("evidence.past", _past(due, today))):
        tell_counts(found, code=code, key=f"due:{today}", city=city, at=at)
    _record("evidence.requests_reminded", city, due, at=at)
    return len(due)


@transaction.atomic
def escalate_by_date(*, city: City, after_days: int, at: datetime) -> int:
    """This function will tell the heads of agencies of requests that were due `after_days` ago; each request once a date.

    Nothing happens when `after_days` is 0. Returns how many requests it was about.
    """
    if not after_days:
        return 0
    limit = day_in(city, at) - timedelta(days=after_days)
    due = _lock(city, Q(due_on__lte=limit, escalated_at=None))
    _note(due, RequestStep.ESCALATE, {"escalated_at": at}, at=at)
    if due:
        tell_heads(due, at=at)
    _record("evidence.requests_escalated", city, due, at=at)
    return len(due)


def release_all_left(*, city: City, at: datetime) -> int:
    """This function will give back what is still with people whose role ran out by its date."""
    open_ones = ProofRequest.objects.of_city(city).open().exclude(delegate=None).select_related("delegate")
    people = {request.delegate for request in open_ones.order_by("delegate", "pk").distinct("delegate")}
    found = sorted((person for person in people if person), key=lambda person: person.pk)
    return sum(release_delegations(city=city, person=person, by=None, at=at) for person in found)


def _lock(city: City, wanted: Q) -> list[ProofRequest]:
    rows = ProofRequest.objects.select_for_update(of=("self",)).of_city(city).open().filter(wanted)
    return list(rows.select_related(*RELATED).order_by("pk"))


def _note(rows: Iterable[ProofRequest], step: RequestStep, changes: dict[str, object], *, at: datetime) -> None:
    for row in rows:
        put_step(row, step, RequestState(row.state), changes=changes, by=None, at=at)


def _until(rows: Iterable[ProofRequest], today: date) -> list[ProofRequest]:
    return [row for row in rows if row.due_on >= today]


def _past(rows: Iterable[ProofRequest], today: date) -> list[ProofRequest]:
    return [row for row in rows if row.due_on < today]


def _record(verb: str, city: City, rows: Sequence[ProofRequest], *, at: datetime) -> None:
    if rows:
        details: dict[str, Detail] = {"count": len(rows), "requests": [str(row.code) for row in rows]}
        audit.record(verb=verb, city=city, subject=f"evidence.requests:{city.code}", details=details, by=None, at=at)
