"""What the pages of rounds show: plain values, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from paripurna.core.instrument.model import Edition, Grade, Stage
from paripurna.core.scoring import describe
from paripurna.core.scoring.result import Basis, ContradictionKind, Score
from paripurna.platform.regions.models import City
from paripurna.platform.ui.ruler import Ruler
from paripurna.rooms.assessment.forecasting.card import find_forecast_card
from paripurna.rooms.assessment.models import PublishedResult, Round, RoundStage, StageFreeze
from paripurna.rooms.assessment.position import Position, StagePosition, read_position
from paripurna.rooms.assessment.queries import (
    find_earlier_round,
    list_published_results,
    list_rounds,
    list_stages,
)
from paripurna.rooms.assessment.rulers import (
    build_round_ruler,
    build_total_ruler,
    build_trail,
    explain_url,
    language,
    sheet_why_url,
)
from paripurna.rooms.assessment.signing.queries import list_freezes
from paripurna.rooms.sheets.queries import edition_of, list_totals


@dataclass(frozen=True)
class RoundRow:
    """One round in the list: its newest stage with a stored total."""

    round: Round
    stage: str
    total: Decimal | None
    grade: str
    ruler: Ruler
    why_url: str


@dataclass(frozen=True)
class RoundList:
    rounds: tuple[RoundRow, ...]
    published: tuple[PublishedResult, ...]


def build_round_list(city: City) -> RoundList:
    """This function will list the rounds from their stored totals, and what was published about the city."""
    rounds = list_rounds(city)
    rows = tuple(_build_row(found, _totals(found)) for found in rounds)
    return RoundList(rows, tuple(list_published_results(city)))


def _totals(found: Round) -> dict[str, tuple[Decimal, str]]:
    return {stage: (total, grade) for stage, total, grade in list_totals(found.sheet)}


def _build_row(found: Round, totals: dict[str, tuple[Decimal, str]]) -> RoundRow:
    edition = edition_of(found.sheet)
    newest = next((stage for stage in reversed(edition.stages) if stage.code in totals), None)
    total, code = totals[newest.code] if newest else (None, "")
    return RoundRow(
        round=found,
        stage=newest.label.in_language(language()) if newest else "",
        total=total,
        grade=_label(edition.grades, code),
        ruler=build_total_ruler(edition, found.label, total),
        why_url=sheet_why_url(found, newest.code if newest else ""),
    )


def _label(grades: tuple[Grade, ...], code: str) -> str:
    return next((grade.label.in_language(language()) for grade in grades if grade.code == code), "")


@dataclass(frozen=True)
class StageLine:
    """A stage of the calendar with what was given there."""

    dates: RoundStage
    label: str
    actor: str
    output: str
    gives_marks: bool
    mark_count: int
    total: Decimal | None
    grade: str
    is_current: bool
    why_url: str
    freeze: StageFreeze | None


@dataclass(frozen=True, slots=True)
class ContradictionLine:
    """One thing that does not fit, in words; `stages` tells where, empty when it is so at every stage."""

    sentence: str
    stages: str
    is_declared: bool


@dataclass(frozen=True)
class RoundPage:
    position: Position
    ruler: Ruler
    stages: tuple[StageLine, ...]
    contradictions: tuple[ContradictionLine, ...]
    missing_count: int
    has_others: bool
    marks_url: str  # the grid of marks of the first stage that others mark

    @property
    def edition_hash(self) -> str:
        """The first characters of the hash: enough to compare by eye."""
        return self.position.round.sheet.edition.hash[:12]

    @property
    def open_contradictions(self) -> int:
        return sum(not line.is_declared for line in self.contradictions)

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.position.round.city)


def build_round_page(found: Round, *, today: date) -> RoundPage:
    """This function will put together a round's stages, calendar and totals."""
    position = read_position(found, today=today)
    card = find_forecast_card(found, position.edition)
    marker = card.marker if card else None
    ruler = build_round_ruler(position, lambda stage: explain_url(position, stage), forecast=marker)
    has_others = find_earlier_round(found) is not None
    missing = sum(score.basis is Basis.UNANSWERED for score in position.own_score.questions.values())
    return RoundPage(
        position,
        ruler,
        tuple(_lines(position)),
        tuple(list_contradictions(position)),
        missing,
        has_others,
        _find_marks_url(position),
    )


def _find_marks_url(position: Position) -> str:
    """Where the marks of others are entered: at the stage of today if others mark there, else at the first such stage."""
    stages = [stage.code for stage in position.edition.stages[1:] if stage.marks and not stage.internal]
    current = position.current_stage.stage.code if position.current_stage else ""
    chosen = current if current in stages else next(iter(stages), "")
    place = {"city": position.round.city.slug, "code": position.round.code, "stage": chosen}
    return reverse("assessment:marks", kwargs=place) if chosen else ""


def list_contradictions(position: Position) -> list[ContradictionLine]:
    """This function will put every contradiction of every stage in words, those that the edition declares last."""
    scored = [(found.stage, found.score) for found in position.stages if found.score]
    return tell_contradictions(scored, position.edition)


def tell_contradictions(scored: Sequence[tuple[Stage, Score]], edition: Edition) -> list[ContradictionLine]:
    """This function will put the contradictions of scores in words, each once, those that the edition declares last.

    Missing answers are told apart: they are work, not a contradiction.
    """
    stages: dict[tuple[str, bool], list[str]] = {}
    for stage, score in scored:
        for each in score.contradictions:
            if each.kind is not ContradictionKind.MISSING_ANSWER:
                key = (describe(each, language(), edition), each.declared)
                stages.setdefault(key, []).append(stage.label.in_language(language()))
    lines = [
        ContradictionLine(sentence, "" if len(names) == len(scored) else ", ".join(names), is_declared)
        for (sentence, is_declared), names in stages.items()
    ]
    return sorted(lines, key=lambda line: line.is_declared)


def _lines(position: Position) -> list[StageLine]:
    stages = {stage.code: stage for stage in position.edition.stages}
    scored = {found.stage.code: found for found in position.stages}
    frozen = [dates for dates in position.calendar if dates.frozen_at]
    freezes = list_freezes(position.round) if frozen else {}
    return [
        _build_line(position, dates, stages[dates.code], scored.get(dates.code), freeze=freezes.get(dates.code))
        for dates in position.calendar
        if dates.code in stages
    ]


def _build_line(
    position: Position, dates: RoundStage, stage: Stage, found: StagePosition | None, *, freeze: StageFreeze | None
) -> StageLine:
    score = found.score if found else None
    return StageLine(
        dates=dates,
        label=stage.label.in_language(language()),
        actor=stage.actor.in_language(language()) if stage.actor else "",
        output=stage.output.in_language(language()) if stage.output else "",
        gives_marks=stage.marks,
        mark_count=found.mark_count if found else 0,
        total=score.total if score else None,
        grade=score.grade.label.in_language(language()) if score else "",
        is_current=position.current_stage is not None and position.current_stage.stage.code == dates.code,
        why_url=explain_url(position, dates.code),
        freeze=freeze,
    )


def list_labelled_stages(found: Round) -> list[tuple[RoundStage, str]]:
    """This function will return the stages of a round with their labels, in order."""
    labels = {stage.code: stage.label.in_language(language()) for stage in edition_of(found.sheet).stages}
    return [(stage, labels[stage.code]) for stage in list_stages(found)]
