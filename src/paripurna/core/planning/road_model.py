"""The programme of a road: which moves start when, within the limits, so that a linear score of the total is reached at least cost.

Costs are counted in millions of rupiah, points in points: numbers a solver likes. `scores.py` says what the score is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

from paripurna.core.forecast.grid import Row
from paripurna.core.planning.outcomes import Stakes
from paripurna.core.planning.programme import Key, Programme
from paripurna.core.planning.scores import list_demands, list_floors
from paripurna.core.planning.types import Move, Plan, counts_from, list_starts, pay_by_year

MILLION = 1_000_000
REACH = "reach"

Pricing = Callable[[Move, int], int]
"""What counts against a move that starts in that quarter, in rupiah."""


def price_at_cost(move: Move, _start: int) -> int:
    """This function will return what the move costs, whenever it starts."""
    return move.cost_idr


@dataclass
class RoadModel:
    """Columns: ("start", move, quarter) and ("effect", position); of a question's effects at most one is relied on."""

    stakes: Stakes
    programme: Programme = field(default_factory=Programme)

    def __post_init__(self) -> None:
        for move in self.stakes.problem.moves:
            for start in self.list_starts(move):
                self.programme.add_column(("start", move.code, start), cost=move.cost_idr / MILLION, whole=True)
        for position in range(len(self.stakes.lifted)):
            self.programme.add_column(("effect", position))
        self._add_order()
        self._add_limits()
        self._add_effects()
        self._add_floors()

    def demand(self, key: Key, scores: Row, need: float) -> None:
        """This function will ask that the effects' scores (points each) add up to at least `need`, in place of what was asked before."""
        parts = {("effect", k): float(score) for k, score in enumerate(scores)}
        if self.programme.has_row(key):
            self.programme.change_row(key, parts, low=need)
        else:
            self.programme.add_row(key, parts, low=need)

    def release(self, key: Key) -> None:
        """This function will ask for nothing under that key any more."""
        if self.programme.has_row(key):
            self.programme.bound_row(key)

    def seek_cheapest(self, pricing: Pricing = price_at_cost) -> None:
        """This function will make the programme look for the least price: what it does from the start, at cost."""
        self.programme.price(
            {
                ("start", move.code, start): pricing(move, start) / MILLION
                for move in self.stakes.problem.moves
                for start in self.list_starts(move)
            }
        )

    def seek_farthest(self, scores: Row) -> None:
        """This function will make it look for the greatest score instead."""
        self.demand(REACH, scores, -inf)
        self.programme.price({("effect", k): -float(score) for k, score in enumerate(scores)})

    def ask_outside(self, counted: Iterable[str]) -> None:
        """This function will ask for at least one counting move that is not among these."""
        inside = frozenset(counted)
        outside = [move for move in self.stakes.problem.moves if move.code not in inside]
        self.programme.add_row(("outside", inside), self._sum_counted(outside), low=1)

    def ask_other(self, counted: Iterable[str]) -> None:
        """This function will ask for any other set of counting moves than this one."""
        inside = frozenset(counted)
        parts = {
            key: -factor if move.code in inside else factor
            for move in self.stakes.problem.moves
            for key, factor in self._sum_counted([move]).items()
        }
        self.programme.add_row(("other", inside), parts, low=1 - len(inside))

    def read_plan(self, values: Mapping[Key, float]) -> Plan | None:
        """This function will return the plan behind a solution; None where it cannot be placed: never, with quarters."""
        return self.read_starts(values)

    def read_starts(self, values: Mapping[Key, float]) -> Plan:
        """This function will return the moves and starts behind a solution."""
        starts = {
            move.code: start
            for move in self.stakes.problem.moves
            for start in self.list_starts(move)
            if values[("start", move.code, start)] > 0.5
        }
        moves = self.stakes.problem.move_by_code
        return Plan(starts, sum(moves[code].cost_idr for code in starts))

    def write_plan(self, plan: Plan, effects: Iterable[int]) -> dict[Key, float]:
        """This function will return the values that a plan has as a solution."""
        values: dict[Key, float] = {("start", code, start): 1.0 for code, start in plan.starts.items()}
        return values | {("effect", effect): 1.0 for effect in effects}

    def list_starts(self, move: Move) -> tuple[int, ...]:
        """This function will return the quarters in which the move may start."""
        return list_starts(move, self.stakes.problem.limits.quarters)

    def _sum_starts(self, move: Move, factor: float = 1.0) -> dict[Key, float]:
        return {("start", move.code, start): factor for start in self.list_starts(move)}

    def _sum_counted(self, moves: Sequence[Move]) -> dict[Key, float]:
        return {
            ("start", move.code, start): 1.0
            for move in moves
            for start in self.list_starts(move)
            if counts_from(move, start)
        }

    @cached_property
    def costs(self) -> dict[Key, float]:
        """What starting costs, in millions, by column."""
        costs: dict[Key, float] = {}
        for move in self.stakes.problem.moves:
            costs |= self._sum_starts(move, move.cost_idr / MILLION)
        return costs

    def _add_order(self) -> None:
        moves = self.stakes.problem.move_by_code
        for move in moves.values():
            self.programme.add_row(("once", move.code), self._sum_starts(move), low=float(move.must), high=1)
            for other in move.excludes:
                both = self._sum_starts(move) | self._sum_starts(moves[other])
                self.programme.add_row(("excludes", move.code, other), both, high=1)
            for need in move.needs:
                self._add_need(move, moves[need])

    def _add_need(self, move: Move, need: Move) -> None:
        """Whoever has started by a quarter has what it needs ended by then."""
        for quarter in self.list_starts(move):
            begun = {("start", move.code, t): 1.0 for t in self.list_starts(move) if t <= quarter}
            ended = {("start", need.code, t): -1.0 for t in self.list_starts(need) if t + need.quarters <= quarter}
            self.programme.add_row(("needs", move.code, need.code, quarter), begun | ended, high=0)

    def _add_limits(self) -> None:
        limits, hours, money = (
            self.stakes.problem.limits,
            defaultdict[Key, dict[Key, float]](dict),
            defaultdict[Key, dict[Key, float]](dict),
        )
        for move in self.stakes.problem.moves:
            for start in self.list_starts(move):
                column = ("start", move.code, start)
                for quarter in range(start, start + move.quarters):
                    hours[move.agency, quarter][column] = float(move.effort)
                for year, idr in pay_by_year(move, start, limits.begun).items():
                    money[move.source, year][column] = idr / MILLION
        for key, most in limits.capacity.items():
            self.programme.add_row(("capacity", *key), hours[key], high=most)
        for key, most in limits.money.items():
            self.programme.add_row(("money", *key), money[key], high=most / MILLION)
        self._add_budget()

    def _add_budget(self) -> None:
        budget = self.stakes.problem.limits.budget_idr
        self.programme.add_row(("budget",), self.costs, high=inf if budget is None else budget / MILLION)

    def _add_effects(self) -> None:
        moves = self.stakes.problem.move_by_code
        for position, effect in enumerate(self.stakes.problem.effects):
            for code in effect.moves:
                parts = dict.fromkeys(self._sum_counted([moves[code]]), -1.0)
                self.programme.add_row(("lifts", position, code), {("effect", position): 1.0} | parts, high=0)
        for question, effects in self.stakes.by_question.items():
            if len(effects) > 1:
                self.programme.add_row(("single", question), {("effect", e): 1.0 for e in effects}, high=1)

    def _add_floors(self) -> None:
        for strand, line in list_floors(self.stakes):
            self.demand(("floor", strand), line.scores, line.need)
        for question, line in list_demands(self.stakes):
            self.demand(("mandatory", question), line.scores, line.need)
