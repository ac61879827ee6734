"""Scenarios side by side, one scenario with what came of it, and one of its plans with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.formats import format_number
from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.models import Scenario, Solution
from paripurna.rooms.roadmap.pages.frontier import Frontier, build_frontier, drop_equal
from paripurna.rooms.roadmap.pages.limits import LimitNames
from paripurna.rooms.roadmap.quarters import begin_of
from paripurna.rooms.roadmap.types import ScenarioState, SolutionRole
from paripurna.rooms.roadmap.wording import BOUNDS, CHANGES, FAULTS, OTHER_FAULT, WHY, language, say_quarter
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.roadmap.models import Move


@dataclass(frozen=True)
class PlanFigures:
    """A plan in figures. `distance` is how much of the cost could be saved at most; None where nothing bounds it."""

    solution: Solution

    @property
    def count(self) -> int:
        return len(self.solution.starts)

    @property
    def rule_chance(self) -> Decimal | None:
        """Of the whole predicate, where the edition demands more than points and that makes a difference here."""
        solution = self.solution
        return None if solution.rule_chance == solution.chance else solution.rule_chance

    @property
    def distance(self) -> Decimal | None:
        cost, bound = self.solution.cost_idr, self.solution.lower_bound_idr
        return None if bound is None or not cost else Decimal(cost - bound) / cost


@dataclass(frozen=True)
class ScenarioPage:
    """A scenario as its page and the list show it."""

    scenario: Scenario
    edition: Edition

    @property
    def plan(self) -> PlanFigures | None:
        return self._find(SolutionRole.PLAN)

    @property
    def expected(self) -> PlanFigures | None:
        return self._find(SolutionRole.EXPECTED)

    @property
    def points(self) -> list[PlanFigures]:
        """The plans of the frontier, and the one asked for, each once."""
        roles = {SolutionRole.PLAN, SolutionRole.FRONTIER}
        found = [each for each in self.scenario.solutions.all() if each.role in roles]
        return [PlanFigures(each) for each in sorted(drop_equal(found), key=lambda s: (s.cost_idr, s.chance))]

    @property
    def frontier(self) -> Frontier | None:
        return build_frontier(point.solution for point in self.points)

    @property
    def is_busy(self) -> bool:
        return self.scenario.state == ScenarioState.SOLVING

    @property
    def refusal(self) -> str:
        fault = self.scenario.finding.get("fault", "")
        return str(FAULTS.get(fault, OTHER_FAULT)) if fault else ""

    @property
    def reachable(self) -> Decimal | None:
        found = self.scenario.finding.get("reachable")
        return None if found is None else Decimal(str(found))

    @cached_property
    def names(self) -> LimitNames:
        """What limits are called; it asks for agencies, so only where limits are told."""
        return LimitNames(self.edition, dict(queries.list_leads(self.scenario.city, self.edition.id)))

    @property
    def relaxed(self) -> list[dict[str, str]]:
        """Which limits to relax, as words and figures."""
        return [
            {
                "bound": str(BOUNDS[each["bound"]]),
                "places": self.names.name_places(each["bound"], each["places"], self.scenario.starts_on),
                "now": format_number(Decimal(each["now"]), language()),
                "then": format_number(Decimal(each["then"]), language()),
            }
            for each in self.scenario.finding.get("relaxed", [])
        ]

    @property
    def changes(self) -> list[tuple[str, int]]:
        """How much of the plan that stands would change; [] where the scenario follows none."""
        found = self.plan.solution.changes if self.plan else {}
        return [(str(label), len(found.get(name, []))) for name, label in CHANGES.items()] if found else []

    @property
    def first_quarter(self) -> str:
        return say_quarter(self.scenario.starts_on)

    @property
    def last_quarter(self) -> str:
        return say_quarter(begin_of(self.scenario.starts_on, self.scenario.quarters - 1))

    @property
    def limits(self) -> list[tuple[str, str]]:
        """What the plan had to keep, each limit with its words."""
        return self.names.list_limits(self.scenario.limits) if any(self.scenario.limits.values()) else []

    def _find(self, role: SolutionRole) -> PlanFigures | None:
        found = next((each for each in self.scenario.solutions.all() if each.role == role), None)
        return PlanFigures(found) if found else None


def build_scenario_page(scenario: Scenario) -> ScenarioPage:
    return ScenarioPage(scenario, edition_of(scenario.round.sheet))


@dataclass(frozen=True)
class ReasonLine:
    """A move of a plan, or one left out: when it begins, and why. Figures are those of the plan without or with it."""

    key: str
    label: str
    agency: str
    cost_idr: int | None
    quarter: str
    why: str
    places: str
    chance: Decimal | None
    is_of_today: bool  # worked out when somebody asked, by other figures than the plan


@dataclass(frozen=True)
class SolutionPage:
    scenario: Scenario
    figures: PlanFigures
    chosen: tuple[ReasonLine, ...]
    rejected: tuple[ReasonLine, ...]


def build_solution_page(scenario: Scenario, solution: Solution, asked: Mapping[str, Any] | None = None) -> SolutionPage:
    """This function will list the moves of a plan by their start, and those that were left out; `asked` is one more reason."""
    city, edition = scenario.city, edition_of(scenario.round.sheet)
    moves = _list_known(city, edition, solution)
    reasons = {reason["code"]: reason for reason in (*solution.reasons, *filter(None, [asked]))}
    names = {key: move.label for key, move in moves.items()}
    costs = {key: move.cost_idr for key, move in moves.items()}
    chosen = sorted(solution.starts.items(), key=lambda pair: (pair[1], -costs.get(pair[0], 0), pair[0]))
    rejected = [code for code, reason in reasons.items() if not reason["is_chosen"]]
    return SolutionPage(
        scenario=scenario,
        figures=PlanFigures(solution),
        chosen=tuple(
            _line(
                key, moves.get(key), reasons.get(key), names, quarter=say_quarter(begin_of(scenario.starts_on, start))
            )
            for key, start in chosen
        ),
        rejected=tuple(_line(key, moves.get(key), reasons[key], names) for key in rejected),
    )


def _list_known(city: City, edition: Edition, solution: Solution) -> dict[str, Move]:
    keys: Iterable[str] = {*solution.starts, *(reason["code"] for reason in solution.reasons)}
    return {move.key: move for move in queries.list_moves_by_key(city, edition.id, keys)}


def _line(
    key: str, move: Move | None, reason: Mapping[str, Any] | None, names: Mapping[str, str], *, quarter: str = ""
) -> ReasonLine:
    reason = reason if reason and reason["why"] else None
    chance = reason["chance"] if reason else None
    return ReasonLine(
        key=key,
        label=names.get(key, key),
        agency=move.agency.abbreviation if move and move.agency else "",
        cost_idr=move.cost_idr if move else None,
        quarter=quarter,
        why=str(WHY[reason["why"]]) if reason else "",
        places=", ".join(names.get(place, place) for place in reason["places"]) if reason else "",
        chance=None if chance is None else Decimal(str(chance)),
        is_of_today=bool(reason and reason.get("is_of_today")),
    )
