"""Words of the road map: where moves come from, how far a scenario and a step are, what the queries hand out, what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.access.types import Refused
from paripurna.rooms.network.types import AgencyRef


class Origin(models.TextChoices):
    """Where a move comes from."""

    GAP = "GAP", _("from a gap")
    CITY = "CITY", _("own")
    IMPORT = "IMPORT", _("imported")


class TieKind(models.TextChoices):
    """How one move stands to another."""

    NEEDS = "NEEDS", _("needs")
    EXCLUDES = "EXCLUDES", _("excludes")


class Mode(models.TextChoices):
    """What a scenario looks for."""

    CHEAPEST = "CHEAPEST", _("the cheapest road to a chance")
    BUDGET = "BUDGET", _("the greatest chance within a budget")


class ScenarioState(models.TextChoices):
    DRAFT = "DRAFT", pgettext_lazy("scenario", "not worked out yet")
    SOLVING = "SOLVING", pgettext_lazy("scenario", "being worked out")
    SOLVED = "SOLVED", pgettext_lazy("scenario", "worked out")
    STUCK = "STUCK", pgettext_lazy("scenario", "no plan found")


class SolutionRole(models.TextChoices):
    """What a plan of a scenario is: the one that was asked for, a point of the frontier, or the plan by expectation."""

    PLAN = "PLAN", _("plan")
    FRONTIER = "FRONTIER", _("point of the frontier")
    EXPECTED = "EXPECTED", _("plan by expected points, for comparison only")


STATE = "roadmap.state"  # what the audit calls the state of a step


class StepState(models.TextChoices):
    PLANNED = "PLANNED", pgettext_lazy("step", "planned")
    RUNNING = "RUNNING", pgettext_lazy("step", "running")
    DONE = "DONE", pgettext_lazy("step", "done")
    DROPPED = "DROPPED", pgettext_lazy("step", "dropped")


TRANSITIONS: dict[StepState, frozenset[StepState]] = {
    StepState.PLANNED: frozenset({StepState.RUNNING, StepState.DONE, StepState.DROPPED}),
    StepState.RUNNING: frozenset({StepState.PLANNED, StepState.DONE, StepState.DROPPED}),
    StepState.DONE: frozenset({StepState.RUNNING}),
    StepState.DROPPED: frozenset({StepState.PLANNED}),
}
"""From which state a step may go where. DONE comes from a fact that arrived, else from a person with a document."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a move does to one question. None and "" leave it as it is."""

    question: str
    points_to: Decimal | None = None
    proof_to: str = ""
    check_to: str = ""
    has_fact: bool = False


@dataclass(frozen=True, slots=True)
class MoveDraft:
    """What a person says of a move."""

    label: str
    cost_idr: int
    quarters: int = 1
    chance: Decimal = Decimal(1)
    effort: int = 0
    agency_id: int | None = None
    fund: str = ""
    earliest_on: date | None = None
    deadline_on: date | None = None
    is_must: bool = False
    is_held_back: bool = False
    note: str = ""
    needs: tuple[str, ...] = ()  # keys of moves
    excludes: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure of a move, as it is and as it is to be."""

    name: str
    before: int | Decimal | bool
    after: int | Decimal | bool


@dataclass(frozen=True, slots=True)
class MoveChange:
    """What a workbook changes of one move; `revision` is that of the move it was compared with."""

    key: str
    label: str
    revision: int
    figures: tuple[FigureChange, ...]


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """What a person asks the planner. `hours`: of every agency in a quarter, but those of `hours_of`; `money`: of a fund in a year."""

    title: str
    target: Decimal
    starts_on: date
    quarters: int
    mode: Mode = Mode.CHEAPEST
    confidence: Decimal = Decimal("0.90")
    budget_idr: int | None = None
    counts_until: date | None = None
    hours: int | None = None
    hours_of: Mapping[str, int] = field(default_factory=dict)  # by code of the agency
    money: Mapping[str, int] = field(default_factory=dict)
    floors: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of the adopted plan as lists, the board and documents need it."""

    code: UUID
    key: str  # of its move
    label: str
    kind: str
    agency: AgencyRef | None
    fund: str
    cost_idr: int
    starts_on: date
    ends_on: date
    state: StepState
    is_must: bool
    is_by_fact: bool  # done because its fact arrived
    questions: tuple[str, ...] = field(default=())
    needs: tuple[tuple[str, str], ...] = ()  # key and name of each move that it waits for
    budget_code: str = ""
    done_on: date | None = None
    note: str = ""


class RoadmapError(Refused):
    """Something about the road map that cannot be done now; `sentence` says what and what to do instead."""


class BadMove(RoadmapError):
    """What was said of a move does not fit."""


class MoveChanged(RoadmapError):
    """Somebody else changed the move meanwhile."""


class BadScenario(RoadmapError):
    """What was said of a scenario does not fit."""


class ScenarioBusy(RoadmapError):
    """The scenario is being worked out, or was adopted."""


class BadStep(RoadmapError):
    """The step cannot go to that state, or not without a document."""
