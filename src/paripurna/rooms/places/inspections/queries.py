"""Reads of inspections, findings and upkeep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Value, When

from paripurna.core.instrument.shelf import list_subject_kinds
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.rooms.places.inspections.seeing import Sight, within
from paripurna.rooms.places.inspections.types import FindingState, InspectionState, Severity, Waiting
from paripurna.rooms.places.models import Attainment, FindingEvent, Place
from paripurna.rooms.places.models import Finding as Finding
from paripurna.rooms.places.models import Inspection as Inspection
from paripurna.rooms.places.models import Upkeep as Upkeep
from paripurna.rooms.places.models.inspection import FindingQuerySet, InspectionQuerySet
from paripurna.rooms.places.queries import Asked, list_places
from paripurna.rooms.places.types import Phase

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.sheets.queries import Sheet

SOON = timedelta(days=60)  # before a paper runs out
WORST_FIRST = Case(
    When(severity=Severity.CLOSES, then=Value(0)), When(severity=Severity.LIMITS, then=Value(1)), default=Value(2)
)


@dataclass(frozen=True, slots=True)
class AskedFindings:
    """What a list of findings is asked for. `state` is a state, "" for those that stand, or "ALL"."""

    state: str = ""
    severity: str = ""
    topic: str = ""
    agency: str = ""
    text: str = ""
    overdue_on: date | None = None


def list_route(city: City, inspector: User, day: date) -> list[Inspection]:
    """This function will return the stops of a person on a day, in order."""
    found = _inspections(city).filter(inspector=inspector, planned_on=day).exclude(state=InspectionState.CANCELLED)
    return list(found.order_by("stop", "pk"))


def list_planned(city: City) -> list[Inspection]:
    """This function will return every inspection that is under way of places that count, the earliest day first."""
    return list(
        _inspections(city).planned().filter(place__withdrawn_at=None).order_by("planned_on", "inspector", "stop", "pk")
    )


def get_inspector(city: City, code: str, day: date) -> User:
    """This function will return a person who has a route on a day, by their code. Raises `Stranger`."""
    found = Inspection.objects.of_city(city.pk).filter(planned_on=day).select_related("inspector")
    for each in found.order_by("pk"):
        if each.inspector and str(each.inspector.code) == code:
            return each.inspector
    raise Stranger


def list_next_days(city: City, inspector: User, *, after: date) -> list[date]:
    """This function will return the days after this one on which the person has a route."""
    planned = Inspection.objects.of_city(city.pk).planned().filter(inspector=inspector, planned_on__gt=after)
    return list(planned.order_by("planned_on").values_list("planned_on", flat=True).distinct())


def list_inspections_of(place: Place) -> list[Inspection]:
    """This function will return every inspection of a place, the newest first."""
    return list(_inspections(place.city).filter(place=place).order_by("-planned_on", "-pk"))


def get_inspection(city: City, uuid: UUID) -> Inspection:
    """This function will return an inspection of the city. Raises `Stranger`."""
    return get_or_stranger(_inspections(city), uuid=uuid)


def find_under_way(place: Place) -> Inspection | None:
    """This function will return the inspection of a place that is neither handed over nor called off, or None."""
    return _inspections(place.city).planned().filter(place=place).first()


def find_of_sheet(sheet: Sheet) -> Inspection | None:
    """This function will return the inspection that owns the sheet, read once a sheet object."""
    if "_inspection" not in sheet.__dict__:
        found = Inspection.objects.of_city(sheet.city_id).filter(sheet=sheet.pk)
        inspection = found.select_related("place__kelurahan", "place__agency").first()
        if inspection is not None:
            inspection.city = inspection.place.city = sheet.city
        sheet.__dict__["_inspection"] = inspection
    kept: Inspection | None = sheet.__dict__["_inspection"]
    return kept


def list_findings_in(inspection: Inspection) -> list[Finding]:
    """This function will return what an inspection found, taken back or not, by question."""
    found = Finding.objects.of_city(inspection.city_id).filter(inspection=inspection)
    return list(found.select_related("owner_agency", "changed_by").order_by("pk"))


def list_findings(city: City, asked: AskedFindings, *, sight: Sight) -> FindingQuerySet:
    """This function will return the findings that are asked for and that the sight is told, by due day. A query set, so that a page of it is read alone."""
    found = _findings(city).told().filter(sight.build_filter())
    if asked.state == "":
        found = found.standing()
    elif asked.state in FindingState.values:
        found = found.filter(state=asked.state)
    if asked.overdue_on:
        found = found.filter(state=FindingState.OPEN, due_on__lt=asked.overdue_on)
    if asked.text:
        found = found.filter(place__folded__contains=asked.text.casefold())
    wanted = {"severity": asked.severity, "topic": asked.topic, "owner_agency__code": asked.agency}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    return found.order_by(F("due_on").asc(nulls_last=True), WORST_FIRST, "pk")


def list_due(city: City, *, until: date) -> list[Finding]:
    """This function will return the findings that an agency is to repair by that day, the earliest first."""
    found = Finding.objects.of_city(city.pk).filter(
        state=FindingState.OPEN, due_on__lte=until, place__withdrawn_at=None
    )
    return list(found.exclude(owner_agency=None).select_related("owner_agency").order_by("due_on", "pk"))


def list_findings_of(place: Place) -> list[Finding]:
    """This function will return the findings of a place that stand, the worst first."""
    found = _findings(place.city).told().standing().filter(place=place)
    return list(found.order_by(WORST_FIRST, "due_on", "pk"))


def count_untold(city: City, *, sight: Sight) -> int:
    """This function will count the findings that stand and that this sight is not told: for the whole city, so that no place is pointed at."""
    standing = Finding.objects.of_city(city.pk).standing()
    return 0 if sight.reach.is_whole else standing.exclude(sight.build_filter()).count()


def get_finding(city: City, uuid: UUID, *, sight: Sight) -> Finding:
    """This function will return a finding that counts. Raises `Stranger`, also for one that this sight is not told."""
    return get_or_stranger(_findings(city).told().filter(sight.build_filter(), uuid=uuid))


def find_blocking_findings(place: Place) -> list[Finding]:
    """This function will return the findings that keep a certificate of the place from being issued or renewed."""
    return list(Finding.objects.of_city(place.city_id).blocking().filter(place=place).order_by(WORST_FIRST, "pk"))


def is_shut(place: Place) -> bool:
    """This function will return whether a finding keeps the place closed until its repair is confirmed."""
    return Finding.objects.of_city(place.city_id).shutting().filter(place=place).exists()


def list_shut(city: City) -> frozenset[int]:
    """This function will return the ids of the places that a finding keeps closed: one statement."""
    return frozenset(Finding.objects.of_city(city.pk).shutting().values_list("place_id", flat=True))


def list_unsafe(city: City) -> frozenset[int]:
    """This function will return the ids of the places with a finding that blocks their certificate: one statement."""
    return frozenset(Finding.objects.of_city(city.pk).blocking().values_list("place_id", flat=True))


def count_waiting(city: City, scopes: frozenset[str], *, on: date) -> Waiting:
    """This function will count the places in these parts of the city that wait for something: one statement."""
    places = Place.objects.of_city(city.pk).standing()
    if city.code not in scopes:
        places = places.filter(kelurahan__code__regex=within(scopes))
    papers = Attainment.objects.current().issued().filter(valid_to__lte=on + SOON)
    visits = Inspection.objects.planned().filter(planned_on__lte=on)
    waits = {"shut": Finding.objects.shutting(), "renewals": papers, "visits": visits}
    counts = {name: Count("pk", filter=Exists(rows.filter(place=OuterRef("pk")))) for name, rows in waits.items()}
    return Waiting(**places.aggregate(**counts))


def list_inspectable(city: City, scopes: frozenset[str], asked: Asked) -> list[Place]:
    """This function will return the places that are asked for, in these parts of the city, that stand, have a standard, and that nobody inspects now."""
    under_way = Inspection.objects.of_city(city.pk).planned().values("place")
    there = [phase for phase in Phase if phase.is_there]
    found = list_places(city, asked).filter(kind__in=list_subject_kinds(), phase__in=there).exclude(pk__in=under_way)
    if city.code not in scopes:
        found = found.filter(kelurahan__code__regex=within(scopes))
    return list(found.select_related("city", "kelurahan"))


def list_events(finding: Finding) -> list[FindingEvent]:
    """This function will return what happened to a finding, the oldest first."""
    return list(finding.events.select_related("by").order_by("at", "pk"))


def list_upkeep(city: City, *, place: Place | None = None) -> list[Upkeep]:
    """This function will return what is still to be done at places that count, by day."""
    return list(_upkeep(city, place).filter(done_on=None, place__withdrawn_at=None).order_by("due_on", "pk"))


def list_upkeep_done(city: City, *, place: Place | None = None) -> list[Upkeep]:
    """This function will return what was done, with its costs, the newest first."""
    return list(_upkeep(city, place).filter(done_on__isnull=False).order_by("-done_on", "-pk"))


def list_renewals(city: City, *, until: date) -> list[Attainment]:
    """This function will return the papers of places that run out until a day, or have run out, the first to end on top."""
    held = Attainment.objects.of_city(city.pk).current().issued().filter(valid_to__lte=until, place__withdrawn_at=None)
    return list(held.select_related("place").order_by("valid_to", "pk"))


def get_upkeep(city: City, uuid: UUID) -> Upkeep:
    """This function will return one line of the upkeep. Raises `Stranger`."""
    return get_or_stranger(_upkeep(city, None), uuid=uuid)


def _inspections(city: City) -> InspectionQuerySet:
    found = Inspection.objects.of_city(city.pk)
    return found.select_related("city__region", "place__city", "place__kelurahan", "sheet__edition", "inspector")


def _findings(city: City) -> FindingQuerySet:
    found = Finding.objects.of_city(city.pk)
    people = ("reported_by", "repaired_by", "confirmed_by")
    return found.select_related(
        "city__region", "place__city", "place__kelurahan", "owner_agency", "inspection__sheet", *people
    )


def _upkeep(city: City, place: Place | None) -> QuerySet[Upkeep]:
    found = Upkeep.objects.filter(city=city).select_related(
        "city", "place__city", "place__kelurahan", "finding", "done_by"
    )
    return found.filter(place=place) if place else found
