"""Reads of trainings: who took part, and how well each service is covered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from paripurna.rooms.registers.models import Participant, Staffing, Training
from paripurna.rooms.registers.trainings.types import Service

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

SOON = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Learned:
    """What one person in a post of a service has learned."""

    person: str
    service: str
    agency_id: int
    subjects: frozenset[str]
    certified: frozenset[str]  # subjects with a certificate that holds
    ends_soon: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One service: how many are in post, how many of them learned the subject, and what was lost by moving."""

    service: Service
    in_post: int | None
    trained: int
    lost: int
    ends_soon: int
    by_agency: tuple[tuple[str, int, int], ...]  # abbreviation, in post, trained: the widest gap first

    @property
    def share(self) -> Decimal | None:
        return min(Decimal(self.trained) / self.in_post, Decimal(1)) if self.in_post else None

    @property
    def missing(self) -> int:
        return max((self.in_post or 0) - self.trained, 0)


def read_learned(
    city_id: int, *, on: date, services: Collection[str] | None = None, subjects: Collection[str] | None = None
) -> list[Learned]:
    """This function will return what everybody who is still in post on that day has learned, in one statement.

    `subjects` are those that somebody asks about: a session about none of them is not read.
    """
    rows = Participant.objects.of_city(city_id).counted(on)
    if services is not None:
        rows = rows.filter(service__in=services)
    if subjects is not None:
        rows = rows.filter(training__subjects__overlap=sorted(subjects))
    found: dict[tuple[str, str], list[tuple[int, Iterable[str], bool, date | None]]] = {}
    fields = ("person", "service", "agency", "training__subjects", "has_certificate")
    days = ("certified_until", "training__certified_until")
    for person, service, agency, taught, has, own, whole in rows.values_list(*fields, *days).iterator():
        found.setdefault((person, service), []).append((agency, taught, has, own or whole))
    return [_gather(person, service, sessions, on) for (person, service), sessions in found.items()]


def _gather(
    person: str, service: str, sessions: list[tuple[int, Iterable[str], bool, date | None]], on: date
) -> Learned:
    subjects = {subject for _agency, taught, _has, _until in sessions for subject in taught}
    holding = [(taught, until) for _agency, taught, has, until in sessions if has and (until is None or until >= on)]
    last: dict[str, date | None] = {}
    for taught, until in holding:
        for subject in taught:
            last[subject] = (
                None
                if until is None or last.get(subject, until) is None
                else max(until, last.get(subject, until) or until)
            )
    ends = frozenset(subject for subject, until in last.items() if until is not None and until <= on + SOON)
    return Learned(person, service, sessions[-1][0], frozenset(subjects), frozenset(last), ends)


def count_staff(city_id: int, services: Collection[str] | None = None) -> dict[str, dict[int, int]]:
    """This function will return how many people are in post: service → agency → people."""
    rows = Staffing.objects.of_city(city_id).standing()
    if services is not None:
        rows = rows.filter(service__in=services)
    counted: dict[str, dict[int, int]] = {}
    for service, agency, people in rows.values_list("service", "agency", "people"):
        counted.setdefault(service, {})[agency] = people
    return counted


def build_coverage(city: City, subject: str, *, on: date) -> list[CoverageRow]:
    """This function will return how well each service is covered in a subject, the widest gap first: three statements."""
    staff = count_staff(city.pk)
    learned = [one for one in read_learned(city.pk, on=on) if subject in one.subjects]
    lost = _count_lost(city, subject, on=on)
    names = _name_agencies(city)
    services = [
        service for service in Service if service.value in staff or any(one.service == service for one in learned)
    ]
    rows = [
        _cover(
            service,
            staff.get(service.value, {}),
            [one for one in learned if one.service == service],
            lost=lost.get(service.value, 0),
            names=names,
            subject=subject,
        )
        for service in services
    ]
    return sorted(rows, key=lambda row: (-row.missing, str(row.service.label)))


def _cover(
    service: Service,
    staff: Mapping[int, int],
    own: Sequence[Learned],
    *,
    lost: int,
    names: Mapping[int, str],
    subject: str,
) -> CoverageRow:
    trained: dict[int, int] = {}
    for one in own:
        trained[one.agency_id] = trained.get(one.agency_id, 0) + 1
    by_agency = [(names.get(agency, "–"), people, trained.get(agency, 0)) for agency, people in staff.items()]
    return CoverageRow(
        service=service,
        in_post=sum(staff.values()) if staff else None,
        trained=len(own),
        lost=lost,
        ends_soon=sum(subject in one.ends_soon for one in own),
        by_agency=tuple(sorted(by_agency, key=lambda row: (row[2] - row[1], row[0]))),
    )


def _count_lost(city: City, subject: str, *, on: date) -> dict[str, int]:
    """People who had learned it and left their post within the year before that day, by service."""
    gone = Participant.objects.of_city(city.pk).filter(left_on__gt=on - timedelta(days=365), left_on__lte=on)
    gone = gone.filter(training__withdrawn_at=None, training__subjects__contains=[subject])
    counted = gone.values("service").annotate(people=Count("person", distinct=True))
    return {row["service"]: row["people"] for row in counted}


def _name_agencies(city: City) -> dict[int, str]:
    named = Staffing.objects.of_city(city.pk).standing().values_list("agency", "agency__abbreviation")
    return dict(named.distinct())


def list_participants(training: Training) -> list[Participant]:
    """This function will return who took part, by agency and name."""
    rows = training.participants.select_related("agency", "region")
    return list(rows.order_by("agency__abbreviation", "name", "pk"))


def list_taught_subjects(city: City) -> list[str]:
    """This function will return the subjects of the trainings that count."""
    taught = Training.objects.of_city(city.pk).standing().values_list("subjects", flat=True)
    return sorted({subject for subjects in taught for subject in subjects})


def list_trainings_to_erase(on: date) -> list[Training]:
    """This function will return the trainings of every city whose names are to be deleted by that day."""
    waiting = Training.objects.filter(erased_at=None, participants__isnull=False).select_related("city").distinct()
    return [training for training in waiting.order_by("pk") if training.names_until <= on]


def count_children(city_id: int) -> list[tuple[tuple[str, ...], int, date]]:
    """This function will return subjects, children who took part and last day of each training with children."""
    rows = Training.objects.of_city(city_id).standing().filter(Q(girls__gt=0) | Q(boys__gt=0))
    counted = rows.annotate(f=F("girls"), m=F("boys")).values_list("subjects", "f", "m", "ends_on")
    return [(tuple(subjects), (girls or 0) + (boys or 0), day) for subjects, girls, boys, day in counted]
