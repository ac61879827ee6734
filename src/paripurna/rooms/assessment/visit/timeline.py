"""The clock of a day: when each stop begins and ends, and what does not fit. Plain values, no database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop in its order. `starts_at` is a promised time; a reserve takes no time."""

    minutes: int
    travel: int = 0
    starts_at: time | None = None
    is_reserve: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """Minutes after midnight. `waits`: idle before a promised start; `overlaps`: the promised start comes too early."""

    begins: int
    ends: int
    waits: int = 0
    overlaps: int = 0

    @property
    def begin_time(self) -> time:
        return as_time(self.begins)

    @property
    def end_time(self) -> time:
        return as_time(self.ends)


def build_timeline(stops: Sequence[Stop], begins_at: time) -> list[Slot | None]:
    """This function will give every stop its slot, None to a reserve. A promised start is kept, whatever it costs."""
    return list(_walk(stops, as_minutes(begins_at)))


def _walk(stops: Sequence[Stop], now: int) -> Iterator[Slot | None]:
    for stop in stops:
        if stop.is_reserve:
            yield None
            continue
        ready = now + stop.travel
        promised = ready if stop.starts_at is None else as_minutes(stop.starts_at)
        now = promised + stop.minutes
        yield Slot(promised, now, waits=max(promised - ready, 0), overlaps=max(ready - promised, 0))


def as_minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def as_time(minutes: int) -> time:
    """This function will return the time of day; what runs past midnight begins again at zero."""
    return time(minutes % DAY // 60, minutes % 60)
