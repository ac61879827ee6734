"""Writes of the task force: appointing it, changing it, and who sits in it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.audit.actions import Detail, record
from paripurna.rooms.network.models import Agency, Post, Seat, TaskForce
from paripurna.rooms.network.policy import check_may_manage
from paripurna.rooms.network.task_force.types import (
    ChairTaken,
    DecreeTaken,
    PostElsewhere,
    SeatDraft,
    SeatTaken,
    TaskForceDates,
    TaskForceDraft,
    TaskForceNotFound,
)
from paripurna.rooms.network.types import AgencyNotFound, Duty

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def appoint_task_force(
    *, city: City, draft: TaskForceDraft, follows: int | None = None, by: User | None, at: datetime
) -> int:
    """This function will add the task force of a decree and return its id.

    With `follows` it takes the seats of that one over, and ends it the day before. Raises `DecreeTaken`,
    `TaskForceDates` and `TaskForceNotFound`.
    """
    check_may_manage(by, city, at=at)
    _check(city, draft)
    found = TaskForce.objects.create(city=city, **asdict(draft))
    if follows is not None:
        _follow(found, _lock(city, follows))
    _record("network.task_force_appointed", found, {"decree": found.decree_number}, by=by, at=at)
    return found.pk


@transaction.atomic
def change_task_force(*, city: City, pk: int, draft: TaskForceDraft, by: User | None, at: datetime) -> None:
    """This function will write what a decree says of a task force. Raises as `appoint_task_force`."""
    check_may_manage(by, city, at=at)
    found = _lock(city, pk)
    changed = sorted(name for name, value in asdict(draft).items() if getattr(found, name) != value)
    if not changed:
        return
    _check(city, draft, but=pk)
    for name in changed:
        setattr(found, name, getattr(draft, name))
    found.save(update_fields=changed)
    _record("network.task_force_changed", found, {"fields": changed}, by=by, at=at)


@transaction.atomic
def seat_agency(*, city: City, pk: int, draft: SeatDraft, by: User | None, at: datetime) -> None:
    """This function will give an agency a seat, by a post where one is named.

    Raises `TaskForceNotFound`, `AgencyNotFound`, `PostElsewhere`, `SeatTaken` and `ChairTaken`.
    """
    check_may_manage(by, city, at=at)
    found = _lock(city, pk)
    agency = Agency.objects.of(city.pk).filter(code=draft.agency_code).first()
    if agency is None:
        raise AgencyNotFound(draft.agency_code)
    _check_seat(found, agency, draft)
    seat = {"strand": draft.strand, "duty": draft.duty, "agency": agency, "post_id": draft.post_id}
    Seat.objects.create(city=city, task_force=found, **seat)
    details: dict[str, Detail] = {"agency": agency.abbreviation, "duty": draft.duty.value}
    _record("network.agency_seated", found, details, by=by, at=at)


@transaction.atomic
def leave_seat(*, city: City, pk: int, seat_id: int, by: User | None, at: datetime) -> None:
    """This function will take a seat away. A seat that is gone already is no mistake. Raises `TaskForceNotFound`."""
    check_may_manage(by, city, at=at)
    found = _lock(city, pk)
    seat = Seat.objects.filter(task_force=found, pk=seat_id).select_related("agency").first()
    if seat is None:
        return
    seat.delete()
    _record("network.seat_left", found, {"agency": seat.agency.abbreviation}, by=by, at=at)


def _follow(found: TaskForce, before: TaskForce) -> None:
    """Ends the earlier one, however long its decree meant it to last, and takes its seats over."""
    if found.valid_from <= before.valid_from:
        raise TaskForceDates
    last = found.valid_from - timedelta(days=1)
    before.valid_to = min(before.valid_to or last, last)
    before.save(update_fields=["valid_to"])
    names = ("city_id", "strand", "duty", "agency_id", "post_id")
    taken = before.seats.filter(agency__valid_to=None).values(*names)
    Seat.objects.bulk_create(Seat(task_force=found, **seat) for seat in taken)


def _check(city: City, draft: TaskForceDraft, *, but: int | None = None) -> None:
    if draft.valid_to and draft.valid_to < draft.valid_from:
        raise TaskForceDates
    if TaskForce.objects.of(city.pk).filter(decree_number=draft.decree_number).exclude(pk=but or 0).exists():
        raise DecreeTaken


def _check_seat(found: TaskForce, agency: Agency, draft: SeatDraft) -> None:
    if draft.post_id is not None and not Post.objects.filter(pk=draft.post_id, agency=agency).exists():
        raise PostElsewhere
    same = Seat.objects.filter(task_force=found, strand=draft.strand)
    if same.filter(agency=agency, post=draft.post_id).exists():
        raise SeatTaken
    if draft.duty == Duty.CHAIR and same.filter(duty=Duty.CHAIR).exists():
        raise ChairTaken


def _lock(city: City, pk: int) -> TaskForce:
    found = TaskForce.objects.of(city.pk).select_for_update().filter(pk=pk).first()
    if found is None:
        raise TaskForceNotFound(pk)
    found.city = city
    return found


def _record(verb: str, found: TaskForce, details: dict[str, Detail], *, by: User | None, at: datetime) -> None:
    record(verb=verb, city=found.city, subject=f"network.task_force:{found.pk}", details=details, by=by, at=at)
