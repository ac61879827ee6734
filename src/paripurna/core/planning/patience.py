"""How long a search may take, and who looks on: a person may stop it at any time and keeps the best so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from paripurna.core.planning.types import Plan

Clock = Callable[[], float]
"""Seconds that only ever grow."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What can be shown while a road is looked for: the best plan so far, its chance, the bound, the seconds."""

    best: Plan | None
    chance: float
    lower_bound_idr: int
    seconds: float


Watch = Callable[[Standing], bool]
"""Is told where a search stands and says whether to stop."""


@dataclass
class Patience:
    """`is_stopped` once it is over, by the clock or because the watch said so; `was_cut` if that ended any part too early."""

    clock: Clock
    seconds: float = 300.0
    watch: Watch | None = None
    is_stopped: bool = False
    was_cut: bool = field(default=False, init=False)
    _begun: float = field(init=False)
    _was_told: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._begun = self.clock()

    def count_left(self) -> float:
        """This function will return the seconds that are left."""
        return self.seconds - (self.clock() - self._begun)

    def is_over(self) -> bool:
        """This function will say whether to stop now."""
        if self.count_left() <= 0:
            self.is_stopped = self.was_cut = True
        return self.is_stopped

    @contextmanager
    def keep_back(self, share: float) -> Iterator[None]:
        """Within it a share (0–1) of what is left is kept for what comes after."""
        whole, self.seconds = self.seconds, self.seconds - max(self.count_left(), 0.0) * share
        try:
            yield
        finally:
            self.seconds, self.is_stopped = whole, self._was_told

    def tell(self, best: Plan | None, chance: float, lower_bound_idr: int) -> bool:
        """This function will let the watch look on, and say whether to stop."""
        standing = Standing(best, chance, lower_bound_idr, self.seconds - self.count_left())
        if self.watch is not None and self.watch(standing):
            self.is_stopped = self.was_cut = self._was_told = True
        return self.is_stopped

    def spare(self, share: float) -> Patience:
        """This function will return a share (0–1) of what is left, for a part of the work; whoever stops it stops the whole."""
        seconds = 0.0 if self._was_told else max(self.count_left(), 0.0) * share
        return Patience(self.clock, seconds, self._look_on)

    def _look_on(self, standing: Standing) -> bool:
        return self.tell(standing.best, standing.chance, standing.lower_bound_idr)
