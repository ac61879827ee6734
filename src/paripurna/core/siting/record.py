"""What a search has come to: the best openings, what none exceeds, and whether it is over."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf

from paripurna.core.siting.partner import Partner
from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.standing import Clock, Standing, Watch, measure_gap
from paripurna.core.siting.task import Plan
from paripurna.core.siting.types import Ints


@dataclass
class Record:
    """`best` are the openings that rank highest so far, `bound` what none exceeds."""

    stakes: Stakes
    clock: Clock
    seconds: float
    gap: float
    watch: Watch | None
    best: Ints
    bound: float = inf
    is_stopped: bool = False
    plan: Plan = field(init=False)
    _begun: float = field(init=False)
    _partner: Partner | None = None

    def __post_init__(self) -> None:
        self._begun = self.clock()
        self._keep(self.best)

    def join(self, partner: Partner | None) -> None:
        """This function will tell a partner the best openings, and hear what it finds from now on."""
        self._partner = partner
        self._tell()

    @property
    def spent(self) -> float:
        return self.clock() - self._begun

    def offer(self, opening: Ints) -> None:
        """This function will keep openings that fit and rank higher than the best, and tell the partner."""
        if self._is_better(opening):
            self._keep(opening)
            self._tell()

    def lower(self, bound: float) -> None:
        """This function will take in what no plan exceeds."""
        self.bound = min(self.bound, bound)

    def is_over(self) -> bool:
        """This function will say whether the watch has said stop, the time is over, or the gap is proved."""
        spent = self.spent
        for opening in self._partner.hear() if self._partner else ():
            if self._is_better(opening):
                self._keep(opening)
        if self.watch is not None and not self.is_stopped:
            self.is_stopped = self.watch(Standing(self.plan, self.bound, spent))
        return self.is_stopped or spent >= self.seconds or measure_gap(self.plan.worth, self.bound) <= self.gap

    def _is_better(self, opening: Ints) -> bool:
        return self.stakes.fits(opening) and self.stakes.rank(opening) > self.stakes.rank(self.best)

    def _tell(self) -> None:
        if self._partner:
            self._partner.tell(self.best)

    def _keep(self, opening: Ints) -> None:
        self.best, self.plan = opening, self.stakes.write_plan(opening)
