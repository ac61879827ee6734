"""Upkeep of places: planned for a day, done at a cost; what comes again is planned anew when it is done."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.places.inspections.types import WrongStep
from paripurna.rooms.places.models import Place, Upkeep
from paripurna.rooms.places.once import find_sent
from paripurna.rooms.places.policy import check_can_change, check_may_keep

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

MONTHS = 12


@dataclass(frozen=True, slots=True)
class UpkeepDone:
    """How something was done: on which day, at what cost, from which money."""

    done_on: date
    cost_idr: int | None = None
    fund: str = ""
    note: str = ""


@transaction.atomic
def plan_upkeep(
    *,
    place: Place,
    title: str,
    due_on: date,
    every_months: int | None = None,
    uuid: UUID | None = None,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Upkeep:
    """This function will put something into the calendar of a place; sent twice with one `uuid` it is put once.

    Raises `NotAllowed`, `PlaceWithdrawn` or `SentElsewhere`.
    """
    check_may_keep(by, place, on=day_in(place.city, at))
    check_can_change(place)
    if known := find_sent(Upkeep.objects.filter(city=place.city, place=place), uuid):
        return known
    planned = Upkeep(uuid=uuid or uuid4(), city=place.city, place=place, title=title, due_on=due_on)
    planned.every_months, planned.month_day = every_months, due_on.day if every_months else None
    planned.is_example, planned.created_by, planned.created_at = is_example, by, at
    planned.save(force_insert=True)
    _record("places.upkeep_planned", planned, by=by, at=at)
    return planned


@transaction.atomic
def finish_upkeep(*, upkeep: Upkeep, done: UpkeepDone, by: User | None, at: datetime) -> Upkeep:
    """This function will keep that it was done, and plan it again where it comes again. Raises `NotAllowed` or `WrongStep`."""
    check_may_keep(by, upkeep.place, on=day_in(upkeep.city, at))
    rows = Upkeep.objects.filter(city=upkeep.city_id).select_for_update(of=("self",)).select_related("city", "place")
    locked = rows.get(pk=upkeep.pk)
    if locked.done_on is not None:
        raise WrongStep(_("This was done already."))
    locked.done_on, locked.done_by, locked.note = done.done_on, by, done.note
    locked.cost_idr, locked.fund = done.cost_idr, done.fund
    locked.save()
    if locked.every_months and locked.month_day:
        _plan_again(locked, find_next(locked, locked.every_months, locked.month_day), by=by, at=at)
    _record("places.upkeep_done", locked, by=by, at=at)
    return locked


def find_next(done: Upkeep, months: int, month_day: int) -> date:
    """This function will return when it comes again: so many months after it was due, or done if that was later.

    It is the day of the month that was planned first which comes nearest to that, so that the 31st comes back after February.
    """
    last = max(done.due_on, done.done_on or done.due_on)
    aimed = add_months(last, months)
    around = [add_months(last, months + more, month_day) for more in (-1, 0, 1)]
    return min((day for day in around if day > last), key=lambda day: abs(day - aimed))


def add_months(day: date, months: int, month_day: int = 0) -> date:
    """This function will return the same day of a later month (or its `month_day`), or its last where that month is shorter."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    return date(year, month + 1, min(month_day or day.day, calendar.monthrange(year, month + 1)[1]))


def _plan_again(done: Upkeep, due_on: date, *, by: User | None, at: datetime) -> None:
    Upkeep.objects.create(
        city_id=done.city_id,
        place_id=done.place_id,
        title=done.title,
        due_on=due_on,
        every_months=done.every_months,
        month_day=done.month_day,
        is_example=done.is_example,
        created_by=by,
        created_at=at,
    )


def _record(verb: str, upkeep: Upkeep, *, by: User | None, at: datetime) -> None:
    subject, details = f"places.upkeep:{upkeep.uuid}", {"place": str(upkeep.place.uuid)}
    audit.record(verb=verb, city=upkeep.city, subject=subject, details=details, by=by, at=at)
