"""Facts of trainings: the share of people in post who learned something, and the children who did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.platform.facts.types import (
    NOTHING_KNOWN,
    Fact,
    FactColumn,
    FactParams,
    FactRow,
    FactScope,
    FactSource,
    FactTable,
)
from paripurna.rooms.registers.models import Participant, Staffing, Training
from paripurna.rooms.registers.trainings import queries
from paripurna.rooms.registers.trainings.description import TRAININGS
from paripurna.rooms.registers.trainings.types import Service


class TrainedStaff(FactParams):
    """People of `services` who learned every one of `subjects`; `certified` asks for a certificate that still holds."""

    services: tuple[Service, ...]
    subjects: tuple[str, ...]
    certified: bool = False


class TrainedChildren(FactParams):
    """Children who learned one of `subjects` in the period."""

    subjects: tuple[str, ...]


def compute_trained_staff(scope: FactScope, wishes: Sequence[TrainedStaff]) -> list[Fact]:
    """This function will count for each wish in four statements together."""
    services = {service.value for wish in wishes for service in wish.services}
    on = min(scope.today, scope.ends_on)
    staff = queries.count_staff(scope.city_id, services)
    subjects = {subject for wish in wishes for subject in wish.subjects}
    learned = queries.read_learned(scope.city_id, on=on, services=services, subjects=subjects)
    as_of, is_example = _state(scope.city_id)
    return [_share(wish, staff, learned, as_of=as_of, is_example=is_example) for wish in wishes]


def _share(
    wish: TrainedStaff,
    staff: dict[str, dict[int, int]],
    learned: list[queries.Learned],
    *,
    as_of: datetime | None,
    is_example: bool,
) -> Fact:
    in_post = sum(sum(staff.get(service.value, {}).values()) for service in wish.services)
    if not in_post:
        return NOTHING_KNOWN
    people = _list_people(wish, learned)
    numerator, denominator = Decimal(min(len(people), in_post)), Decimal(in_post)
    return Fact(
        value=numerator / denominator,
        numerator=numerator,
        denominator=denominator,
        row_count=len(people),
        as_of=as_of,
        is_example=is_example,
        note=_("More people were trained than are in post: look at the counts.") if len(people) > in_post else "",
    )


def _list_people(wish: TrainedStaff, learned: Iterable[queries.Learned]) -> set[str]:
    """Who works in one of the services and learned, or is certified in, every subject that is wished."""
    services, subjects = frozenset(wish.services), frozenset(wish.subjects)
    of_services = (one for one in learned if one.service in services)
    return {one.person for one in of_services if subjects <= (one.certified if wish.certified else one.subjects)}


def list_trained_staff(scope: FactScope, wish: TrainedStaff) -> FactTable:
    """This function will list who was trained, a row a person; the names are personal."""
    on = min(scope.today, scope.ends_on)
    services = {service.value for service in wish.services}
    people = _list_people(wish, queries.read_learned(scope.city_id, on=on, services=services))
    rows = Participant.objects.of_city(scope.city_id).counted(on).filter(service__in=services, person__in=people)
    rows = rows.filter(training__subjects__overlap=list(wish.subjects)).select_related("training", "agency")
    ordered = rows.order_by("agency__abbreviation", "name", "training__starts_on", "pk")
    return FactTable(STAFF_COLUMNS, tuple(_row(row) for row in ordered))


def _row(row: Participant) -> FactRow:
    training = row.training
    return FactRow(
        (
            row.name,
            row.agency.abbreviation,
            str(Service(row.service).label),
            row.post,
            training.title,
            training.starts_on,
            training.hours,
            "✓" if row.has_certificate else "",
        ),
        is_example=training.is_example,
    )


def compute_trained_children(scope: FactScope, wishes: Sequence[TrainedChildren]) -> list[Fact]:
    """This function will count the children of each wish in two statements together."""
    held = queries.count_children(scope.city_id)
    as_of, is_example = _state(scope.city_id)
    return [
        _count([row for row in held if _is_held(row, wish, scope)], as_of=as_of, is_example=is_example)
        for wish in wishes
    ]


def _count(rows: list[tuple[tuple[str, ...], int, date]], *, as_of: datetime | None, is_example: bool) -> Fact:
    if as_of is None:
        return NOTHING_KNOWN
    return Fact(Decimal(sum(row[1] for row in rows)), row_count=len(rows), as_of=as_of, is_example=is_example)


def _is_held(row: tuple[tuple[str, ...], int, date], wish: TrainedChildren, scope: FactScope) -> bool:
    subjects, _children, day = row
    return scope.starts_on <= day <= scope.ends_on and not set(subjects).isdisjoint(wish.subjects)


def list_trained_children(scope: FactScope, wish: TrainedChildren) -> FactTable:
    """This function will list the trainings in which children took part, with their numbers alone."""
    rows = Training.objects.of_city(scope.city_id).standing().about(wish.subjects)
    rows = rows.filter(ends_on__range=(scope.starts_on, scope.ends_on)).order_by("starts_on", "pk")
    counted = (row for row in rows if row.child_count)
    return FactTable(
        CHILD_COLUMNS,
        tuple(
            FactRow((row.title, row.starts_on, row.girls or 0, row.boys or 0), is_example=row.is_example)
            for row in counted
        ),
    )


def _state(city_id: int) -> tuple[datetime | None, bool]:
    """When a row was written last, and whether any is an example."""
    changed = [
        model.objects.of_city(city_id).standing().aggregate(last=Max("changed_at"))["last"]
        for model in (Training, Staffing)
    ]
    is_example = Training.objects.of_city(city_id).standing().filter(is_example=True).exists()
    return max((at for at in changed if at), default=None), is_example


STAFF_COLUMNS = (
    FactColumn("name", _("Name"), PERSONAL),
    FactColumn("agency", _("Agency"), INTERNAL),
    FactColumn("service", _("Service"), INTERNAL),
    FactColumn("post", _("Post"), PERSONAL),
    FactColumn("training", _("Training"), INTERNAL),
    FactColumn("day", _("First day"), INTERNAL),
    FactColumn("hours", _("Hours of lessons (JP)"), INTERNAL, numeric=True),
    FactColumn("certificate", _("Certificate"), INTERNAL),
)
CHILD_COLUMNS = (
    FactColumn("training", _("Training"), INTERNAL),
    FactColumn("day", _("First day"), INTERNAL),
    FactColumn("girls", _("Girls who took part"), INTERNAL, numeric=True),
    FactColumn("boys", _("Boys who took part"), INTERNAL, numeric=True),
)
SOURCES = (
    FactSource(
        name="registers.trained_staff",
        group=TRAININGS.group,
        label=_("Trained people in post"),
        sentence=_(
            "People who learned the subject and are still in their post, of all who are in post of the service."
        ),
        params=TrainedStaff,
        compute=compute_trained_staff,
        list_rows=list_trained_staff,
    ),
    FactSource(
        name="registers.trained_children",
        group=TRAININGS.group,
        label=_("Children who took part in trainings"),
        sentence=_("Girls and boys who took part in trainings about the subject in the period."),
        params=TrainedChildren,
        compute=compute_trained_children,
        list_rows=list_trained_children,
    ),
)
