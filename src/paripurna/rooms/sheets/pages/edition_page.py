"""An edition as its page shows it: what it says, how far it may be trusted, and what the city made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition, Grade, Indicator, Question, Strand
from paripurna.core.instrument.text import Standing
from paripurna.platform.ui.ruler import Ruler
from paripurna.rooms.sheets.pages.ruling import build_ruler
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.wording import number_text

LIMITS = {  # (is the low end in it, is the high end in it)
    (True, True): _("from %(low)s up to %(high)s"),
    (True, False): _("from %(low)s, below %(high)s"),
    (False, True): _("above %(low)s, up to %(high)s"),
    (False, False): _("above %(low)s, below %(high)s"),
}


@dataclass(frozen=True, slots=True)
class StandingShare:
    """How many questions, and points, rest on rules of one standing."""

    standing: str
    count: int
    points: Decimal
    share: Decimal  # of all points, 0–1

    @property
    def width(self) -> str:
        return f"{self.share * 100:.1f}%"


@dataclass(frozen=True, slots=True)
class AnomalyLine:
    place: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class NamedPart:
    label: str
    detail: str = ""
    standing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class EditionPage:
    edition: Edition
    title: str
    note: str
    ruler: Ruler
    shares: tuple[StandingShare, ...]
    grades: tuple[NamedPart, ...]
    stages: tuple[NamedPart, ...]
    strands: tuple[NamedPart, ...]
    anomalies: tuple[AnomalyLine, ...]


def build_edition_page(edition: Edition) -> EditionPage:
    """This function will build what the page of an edition shows."""
    language = current_language()
    title = edition.title.in_language(language)
    return EditionPage(
        edition=edition,
        title=title,
        note=edition.note.in_language(language) if edition.note else "",
        ruler=build_ruler(title, edition, (), language),
        shares=tuple(count_standings(edition)),
        grades=tuple(_list_grades(edition, language)),
        stages=tuple(_list_stages(edition, language)),
        strands=tuple(
            NamedPart(s.label.in_language(language), number_text(s.max_points), s.standing.value)
            for s in edition.strands
        ),
        anomalies=tuple(list_anomalies(edition)),
    )


def count_standings(edition: Edition) -> Iterator[StandingShare]:
    """This function will count questions and points by the standing of their rules, the surest first."""
    whole = sum((question.max_points for question in edition.questions), Decimal(0)) or Decimal(1)
    for standing in (Standing.OFFICIAL, Standing.LOCAL, Standing.INFERRED, Standing.UNKNOWN):
        found = [question for question in edition.questions if question.rule.standing is standing]
        if found:
            points = sum((question.max_points for question in found), Decimal(0))
            yield StandingShare(standing.value, len(found), points, points / whole)


def list_anomalies(edition: Edition) -> Iterator[AnomalyLine]:
    """This function will list every contradiction that the edition declares, with the part that carries it."""
    language = current_language()
    for part in _walk(edition):
        place = getattr(part, "number", getattr(part, "code", ""))
        for anomaly in part.anomalies:
            yield AnomalyLine(place, anomaly.text.in_language(language), anomaly.source)


def _walk(edition: Edition) -> Iterator[Edition | Strand | Indicator | Question]:
    yield edition
    for strand in edition.strands:
        yield strand
        for indicator in strand.indicators:
            yield indicator
            yield from indicator.questions


def _tell_limits(grade: Grade) -> str:
    """In words, for whom a sign of "less or equal" is a riddle."""
    told = LIMITS[grade.low_included, grade.high_included]
    return told % {"low": number_text(grade.low), "high": number_text(grade.high)}


def _list_grades(edition: Edition, language: str) -> Iterator[NamedPart]:
    for grade in edition.grades:
        label = grade.label.in_language(language)
        yield NamedPart(
            label,
            _tell_limits(grade),
            _standing(grade),
            _note(grade, language),
        )


def _list_stages(edition: Edition, language: str) -> Iterator[NamedPart]:
    for stage in edition.stages:
        told = (stage.actor, stage.output)
        detail = " · ".join(text.in_language(language) for text in told if text)
        yield NamedPart(stage.label.in_language(language), detail, stage.standing.value)


def _standing(part: object) -> str:
    found = getattr(part, "standing", None)
    return found.value if found else ""


def _note(part: object, language: str) -> str:
    found = getattr(part, "note", None)
    return found.in_language(language) if found else ""
