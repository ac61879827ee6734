"""Reads of how places stand by their standards. Lists, map and coverage ask here; a page's places cost one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.lookups import Exact

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.regions.clock import day_after
from paripurna.rooms.places.life import phase_on
from paripurna.rooms.places.models import Attainment as Attainment
from paripurna.rooms.places.models import Finding
from paripurna.rooms.places.standing.types import NO_STANDING, Held, Span, Standing, Step
from paripurna.rooms.places.types import Phase
from paripurna.rooms.sheets.queries import EditionChoice, list_edition_choices

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Place
    from paripurna.rooms.places.standing.standards import Standard
    from paripurna.rooms.sheets.queries import Sheet


def was_open(city: City, on: date, prefix: str = "") -> Q:
    """This function will ask for places of the city that count, were open on the day, and were not kept closed by a finding.

    `prefix` leads to the place: "place__".
    """
    shutting = Finding.objects.shutting_before(day_after(city, on)).filter(place=OuterRef(f"{prefix}pk"))
    opened = Q(Exact(phase_on(on, prefix), Value(Phase.OPEN)))
    return Q(**{f"{prefix}withdrawn_at": None}) & opened & ~Q(Exists(shutting))


def list_certified(city: City, on: date) -> frozenset[int]:
    """This function will return the ids of the places that are open and to standard on the day: one statement.

    A declaration, a decree or an assessment never makes a place count here.
    """
    held = Attainment.objects.of_city(city.pk).holding(on).filter(was_open(city, on, "place__"), step=Step.STANDARDIZED)
    return frozenset(held.values_list("place_id", flat=True))


def read_standings(city: City, on: date, places: Collection[int] | None = None) -> Mapping[int, Standing]:
    """This function will return how places (by id; None is every place) stand on the day: one statement.

    A place that took no step is not in it: ask with `.get(id, NO_STANDING)`.
    """
    found = Attainment.objects.of_city(city.pk).issued()
    if places is not None:
        found = found.filter(place__in=places)
    spans: dict[int, dict[Step, list[Span]]] = defaultdict(lambda: defaultdict(list))
    columns = ("place_id", "step", "issued_on", "valid_to", "revoked_on")
    for place, step, issued_on, valid_to, revoked_on in found.values_list(*columns):
        if issued_on:
            spans[place][Step(step)].append(Span(issued_on, valid_to, revoked_on))
    return {place: tell_standing(by_step, on) for place, by_step in spans.items()}


def tell_standing(spans: Mapping[Step, Iterable[Span]], on: date) -> Standing:
    """This function will tell how a place stands on a day by all the steps that it ever took. Plain Python."""
    held = {step: _find_longest(own, on) for step, own in spans.items()}
    over = [span.valid_to for span in spans.get(Step.STANDARDIZED, ()) if span.valid_to and span.is_expired(on)]
    return Standing({step: found for step, found in held.items() if found}, max(over, default=None))


def _find_longest(spans: Iterable[Span], on: date) -> Held | None:
    ends = [span.valid_to for span in spans if span.holds(on)]
    if not ends:
        return None
    return Held(None if None in ends else max(end for end in ends if end))


def read_standing(place: Place, on: date) -> Standing:
    """This function will return how one place stands on the day."""
    return read_standings(place.city, on, [place.pk]).get(place.pk, NO_STANDING)


def find_current(place: Place, standard: Standard, step: Step) -> Attainment | None:
    """This function will return the step of this kind that was neither renewed nor revoked, or None."""
    mine = Attainment.objects.of_city(place.city_id).current().issued()
    return mine.filter(place=place, standard=standard.edition.id, step=step).first()


def was_certified(place: Place) -> bool:
    """This function will tell whether the place ever held a certificate, also one that was revoked: the next one renews it."""
    held = Attainment.objects.of_city(place.city_id).issued().filter(place=place, step=Step.STANDARDIZED)
    return held.exists()


def list_of_place(place: Place) -> list[Attainment]:
    """This function will return every step that a place ever took, the newest first, with papers and sheets."""
    found = Attainment.objects.of_city(place.city_id).filter(place=place)
    related = found.select_related("edition", "document", "sheet__edition", "created_by", "revoked_by")
    return list(related.order_by("-created_at", "-pk"))


def get_attainment(city: City, uuid: UUID) -> Attainment:
    """This function will return a step of the city. Raises `Stranger`."""
    people, sheet = ("created_by", "revoked_by"), ("sheet__edition", "edition")
    related = Attainment.objects.of_city(city.pk).select_related("place__kelurahan", "document", *people, *sheet)
    found = get_or_stranger(related, uuid=uuid)
    found.city = found.place.city = city
    if found.sheet:
        found.sheet.city = city
    return found


def find_of_sheet(sheet: Sheet) -> Attainment | None:
    """This function will return the assessment that owns the sheet, read once a sheet object."""
    if "_attainment" not in sheet.__dict__:
        related = Attainment.objects.of_city(sheet.city_id).select_related("place__city", "place__kelurahan")
        sheet.__dict__["_attainment"] = related.filter(sheet=sheet.pk).first()
    found: Attainment | None = sheet.__dict__["_attainment"]
    return found


def list_versions(city: City, standard: Standard) -> list[EditionChoice]:
    """This function will return under what a place may assess itself: the city's own revisions of the standard, then the shipped one."""
    choices = list_edition_choices(city, subject_kind=standard.edition.subject_kind)
    reference = standard.edition.reference
    return [each for each in choices if each.key == reference or (each.is_own and each.edition == standard.edition.id)]
