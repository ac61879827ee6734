"""Placing moves one by one within the limits, each as early as it fits: for a first plan, and for one made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from paripurna.core.planning.types import Move, Plan, Problem, counts_from, list_starts, pay_by_year


@dataclass
class Schedule:
    """What is placed so far and what is left of the limits."""

    problem: Problem
    starts: dict[str, int] = field(default_factory=dict)
    hours: dict[tuple[str, int], int] = field(default_factory=dict)
    money: dict[tuple[str, int], int] = field(default_factory=dict)
    cost_idr: int = 0

    def place(self, code: str) -> bool:
        """This function will place the move and all it needs, or nothing of it; False when they do not fit or would not count."""
        kept = dict(self.starts), dict(self.hours), dict(self.money), self.cost_idr
        if self._place_with_needs(code):
            return True
        self.starts, self.hours, self.money, self.cost_idr = kept
        return False

    def build_plan(self) -> Plan:
        """This function will return the plan, its moves in the order of the problem."""
        return Plan({m.code: self.starts[m.code] for m in self.problem.moves if m.code in self.starts}, self.cost_idr)

    def _place_with_needs(self, code: str) -> bool:
        if code in self.starts:
            return True
        move = self.problem.move_by_code[code]
        if any(move.code in other.excludes or other.code in move.excludes for other in self._list_placed()):
            return False
        if not all(self._place_with_needs(need) for need in move.needs):
            return False
        ready = max((self.starts[need] + self.problem.move_by_code[need].quarters for need in move.needs), default=0)
        start = next(
            (t for t in list_starts(move, self.problem.limits.quarters) if t >= ready and self._fits(move, t)), None
        )
        if start is None:
            return False
        self.take(move, start)
        return True

    def _list_placed(self) -> Iterator[Move]:
        moves = self.problem.move_by_code
        return (moves[code] for code in self.starts)

    def _fits(self, move: Move, start: int) -> bool:
        limits = self.problem.limits
        if not counts_from(move, start) and not move.must:
            return False
        if limits.budget_idr is not None and self.cost_idr + move.cost_idr > limits.budget_idr:
            return False
        paid = all(
            key not in limits.money or self.money.get(key, 0) + idr <= limits.money[key]
            for key, idr in self._list_payments(move, start)
        )
        return paid and all(
            key not in limits.capacity or self.hours.get(key, 0) + move.effort <= limits.capacity[key]
            for key in _list_work(move, start)
        )

    def take(self, move: Move, start: int) -> None:
        """This function will place the move there, whether it fits or not."""
        self.starts[move.code] = start
        self.cost_idr += move.cost_idr
        for key, idr in self._list_payments(move, start):
            self.money[key] = self.money.get(key, 0) + idr
        for key in _list_work(move, start):
            self.hours[key] = self.hours.get(key, 0) + move.effort

    def _list_payments(self, move: Move, start: int) -> Iterator[tuple[tuple[str, int], int]]:
        paid = pay_by_year(move, start, self.problem.limits.begun)
        return (((move.source, year), idr) for year, idr in paid.items())


def _list_work(move: Move, start: int) -> Iterator[tuple[str, int]]:
    return ((move.agency, quarter) for quarter in range(start, start + move.quarters))


def arrange(problem: Problem, codes: Iterable[str]) -> Plan | None:
    """This function will place all the moves, each as early as it fits, those with least choice first; None where they do not fit."""
    moves, schedule = problem.move_by_code, Schedule(problem)

    def rate(code: str) -> tuple[int, int, str]:
        last = max(
            (t for t in list_starts(moves[code], problem.limits.quarters) if counts_from(moves[code], t)), default=-1
        )
        return last, -moves[code].effort * moves[code].quarters, code

    return schedule.build_plan() if all(schedule.place(code) for code in sorted(codes, key=rate)) else None


def list_counted(problem: Problem, plan: Plan) -> frozenset[str]:
    """This function will return the moves of a plan that end in time to count."""
    moves = problem.move_by_code
    return frozenset(code for code, start in plan.starts.items() if counts_from(moves[code], start))


def list_breaches(problem: Problem, plan: Plan) -> tuple[str, ...]:
    """This function will name the limits that a plan breaks, as "capacity dinkes 3", "money APBD 1", "needs a b"; () for none."""
    moves, limits = problem.move_by_code, problem.limits
    filled = Schedule(problem)
    for code, start in plan.starts.items():
        filled.take(moves[code], start)
    found = [f"capacity {a} {q}" for (a, q), most in limits.capacity.items() if filled.hours.get((a, q), 0) > most]
    found += [f"money {s} {y}" for (s, y), most in limits.money.items() if filled.money.get((s, y), 0) > most]
    found += ["budget"] if limits.budget_idr is not None and filled.cost_idr > limits.budget_idr else []
    for code, start in plan.starts.items():
        move = moves[code]
        found += [f"start {code}"] if start not in list_starts(move, limits.quarters) else []
        found += [f"excludes {code} {other}" for other in move.excludes if other in plan]
        found += [
            f"needs {code} {need}"
            for need in move.needs
            if need not in plan or plan.starts[need] + moves[need].quarters > start
        ]
    return (*found, *(f"must {move.code}" for move in problem.moves if move.must and move.code not in plan))
