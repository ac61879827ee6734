"""The same programme without quarters: which moves, not when. A fraction of the size, and mostly all that is needed.

Limits hold over the whole plan instead of quarter by quarter, so it allows all that the programme with quarters allows, and perhaps
more: what it chooses is then placed quarter by quarter, and where that fails the programme with quarters has the word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from paripurna.core.planning.programme import Key
from paripurna.core.planning.road_model import MILLION, RoadModel
from paripurna.core.planning.schedule import arrange
from paripurna.core.planning.types import QUARTERS_A_YEAR, Move, Plan, counts_from, list_starts


@dataclass
class ChoiceModel(RoadModel):
    """One column a move, named by the first of its starts that counts."""

    def read_plan(self, values: Mapping[Key, float]) -> Plan | None:
        """This function will return the plan behind a solution, each move as early as it fits; None where they do not."""
        moves = self.stakes.problem.moves
        chosen = [m.code for m in moves for column in self._sum_starts(m) if values[column] > 0.5]
        return arrange(self.stakes.problem, chosen)

    def write_plan(self, plan: Plan, effects: Iterable[int]) -> dict[Key, float]:
        """This function will return the values that a plan has as a solution."""
        moves = self.stakes.problem.move_by_code
        values: dict[Key, float] = {column: 1.0 for code in plan.starts for column in self._sum_starts(moves[code])}
        return values | {("effect", effect): 1.0 for effect in effects}

    def list_starts(self, move: Move) -> tuple[int, ...]:
        """This function will return the one start that stands for all."""
        starts = list_starts(move, self.stakes.problem.limits.quarters)
        return (next((t for t in starts if counts_from(move, t)), starts[0]),) if starts else ()

    def _add_need(self, move: Move, need: Move) -> None:
        self.programme.add_row(
            ("needs", move.code, need.code), self._sum_starts(move) | self._sum_starts(need, -1.0), high=0
        )

    def _add_limits(self) -> None:
        limits = self.stakes.problem.limits
        hours, money = defaultdict[str, dict[Key, float]](dict), defaultdict[str, dict[Key, float]](dict)
        for move in self.stakes.problem.moves:
            hours[move.agency] |= self._sum_starts(move, float(move.effort * move.quarters))
            money[move.source] |= self._sum_starts(move, move.cost_idr / MILLION)
        for agency, most in _list_whole(limits.capacity, limits.quarters):
            self.programme.add_row(("capacity", agency), hours[agency], high=most)
        years = -(-(limits.begun + limits.quarters) // QUARTERS_A_YEAR)
        for source, most in _list_whole(limits.money, years):
            self.programme.add_row(("money", source), money[source], high=most / MILLION)
        self._add_budget()


def _list_whole(limits: Mapping[tuple[str, int], int], times: int) -> Iterator[tuple[str, int]]:
    """The sums of limits that are named for every time: without one of them there is no limit over the whole plan."""
    counts, sums = Counter[str](), Counter[str]()
    for (name, time), most in limits.items():
        if 0 <= time < times:
            counts[name] += 1
            sums[name] += most
    yield from ((name, sums[name]) for name, count in counts.items() if count == times)
