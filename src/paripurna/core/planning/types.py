"""A road to plan: moves, what they do to questions, the limits they share, and what a plan is.

Money is whole rupiah, quarters are counted from 0, effort is hours of an agency's people in one quarter, chances are 0–1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from paripurna.core.forecast.types import Claim
from paripurna.core.instrument.model import Edition

QUARTERS_A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done. It runs `quarters` long from its start and counts only if it ends by `deadline`.

    `starts` are the quarters in which its money may begin to flow (empty: any); `needs` must have ended before it starts.
    """

    code: str
    cost_idr: int = 0
    quarters: int = 1
    chance: float = 1.0  # of success
    agency: str = ""
    effort: int = 0  # hours in each quarter that it runs
    source: str = ""  # of funds
    earliest: int = 0
    deadline: int | None = None  # the last quarter in which it may end and still count; None: any
    starts: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    must: bool = False  # chosen by people, whatever it scores


@dataclass(frozen=True, slots=True)
class Effect:
    """What a question's claim becomes once all of `moves` have succeeded. Of several that are there the best counts."""

    claim: Claim
    moves: tuple[str, ...]

    @property
    def question(self) -> str:
        return self.claim.question


@dataclass(frozen=True, slots=True)
class Limits:
    """What the moves share. A pair that is not named has no limit; money is paid evenly over the quarters a move runs."""

    quarters: int = 12
    capacity: Mapping[tuple[str, int], int] = field(default_factory=dict)  # (agency, quarter) → hours
    money: Mapping[tuple[str, int], int] = field(default_factory=dict)  # (source, budget year from 0) → rupiah
    budget_idr: int | None = None  # of the whole plan
    floors: Mapping[str, Decimal] = field(default_factory=dict)  # strand → expected points at least
    begun: int = 0  # quarters of the first budget year that are over when the plan begins


@dataclass(frozen=True, slots=True)
class Plan:
    """Which moves start when. `starts` by code of the move, in the order of the problem."""

    starts: Mapping[str, int]
    cost_idr: int

    def __contains__(self, code: str) -> bool:
        return code in self.starts


@dataclass(frozen=True, slots=True)
class Proof:
    """Three figures that are never mixed: what the solver proved of its model, the true chance, and a bound on every plan.

    `lower_bound_idr`: no plan with the confidence asked for costs less.
    """

    model_gap: float
    chance: float
    lower_bound_idr: int

    def measure_distance(self, cost_idr: int) -> float:
        """This function will return how far above the bound a cost is, as a share of the cost: at most so much could be saved."""
        return (cost_idr - self.lower_bound_idr) / cost_idr if cost_idr else 0.0


@dataclass(frozen=True, slots=True)
class Road:
    """A plan with its proof; `is_optimal` when no cheaper plan with the confidence exists, which the search has shown.

    Two chances, never mixed: of the points alone, and of the whole rule (nothing mandatory missing besides). The proof's chance is
    the one of the two that the problem asks for.
    """

    plan: Plan
    proof: Proof
    mean_points: Decimal
    is_optimal: bool = False
    is_stopped: bool = False  # by a person or by the clock: the best so far
    points_chance: float = 0.0
    rule_chance: float = 0.0


class Fault(StrEnum):
    """Why nothing can be planned from what was given."""

    UNKNOWN_MOVE = "UNKNOWN_MOVE"
    UNKNOWN_QUESTION = "UNKNOWN_QUESTION"
    REPEATED_MOVE = "REPEATED_MOVE"
    CYCLE = "CYCLE"
    BAD_NUMBER = "BAD_NUMBER"  # a negative cost, effort or length, a chance outside 0–1
    BAD_CLAIM = "BAD_CLAIM"
    TARGET_ABOVE_MAXIMUM = "TARGET_ABOVE_MAXIMUM"
    NO_QUARTER = "NO_QUARTER"  # a move that must be done and can start in no quarter
    TANGLED = "TANGLED"  # moves share so many questions that no exact chance can be worked out
    UNREACHABLE = "UNREACHABLE"  # even with every move the confidence is not reached
    LIMITS = "LIMITS"  # reachable, and not within the limits


class CannotPlan(Exception):
    """Nothing can be planned; `fault` says why and `places` names the moves, questions or limits."""

    def __init__(self, fault: Fault, *places: str, reachable: float | None = None) -> None:
        super().__init__(f"{fault}: {', '.join(places)}" if places else str(fault))
        self.fault, self.places, self.reachable = fault, places, reachable


@dataclass(frozen=True)
class Problem:
    """What is to be planned: the claims of today, what may be done, within which limits, and for which total to exceed."""

    edition: Edition
    claims: tuple[Claim, ...]
    moves: tuple[Move, ...]
    effects: tuple[Effect, ...]
    target: Decimal
    confidence: float = 0.9
    limits: Limits = Limits()
    whole_rule: bool = False  # the confidence is asked of the whole rule: nothing mandatory may be missing either

    @cached_property
    def move_by_code(self) -> dict[str, Move]:
        return {move.code: move for move in self.moves}


def list_starts(move: Move, quarters: int) -> tuple[int, ...]:
    """This function will return the quarters in which the move may start and still end within the plan."""
    allowed = move.starts or range(quarters)
    return tuple(t for t in allowed if move.earliest <= t and t + move.quarters <= quarters)


def counts_from(move: Move, start: int) -> bool:
    """This function will say whether the move, begun then, ends in time to count."""
    return move.deadline is None or start + move.quarters - 1 <= move.deadline


def pay_by_year(move: Move, start: int, begun: int = 0) -> dict[int, int]:
    """This function will return what is paid in each budget year (from 0), even over the quarters it runs; it adds up to the cost."""
    paid: dict[int, int] = {}
    for done in range(move.quarters):
        share = move.cost_idr * (done + 1) // move.quarters - move.cost_idr * done // move.quarters
        year = (begun + start + done) // QUARTERS_A_YEAR
        paid[year] = paid.get(year, 0) + share
    return paid
