"""What is known of the standing of Balikpapan's play spaces, from public reports; and one invented self-assessment.

None of them is certified: that the city calls them child-friendly is a declaration, whatever the papers call it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from paripurna.core.instrument.rules import ChecklistRule
from paripurna.rooms.places.queries import Place
from paripurna.rooms.places.standing.actions import begin_assessment, finish_assessment, take_step
from paripurna.rooms.places.standing.queries import Attainment
from paripurna.rooms.places.standing.types import IssuerKind, Step, StepDraft
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets import queries as sheet_queries
from paripurna.rooms.sheets.types import AnswerDraft

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition
    from paripurna.platform.regions.models import City

CITY_NAME = "Pemerintah Kota Balikpapan"
IN_AUGUST = (
    date(2025, 8, 12),
    "Disebut RBRA pada pemberitaan 12 Agustus 2025 (kaltim.tribunnews.com); tanggal itu dipakai.",
)
KNOWN: Mapping[str, tuple[date, str]] = {
    "rbra-balikpapan:tiga-generasi": (
        date(2026, 2, 8),
        "Diresmikan sebagai RBRA Ceria (berandapost.com, 8 Februari 2026).",
    ),
    "rbra-balikpapan:bekapai": IN_AUGUST,
    "rbra-balikpapan:wiluyo-puspoyudo": IN_AUGUST,
    "rbra-balikpapan:islamic-center": IN_AUGUST,
}
"""Source key → day and source of a declaration."""
ASSESSED = "rbra-balikpapan:tiga-generasi"  # its standardization is under way
NOTE = "Jawaban contoh, bukan hasil pemeriksaan sarana ini."
MISSED = {"13.1": 1}  # question → how many of its checks, the mandatory ones first, the invented sheet leaves out


def load_standings(city: City, *, at: datetime) -> int:
    """This function will enter the declarations that are not on record yet, and return how many; twice changes nothing."""
    places = Place.objects.of_city(city.pk).standing().filter(source_key__in=KNOWN)
    taken = set(Attainment.objects.of_city(city.pk).values_list("place__source_key", flat=True))
    new = [place for place in places.order_by("pk") if place.source_key not in taken]
    for place in new:
        day, note = KNOWN[place.source_key]
        draft = StepDraft(Step.DECLARED, IssuerKind.CITY, day, issuer_name=CITY_NAME, note=note)
        take_step(place=place, draft=draft, by=None, at=at)
        if place.source_key == ASSESSED:
            _assess(place, at=at)
    return len(new)


def _assess(place: Place, *, at: datetime) -> None:
    """Invented, and marked so: a sheet with some checks left out, so that one sees what is missing."""
    begun = begin_assessment(place=place, is_example=True, by=None, at=at)
    if begun.sheet is not None:
        edition = sheet_queries.edition_of(begun.sheet)
        sheets.import_contents(sheet=begun.sheet, answers=_list_answers(edition), by=None, at=at)
    finish_assessment(attainment=begun, by=None, at=at)


def _list_answers(edition: Edition) -> Iterator[AnswerDraft]:
    for question in edition.questions:
        if isinstance(question.rule, ChecklistRule):
            items = [item.code for item in question.rule.items][MISSED.get(question.number, 0) :]
            yield AnswerDraft(question.number, {"items": items}, NOTE, base_revision=0)
