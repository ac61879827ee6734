"""Which limits to relax, and how far, when nothing within them has the confidence: as few of them as can be.

The programme of the road, each of its limits with a slack that costs a great deal to open and a little to use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.types import PastMark
from paripurna.core.planning.desk import GAP, Desk, open_desk
from paripurna.core.planning.outcomes import Stakes, list_effects
from paripurna.core.planning.patience import Clock, Patience, Watch
from paripurna.core.planning.programme import Key
from paripurna.core.planning.proving import find_reachable
from paripurna.core.planning.road_model import MILLION, REACH, RoadModel
from paripurna.core.planning.schedule import Schedule, list_counted
from paripurna.core.planning.scores import Line, draw_line, list_floors
from paripurna.core.planning.types import Move, Plan, Problem, counts_from

ROUNDS = 8  # of drawing the line again
CLOSE = 0.05  # points between what fails and what holds
OPENED = 1_000.0  # what opening a limit costs, using all its slack costs 1


class Bound(StrEnum):
    """What may be relaxed."""

    CAPACITY = "CAPACITY"  # places: agency, quarter
    MONEY = "MONEY"  # source, budget year
    BUDGET = "BUDGET"
    FLOOR = "FLOOR"  # strand
    MUST = "MUST"  # move: no longer insisted on
    DEADLINE = "DEADLINE"  # move: the last quarter in which it may end
    CONFIDENCE = "CONFIDENCE"  # out of reach even with every move


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A limit that is to be relaxed, from `now` to `then`: hours, rupiah, points, a quarter, a chance; `must` from 1 to 0."""

    bound: Bound
    places: tuple[str, ...]
    now: Decimal
    then: Decimal


def find_relaxation(
    problem: Problem,
    *,
    model: ForecastModel,
    clock: Clock,
    past: Sequence[PastMark] = (),
    seconds: float = 60.0,
    watch: Watch | None = None,
) -> tuple[Relaxed, ...]:
    """This function will return the smallest set of limits whose relaxing, as far as told, lets the problem be solved.

    () where nothing has to be relaxed, and where no set was found in time. Raises `CannotPlan` for a problem that is wrong.
    """
    desk = open_desk(problem, model=model, patience=Patience(clock, seconds, watch), past=past)
    if find_reachable(desk, problem.move_by_code) < problem.confidence:
        reachable = desk.evaluation.find_chance(desk.stakes.problem.move_by_code)
        return (Relaxed(Bound.CONFIDENCE, (), Decimal(str(problem.confidence)), Decimal(str(reachable))),)
    return _Relaxing(desk, ElasticModel(desk.stakes)).search()


def relax(problem: Problem, relaxed: Sequence[Relaxed]) -> Problem:
    """This function will return the problem with these limits relaxed."""
    for one in relaxed:
        problem = _relax_one(problem, one)
    return problem


def _relax_one(problem: Problem, one: Relaxed) -> Problem:
    limits = problem.limits
    match one.bound:
        case Bound.CAPACITY:
            pair = one.places[0], int(one.places[1])
            limits = replace(limits, capacity={**limits.capacity, pair: int(one.then)})
        case Bound.MONEY:
            pair = one.places[0], int(one.places[1])
            limits = replace(limits, money={**limits.money, pair: int(one.then)})
        case Bound.BUDGET:
            limits = replace(limits, budget_idr=int(one.then))
        case Bound.FLOOR:
            limits = replace(limits, floors={**limits.floors, one.places[0]: one.then})
        case Bound.CONFIDENCE:
            return replace(problem, confidence=float(one.then))
        case Bound.MUST:
            return _change_move(problem, one.places[0], lambda move: replace(move, must=False))
        case _:  # a deadline
            return _change_move(problem, one.places[0], lambda move: replace(move, deadline=int(one.then)))
    return replace(problem, limits=limits)


def _change_move(problem: Problem, code: str, change: Callable[[Move], Move]) -> Problem:
    return replace(problem, moves=tuple(change(move) if move.code == code else move for move in problem.moves))


@dataclass
class _Relaxing:
    """Lines ask the elastic programme for plans until the exact chance of one holds; then as little more as can be is asked for."""

    desk: Desk
    model: ElasticModel
    found: tuple[Relaxed, ...] = ()

    def search(self) -> tuple[Relaxed, ...]:
        effects, low, high = list_effects(self.desk.stakes, self.desk.stakes.problem.move_by_code), 0.0, 0.0
        for _ in range(ROUNDS):
            line = draw_line(self.desk.stakes, effects, self.desk.confidence)
            plan, holds = self._try(line, high)
            if plan is None:
                return ()
            if holds:
                self._halve(line, low, high)
                return self.found
            effects, low, high = self.desk.list_effects(plan), high, max(high * 2, 0.25)
        return ()

    def _halve(self, line: Line, low: float, high: float) -> None:
        while high - low > CLOSE and not self.desk.patience.is_over():
            middle = (low + high) / 2
            _, holds = self._try(line, middle)
            low, high = (low, middle) if holds else (middle, high)

    def _try(self, line: Line, more: float) -> tuple[Plan | None, bool]:
        """The plan that a line leads to when so many points more are asked for, and whether it holds; what it takes is kept then."""
        stakes, patience = self.desk.stakes, self.desk.patience
        self.model.demand(REACH, line.scores, line.need + more)
        solution = self.model.programme.solve(gap=GAP, seconds=patience.count_left(), watch=self.desk.look)
        if not solution.values:
            return None, False
        plan = self.model.read_starts(solution.values)
        relaxed = tuple(_read_relaxed(stakes, plan, self.model.list_late(solution.values)))
        counted = list_counted(relax(stakes.problem, relaxed), plan)
        holds = self.desk.evaluation.find_chance(counted) >= self.desk.confidence
        self.found = relaxed if holds else self.found
        return plan, holds


