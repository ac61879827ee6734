"""What *Beranda* shows of a position: plain values for the template, in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.core.scoring.result import Basis, Score
from paripurna.platform.ui.ruler import Ruler
from paripurna.rooms.assessment.capping import CapNote, find_cap_note
from paripurna.rooms.assessment.forecasting.card import ForecastCard, find_forecast_card
from paripurna.rooms.assessment.gaps import Gap, list_gaps
from paripurna.rooms.assessment.position import PartPosition, Position, StagePosition
from paripurna.rooms.assessment.rulers import build_round_ruler, explain_url, language
from paripurna.rooms.assessment.tasks import AgencyLoad, list_loads
from paripurna.rooms.sheets.queries import FactsCount, count_facts, parse_answers
from paripurna.rooms.sheets.types import AnswerState

LARGEST_LOSSES = 5
BUSIEST_AGENCIES = 8


@dataclass(frozen=True)
class StrandLine:
    """A strand of *Beranda* with its indicators under it; `hue` is 1–7 by its place in the edition."""

    hue: int
    line: PartPosition
    indicators: tuple[PartPosition, ...]


@dataclass(frozen=True)
class NextDate:
    """What comes next in the calendar, in days; negative when it lies behind."""

    label: str
    days: int
    on: date


@dataclass(frozen=True)
class Overview:
    position: Position
    ruler: Ruler
    newest: StagePosition
    grade: str
    next_grade: str
    answered_count: int
    question_count: int
    accepted_count: int
    strands: tuple[StrandLine, ...]
    losses: tuple[Gap, ...]
    loss_total: Decimal | None
    unexplained_count: int  # losses of which nobody has said why yet
    loads: tuple[AgencyLoad, ...]
    next_date: NextDate | None
    instrument_url: str
    gaps_url: str
    cap_note: CapNote | None
    facts: FactsCount
    facts_url: str
    forecast: ForecastCard | None

    @property
    def own_label(self) -> str:
        return self.position.own.stage.label.in_language(language())

    @property
    def newest_label(self) -> str:
        return self.newest.stage.label.in_language(language())

    @property
    def newest_query(self) -> str:
        return f"?tahap={self.newest.stage.code}"

    @property
    def score(self) -> Score:
        return self.position.newest_score


def build_overview(position: Position) -> Overview:
    """This function will put together everything that *Beranda* shows."""
    score, newest = position.newest_score, position.newest
    gaps = list_gaps(position)
    counts = position.state_counts
    forecast = find_forecast_card(position.round, position.edition)
    return Overview(
        position=position,
        ruler=build_round_ruler(
            position, lambda stage: explain_url(position, stage), forecast=forecast.marker if forecast else None
        ),
        newest=newest,
        grade=score.grade.label.in_language(language()),
        next_grade=score.next_grade.label.in_language(language()) if score.next_grade else "",
        answered_count=sum(q.basis is not Basis.UNANSWERED for q in position.own_score.questions.values()),
        question_count=len(position.edition.questions),
        accepted_count=counts[AnswerState.ACCEPTED],
        strands=_lines(position),
        losses=tuple(sorted(gaps, key=lambda gap: -gap.lost_in_verification)[:LARGEST_LOSSES])
        if position.verified
        else (),
        loss_total=position.own_score.total - score.total if position.verified else None,
        unexplained_count=sum(bool(gap.lost_in_verification) and not gap.reason for gap in gaps),
        loads=tuple(load for load in list_loads(position) if load.open_count)[:BUSIEST_AGENCIES],
        next_date=_find_next_date(position),
        instrument_url=_sheet_url("sheets:sheet", position),
        gaps_url=reverse("assessment:gaps", kwargs={"city": position.round.city.slug}),
        cap_note=find_cap_note(position, gaps),
        facts=_count_facts(position),
        facts_url=_sheet_url("sheets:facts", position),
        forecast=forecast,
    )


def _lines(position: Position) -> tuple[StrandLine, ...]:
    return tuple(
        StrandLine(hue, line, position.indicators_of(strand))
        for hue, (strand, line) in enumerate(zip(position.edition.strands, position.strands, strict=True), start=1)
    )


def _count_facts(position: Position) -> FactsCount:
    recorded = parse_answers(position.edition, position.contents)
    return count_facts(position.round.sheet, recorded, on=position.today)


def _find_next_date(position: Position) -> NextDate | None:
    """The end of the stage that runs, else the beginning of the next one."""
    labels = {stage.code: stage.label.in_language(language()) for stage in position.edition.stages}
    current = position.current_stage
    if current and current.dates and current.dates.ends_on:
        days = (current.dates.ends_on - position.today).days
        return NextDate(_("%(stage)s ends") % {"stage": labels[current.stage.code]}, days, current.dates.ends_on)
    later = position.next_stage
    if later is None or later.starts_on is None:
        return None
    days = (later.starts_on - position.today).days
    return NextDate(_("%(stage)s begins") % {"stage": labels[later.code]}, days, later.starts_on)


def _sheet_url(name: str, position: Position) -> str:
    return reverse(name, kwargs={"city": position.round.city.slug, "code": position.round.sheet.code})
