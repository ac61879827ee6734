"""What may be built with what money, what is wanted of it, and what a plan is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from paripurna.core.siting.reach import Walking
from paripurna.core.siting.types import (
    ALL_AGES,
    AgeGroup,
    BadInput,
    Demand,
    Fault,
    Mistake,
    Place,
    Position,
    Rule,
)


class Fairness(StrEnum):
    """Who comes first."""

    EVERY_KELURAHAN = "EVERY_KELURAHAN"  # by the last year as many kelurahan as can be have a place of their own
    WORST_FIRST = "WORST_FIRST"  # a child weighs the more the fewer children of its kelurahan are reached today
    NONE = "NONE"


WORST_WEIGHT = 4.0  # of a child where nobody is reached, against one where everybody is


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that may be built or upgraded. What a partner gives is tied to it; `ready` is the first year its land can be used."""

    code: str
    position: Position
    kelurahan: str
    cost_idr: int
    upkeep_idr: int = 0  # of the city, in each year after that of its opening
    partner_idr: int = 0
    ready: int | None = None
    keeper: str = ""
    is_upgrade: bool = False
    ages: AgeGroup = ALL_AGES

    @property
    def own_idr(self) -> int:
        """What the city pays."""
        return max(self.cost_idr - self.partner_idr, 0)


@dataclass(frozen=True, slots=True)
class Means:
    """Years in order, and what each allows. A year that is not named has no limit; what is left over is not kept for the next."""

    years: tuple[int, ...]
    budget_idr: Mapping[int, int] = field(default_factory=dict)
    sites: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """Choose sites and their years so that most children are newly reached, counted in every year from the opening on."""

    demand: Demand
    candidates: tuple[Candidate, ...]
    means: Means
    rule: Rule
    walking: Walking
    places: tuple[Place, ...] = ()  # there already
    fairness: Fairness = Fairness.EVERY_KELURAHAN
    year_weights: Mapping[int, float] = field(default_factory=dict)  # 1 where not named
    kelurahan_weights: Mapping[str, float] = field(default_factory=dict)  # for poverty or density; 1 where not named
    must: frozenset[str] = frozenset()  # candidates that people insist on
    needs_keeper: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Which candidate opens in which year, and what it comes to."""

    opens: Mapping[str, int]
    children: float  # newly reached in the last year
    worth: float  # children newly reached in each year, by the weights of years and kelurahan
    kelurahan_served: int  # that had no place of their own
    spent_idr: Mapping[int, int]  # by year, upkeep included


def check_task(task: Task) -> None:
    """This function will raise `BadInput` naming everything that no plan can be made of."""
    codes = [candidate.code for candidate in task.candidates]
    mistakes = [
        *(Mistake(Fault.REPEATED, code) for code in sorted({code for code in codes if codes.count(code) > 1})),
        *(Mistake(Fault.UNKNOWN_CODE, code) for code in sorted(task.must - set(codes))),
        *_list_bad_candidates(task),
        *_list_bad_numbers(task),
    ]
    if mistakes:
        raise BadInput(tuple(mistakes))


def _list_bad_candidates(task: Task) -> Iterable[Mistake]:
    for candidate in task.candidates:
        if min(candidate.cost_idr, candidate.upkeep_idr, candidate.partner_idr) < 0:
            yield Mistake(Fault.BAD_NUMBER, candidate.code)
        if candidate.kelurahan not in task.demand.kelurahan:
            yield Mistake(Fault.UNKNOWN_KELURAHAN, candidate.code, candidate.kelurahan)


def _list_bad_numbers(task: Task) -> Iterable[Mistake]:
    means = task.means
    if not means.years or list(means.years) != sorted(set(means.years)):
        yield Mistake(Fault.BAD_NUMBER, "years")
    limits = {**{f"budget {year}": limit for year, limit in means.budget_idr.items()}}
    limits |= {f"sites {year}": limit for year, limit in means.sites.items()}
    weights: dict[str, float] = {f"weight {year}": weight for year, weight in task.year_weights.items()}
    weights |= {f"weight {code}": weight for code, weight in task.kelurahan_weights.items()}
    yield from (Mistake(Fault.BAD_NUMBER, name) for name, number in {**limits, **weights}.items() if not number >= 0)
