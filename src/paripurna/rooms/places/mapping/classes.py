"""Values in at most four classes, each with the numbers it holds. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf

TONES = ("none", "part", "most", "full")
UNKNOWN = "unknown"
QUARTERS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Class:
    """One class of a legend: from `low` to `high`, both of them values that occur, and how many regions are in it."""

    tone: str
    low: float
    high: float
    count: int

    def has(self, value: float) -> bool:
        return self.low <= value <= self.high

    def tell(self, write: Callable[[float], str]) -> str:
        """This function will write the numbers of the class: 2–5."""
        return write(self.low) if self.low == self.high else f"{write(self.low)}–{write(self.high)}"


def classify(values: Iterable[float], *, is_share: bool = False) -> tuple[Class, ...]:
    """This function will part the values: shares by quarters, others with zero alone and about as many in each class."""
    ordered = sorted(values)
    groups = _part_shares(ordered) if is_share else _part_evenly(ordered)
    return tuple(Class(tone, group[0], group[-1], len(group)) for tone, group in groups if group)


def tone_of(value: float | None, classes: Iterable[Class]) -> str:
    """This function will return the tone of the class that a value is in; nobody knows which, for None."""
    return next((each.tone for each in classes if value is not None and each.has(value)), UNKNOWN)


def _part_shares(ordered: list[float]) -> list[tuple[str, list[float]]]:
    edges = (-inf, *QUARTERS, inf)
    ranges = zip(TONES, edges, edges[1:], strict=False)
    return [(tone, [value for value in ordered if low <= value < high]) for tone, low, high in ranges]


def _part_evenly(ordered: list[float]) -> list[tuple[str, list[float]]]:
    """Zero, or what has no bound, is a class of its own; the rest makes three. Equal values are never parted."""
    zeros, endless = [value for value in ordered if value == 0], [value for value in ordered if value == inf]
    rest = ordered[len(zeros) : len(ordered) - len(endless)]
    thirds = _part_in_three(rest)
    groups = [*thirds, endless] if endless and not zeros else [zeros, *thirds]
    return list(zip(TONES, groups, strict=True))


def _part_in_three(ordered: list[float]) -> list[list[float]]:
    first, second = (ordered[len(ordered) * part // 3] if ordered else 0 for part in (1, 2))
    return [
        [value for value in ordered if value < first],
        [value for value in ordered if first <= value < second],
        [value for value in ordered if value >= second],
    ]
