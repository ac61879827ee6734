"""Everything on the mayor's sheet, read in a dozen statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from paripurna.core.scoring.grades import list_grades
from paripurna.platform.ui.ruler import Ruler
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.briefing import choices
from paripurna.rooms.roadmap.models import Adoption, PlanStanding
from paripurna.rooms.roadmap.types import StepRow, StepState
from paripurna.rooms.roadmap.wording import language
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.assessment.meetings.models import MeetingDecision

WEEK = timedelta(days=7)
MOST_WAITING = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one agency: requests for documents, steps to begin or to end, decisions of meetings."""

    agency: str
    requests: int
    steps: int
    decisions: int

    @property
    def count(self) -> int:
        return self.requests + self.steps + self.decisions


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of the running round; `since` is what was foretold a week ago."""

    stored: assessment.StoredForecast
    since: assessment.StoredForecast | None
    ruler: Ruler
    top: str
    target: str  # the grade that the worth of checks is measured by

    @property
    def top_chance(self) -> Decimal:
        return _top_chance(self.stored)

    @property
    def chance_change(self) -> Decimal | None:
        return self.top_chance - _top_chance(self.since) if self.since else None

    @property
    def mean_change(self) -> Decimal | None:
        return self.stored.mean - self.since.mean if self.since else None


@dataclass(frozen=True, slots=True)
class Briefing:
    round: assessment.Round
    on: date
    outlook: Outlook | None
    adoption: Adoption | None
    standing: PlanStanding | None
    steps: tuple[StepRow, ...]
    choices: tuple[choices.Choice, ...]
    waiting: tuple[Waiting, ...]

    @property
    def done(self) -> tuple[StepRow, ...]:
        """The steps that were done since last week."""
        return tuple(step for step in self.steps if step.done_on and step.done_on > self.on - WEEK)

    @property
    def done_count(self) -> int:
        return sum(step.state == StepState.DONE for step in self.steps)


def build_briefing(user: User, city: City, *, on: date) -> Briefing | None:
    """This function will put the sheet together as far as the person may see it; None where no round was opened."""
    running = assessment.find_current_round(city)
    if running is None:
        return None
    stored = assessment.find_forecast(running)
    steps = queries.list_steps(city)
    decisions = assessment.list_every_open_decision(city)
    requests = evidence.list_open_requests(user, city, sheet=running.sheet, on=on)
    adoption = queries.find_adoption(city)
    outlook = _look(running, stored, on=on) if stored else None
    worths = stored.parsed.worths if stored else ()
    pools = [
        choices.list_beginnings(city, steps, on=on),
        choices.list_checks(city, running.sheet, worths, grade=outlook.target if outlook else ""),
        choices.list_settlements(city, decisions, on=on),
    ]
    return Briefing(
        round=running,
        on=on,
        outlook=outlook,
        adoption=adoption,
        standing=adoption.standings.order_by("-on").first() if adoption else None,
        steps=tuple(steps),
        choices=choices.choose(pools),
        waiting=count_waiting(requests, steps, decisions, on=on),
    )


def _look(running: assessment.Round, stored: assessment.StoredForecast, *, on: date) -> Outlook:
    labels = {grade.code: grade.label.in_language(language()) for grade in list_grades(edition_of(running.sheet))}
    since = assessment.find_forecast_on(running, on - WEEK)
    ruler = assessment.build_forecast_ruler(running, stored)
    return Outlook(stored, since, ruler, top=labels[stored.grades[-1][0]], target=labels[stored.target])


def _top_chance(stored: assessment.StoredForecast) -> Decimal:
    """By the whole rule; grades stand from the lowest to the highest."""
    return Decimal(str(stored.grades[-1][2]))


def count_waiting(
    requests: Iterable[evidence.RequestLine],
    steps: Iterable[StepRow],
    decisions: Iterable[MeetingDecision],
    *,
    on: date,
) -> tuple[Waiting, ...]:
    """This function will count for each agency what others wait for, the most first."""
    asked = Counter(line.request.agency.abbreviation for line in requests)
    stalled = Counter(step.agency.abbreviation for step in steps if step.agency and _is_stalled(step, on))
    decided = Counter(decision.agency.abbreviation for decision in decisions)
    names = asked.keys() | stalled.keys() | decided.keys()
    lines = [Waiting(name, asked[name], stalled[name], decided[name]) for name in names]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.agency))[:MOST_WAITING])


def _is_stalled(step: StepRow, on: date) -> bool:
    """It should have begun, or ended, and has not."""
    if step.state == StepState.PLANNED:
        return step.starts_on <= on
    return step.state == StepState.RUNNING and step.ends_on < on
