"""Reads of the task force."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paripurna.rooms.network.models import Post, TaskForce
from paripurna.rooms.network.posts.queries import build_row, with_holders
from paripurna.rooms.network.queries import build_ref
from paripurna.rooms.network.task_force.types import (
    SeatRow,
    TaskForceDetail,
    TaskForceDraft,
    TaskForceNotFound,
    TaskForceRef,
)
from paripurna.rooms.network.types import Duty

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

DUTIES = {duty: place for place, duty in enumerate(Duty)}


def list_task_forces(city: City) -> list[TaskForceRef]:
    """This function will return every task force that the city had, the newest first."""
    return [build_task_force_ref(found) for found in TaskForce.objects.of(city.pk).order_by("-valid_from", "-pk")]


def find_task_force(city: City, *, on: date) -> TaskForceDetail | None:
    """This function will return the task force that is in office on that day, or None."""
    found = TaskForce.objects.of(city.pk).valid_on(on).order_by("-valid_from", "-pk").first()
    return _detail(found) if found else None


def get_task_force(city: City, pk: int) -> TaskForceDetail:
    """This function will return a task force with all its seats. Raises `TaskForceNotFound`."""
    found = TaskForce.objects.of(city.pk).filter(pk=pk).first()
    if found is None:
        raise TaskForceNotFound(pk)
    return _detail(found)


def build_task_force_ref(found: TaskForce) -> TaskForceRef:
    return TaskForceRef(found.pk, found.title, found.decree_number, found.valid_from, found.valid_to)


def _detail(found: TaskForce) -> TaskForceDetail:
    draft = TaskForceDraft(**{name: getattr(found, name) for name in TaskForceDraft.__dataclass_fields__})
    rows = list(found.seats.select_related("agency"))
    posts = {post.pk: build_row(post) for post in with_holders(Post.objects.filter(pk__in=[r.post_id for r in rows]))}
    seats: dict[str, list[SeatRow]] = {}
    for row in sorted(rows, key=lambda row: (DUTIES[Duty(row.duty)], row.agency.abbreviation, row.pk)):
        post = posts.get(row.post_id) if row.post_id else None
        seats.setdefault(row.strand, []).append(SeatRow(row.pk, Duty(row.duty), build_ref(row.agency), post))
    return TaskForceDetail(build_task_force_ref(found), draft, {strand: tuple(held) for strand, held in seats.items()})
