"""The adopted plan: how it stands, the board by agency and quarter, the schedule, and one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.models import Adoption, PlanStanding
from paripurna.rooms.roadmap.quarters import begin_of, quarter_of
from paripurna.rooms.roadmap.types import StepRow, StepState
from paripurna.rooms.roadmap.wording import say_quarter

OPEN = (StepState.PLANNED, StepState.RUNNING)
TONES = {StepState.DONE: "green", StepState.RUNNING: "brand", StepState.PLANNED: "quiet", StepState.DROPPED: "quiet"}


@dataclass(frozen=True)
class Wait:
    """Another step that one waits for: its name, and where in the plan it ends."""

    label: str
    left: str


@dataclass(frozen=True)
class StepLine:
    """A step as a list shows it. `left` and `width` say in per cent of the plan when it runs, `waits` what must end before."""

    step: StepRow
    is_late: bool
    tone: str
    quarter: str
    left: str
    width: str
    waits: tuple[Wait, ...] = ()

    @property
    def agency(self) -> str:
        return self.step.agency.abbreviation if self.step.agency else "–"


@dataclass(frozen=True)
class Cell:
    """Steps of an agency that end in a quarter: how many, and how many of them are done."""

    quarter: int
    total: int
    done: int
    is_late: bool


@dataclass(frozen=True)
class BoardRow:
    code: str
    label: str
    cells: tuple[Cell, ...]
    total: int
    done: int


@dataclass(frozen=True)
class Board:
    """Agencies × the quarters in which a step ends."""

    quarters: tuple[str, ...]
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True)
class PlanPage:
    """The plan as it stands on a day."""

    adoption: Adoption
    steps: tuple[StepLine, ...]
    quarters: tuple[str, ...]
    current: int
    standings: tuple[PlanStanding, ...]

    @property
    def standing(self) -> PlanStanding | None:
        return self.standings[-1] if self.standings else None

    @property
    def adopter(self) -> str:
        return self.adoption.adopted_by.name if self.adoption.adopted_by else "–"

    @property
    def has_fallen(self) -> bool:
        known = self.adoption.chance
        return bool(self.standing and known and self.standing.chance_with_plan < known - Decimal("0.05"))

    @property
    def done(self) -> int:
        return sum(line.step.state is StepState.DONE for line in self.steps)

    @property
    def late(self) -> int:
        return sum(line.is_late for line in self.steps)

    @property
    def total(self) -> int:
        return sum(line.step.state is not StepState.DROPPED for line in self.steps)

    @property
    def spent_idr(self) -> int:
        return sum(line.step.cost_idr for line in self.steps if line.step.state is StepState.DONE)

    @property
    def chances(self) -> list[Decimal | None]:
        """With the plan, day by day: for the line over time."""
        return [standing.chance_with_plan for standing in self.standings]

    @property
    def board(self) -> Board:
        """The board without the quarters in which nothing ends."""
        return build_board(self.steps, self.adoption)

    @property
    def years(self) -> list[str]:
        """For each quarter its year where a year begins, else nothing: the heads of the schedule."""
        begins = [begin_of(self.adoption.starts_on, k) for k in range(len(self.quarters))]
        return [str(day.year) if k == 0 or day.month == 1 else "" for k, day in enumerate(begins)]

    def choose(self, query: Mapping[str, str]) -> list[StepLine]:
        """This function will return the steps that `pd`, `triwulan` (from 1) and `keadaan` ask for."""
        agency, quarter, state = (query.get(name, "") for name in ("pd", "triwulan", "keadaan"))
        return [
            line
            for line in self.steps
            if agency in {"", _code_of(line.step)}
            and quarter in {"", str(_end_quarter(line.step, self.adoption) + 1)}
            and state in {"", line.step.state.value, "LATE" if line.is_late else line.step.state.value}
        ]

    @property
    def agencies(self) -> list[tuple[str, str]]:
        found = {_code_of(line.step): _name_of(line.step) for line in self.steps}
        return sorted(found.items(), key=lambda pair: pair[1])


def build_plan_page(adoption: Adoption, *, on: date) -> PlanPage:
    """This function will put the plan together as it stands on that day."""
    rows = queries.list_steps(adoption.city)
    by_key = {row.key: row for row in rows}
    return PlanPage(
        adoption=adoption,
        steps=tuple(build_step_line(row, adoption, by_key, on=on) for row in rows),
        quarters=tuple(say_quarter(begin_of(adoption.starts_on, k)) for k in range(adoption.quarters)),
        current=quarter_of(adoption.starts_on, on),
        standings=tuple(queries.list_standings(adoption)),
    )


def build_step_line(step: StepRow, adoption: Adoption, by_key: Mapping[str, StepRow], *, on: date) -> StepLine:
    """This function will say of a step whether it is late, where it lies in the plan, and which others end before it."""
    begin, length = quarter_of(adoption.starts_on, step.starts_on), adoption.quarters
    end = _end_quarter(step, adoption)
    needed = [(label, by_key[key]) for key, label in step.needs if key in by_key]
    is_late = step.state in OPEN and step.ends_on < on
    return StepLine(
        step=step,
        is_late=is_late,
        tone="amber" if is_late else TONES[step.state],
        quarter=say_quarter(step.starts_on),
        left=_share(begin, length),
        width=_share(end - begin + 1, length),
        waits=tuple(Wait(label, _share(_end_quarter(each, adoption) + 1, length)) for label, each in needed),
    )


def build_board(lines: Iterable[StepLine], adoption: Adoption) -> Board:
    """This function will count the steps of each agency by the quarter in which they end."""
    groups: dict[tuple[str, str], list[StepLine]] = {}
    shown = [line for line in lines if line.step.state is not StepState.DROPPED]
    for line in shown:
        groups.setdefault((_code_of(line.step), _name_of(line.step)), []).append(line)
    used = sorted({_end_quarter(line.step, adoption) for line in shown})
    rows = tuple(
        BoardRow(
            code=code,
            label=label,
            cells=tuple(_count(found, adoption, quarter) for quarter in used),
            total=len(found),
            done=sum(line.step.state is StepState.DONE for line in found),
        )
        for (code, label), found in sorted(groups.items(), key=lambda pair: pair[0][1])
    )
    return Board(tuple(say_quarter(begin_of(adoption.starts_on, k)) for k in used), rows)


def _count(lines: Sequence[StepLine], adoption: Adoption, quarter: int) -> Cell:
    there = [line for line in lines if _end_quarter(line.step, adoption) == quarter]
    done = sum(line.step.state is StepState.DONE for line in there)
    return Cell(quarter + 1, len(there), done, any(line.is_late for line in there))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%"


def _end_quarter(step: StepRow, adoption: Adoption) -> int:
    return quarter_of(adoption.starts_on, step.ends_on)


def _code_of(step: StepRow) -> str:
    return step.agency.code if step.agency else "-"


def _name_of(step: StepRow) -> str:
    return step.agency.abbreviation if step.agency else _("no agency yet")