def _read_relaxed(stakes: Stakes, plan: Plan, late: frozenset[str]) -> Iterator[Relaxed]:
    """What the plan needs beyond the limits, exactly."""
    problem, limits, filled = stakes.problem, stakes.problem.limits, Schedule(stakes.problem)
    moves = problem.move_by_code
    for code, start in plan.starts.items():
        filled.take(moves[code], start)
    yield from _compare(Bound.CAPACITY, limits.capacity, filled.hours)
    yield from _compare(Bound.MONEY, limits.money, filled.money)
    if limits.budget_idr is not None and filled.cost_idr > limits.budget_idr:
        yield Relaxed(Bound.BUDGET, (), Decimal(limits.budget_idr), Decimal(filled.cost_idr))
    for move in problem.moves:
        if move.must and move.code not in plan:
            yield Relaxed(Bound.MUST, (move.code,), Decimal(1), Decimal(0))
        if move.code in late:
            ends = plan.starts[move.code] + move.quarters - 1
            yield Relaxed(Bound.DEADLINE, (move.code,), Decimal(move.deadline or 0), Decimal(ends))
    counted = list_counted(problem, plan) | late
    effects = list_effects(stakes, counted)
    for strand, line in list_floors(stakes):
        short = line.need - float(line.scores[effects].sum())
        if short > 1e-9:
            floor = limits.floors[strand]
            then = (floor - Decimal(short)).quantize(Decimal("0.01"), ROUND_FLOOR)
            yield Relaxed(Bound.FLOOR, (strand,), floor, then)


def _compare(
    bound: Bound, limits: Mapping[tuple[str, int], int], used: Mapping[tuple[str, int], int]
) -> Iterator[Relaxed]:
    for (name, number), most in limits.items():
        if used.get((name, number), 0) > most:
            yield Relaxed(bound, (name, str(number)), Decimal(most), Decimal(used[name, number]))


@dataclass
class ElasticModel(RoadModel):
    """The programme of a road whose limits can be opened: ("open", row) is 1 where one is, ("slack", row) how far (0–1)."""

    opened: list[Key] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        for row, most in self._list_slacks():
            if most:
                self._open(row)
                self._slacken(row, most)
        for move in self.stakes.problem.moves:
            if move.must:
                self._open(("once", move.code))
                self.programme.change_factor(("once", move.code), ("open", ("once", move.code)), 1.0)
            self._open_deadline(move)
        self._seek_fewest()

    def list_late(self, values: Mapping[Key, float]) -> frozenset[str]:
        """This function will return the moves that count in a solution though they end too late."""
        return frozenset(row[1] for row in self.opened if row[0] == "deadline" and values["open", row] > 0.5)

    def _seek_fewest(self) -> None:
        """As few limits opened as can be, then as little, then at the least cost."""
        whole = sum(self.costs.values()) or 1.0
        prices = {key: cost / whole for key, cost in self.costs.items()}
        prices |= {("open", row): OPENED for row in self.opened}
        self.programme.price(prices | {("slack", row): 1.0 for row, _ in self._list_slacks()})

    def _list_slacks(self) -> Iterator[tuple[Key, float]]:
        """Rows with the most that could be wanted beyond them; below zero where the row asks for at least so much."""
        limits, hours, money = self.stakes.problem.limits, Counter[str](), Counter[str]()
        for move in self.stakes.problem.moves:
            hours[move.agency] += move.effort
            money[move.source] += move.cost_idr
        yield from ((("capacity", *pair), max(hours[pair[0]] - most, 0)) for pair, most in limits.capacity.items())
        yield from ((("money", *pair), max(money[pair[0]] - most, 0) / MILLION) for pair, most in limits.money.items())
        if limits.budget_idr is not None:
            yield ("budget",), max(money.total() - limits.budget_idr, 0) / MILLION
        yield from ((("floor", strand), -max(line.need, 0.0)) for strand, line in list_floors(self.stakes))

    def _open(self, row: Key) -> None:
        self.opened.append(row)
        self.programme.add_column(("open", row), whole=True)

    def _slacken(self, row: Key, most: float) -> None:
        self.programme.add_column(("slack", row))
        self.programme.change_factor(row, ("slack", row), -most)
        self.programme.add_row(("slack", row), {("slack", row): 1.0, ("open", row): -1.0}, high=0)

    def _open_deadline(self, move: Move) -> None:
        """Lets a move that ends too late count."""
        late = [start for start in self.list_starts(move) if not counts_from(move, start)]
        if late and move.code in self.stakes.effects_by_move:
            row = ("deadline", move.code)
            self._open(row)
            starts = {("start", move.code, start): -1.0 for start in late}
            self.programme.add_row(row, {("open", row): 1.0} | starts, high=0)
            for effect in self.stakes.effects_by_move[move.code]:
                self.programme.change_factor(("lifts", effect, move.code), ("open", row), -1.0)
