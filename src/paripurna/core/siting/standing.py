"""What a search tells: how it stands, and what it found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from paripurna.core.siting.task import Plan

Clock = Callable[[], float]
"""Seconds that only ever grow."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be shown while a plan is looked for."""

    best: Plan
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        return measure_gap(self.best.worth, self.bound)


Watch = Callable[[Standing], bool]
"""Is told where a search stands and says whether to stop."""


@dataclass(frozen=True, slots=True)
class Siting:
    """The plan, what no plan can exceed, and the two rules of thumb beside it."""

    plan: Plan
    bound: float
    greedy: Plan
    one_each: Plan
    is_proved: bool  # within the gap asked for
    is_stopped: bool  # by a person or by the clock

    @property
    def gap(self) -> float:
        return measure_gap(self.plan.worth, self.bound)


def measure_gap(worth: float, bound: float) -> float:
    """This function will return by which share of the plan's worth another might be better."""
    return max(bound - worth, 0.0) / worth if worth else (0.0 if bound <= 0 else inf)
