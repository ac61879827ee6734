"""Suppression of small counts: first the small ones, then one more where the total would give the only gap away."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

LIMIT = 5  # counts of 1 to 4 are never told


def is_small(count: Decimal | int | None, limit: int = LIMIT) -> bool:
    return count is not None and 0 < count < limit


def hide_small(counts: Sequence[Decimal | int | None], *, limit: int = LIMIT) -> tuple[bool, ...]:
    """This function will say which of the counts that add up to a known total must be hidden.

    Small ones are. If they alone could be worked out (one of them, or several that add up to less than the limit), the
    smallest of the others is hidden too.
    """
    hidden = [is_small(count, limit) for count in counts]
    told = sum((Decimal(count or 0) for count, gap in zip(counts, hidden, strict=True) if gap), Decimal(0))
    others = [index for index, count in enumerate(counts) if count and not hidden[index]]
    if others and any(hidden) and (sum(hidden) == 1 or told < limit):
        hidden[min(others, key=lambda index: (counts[index] or 0, index))] = True
    return tuple(hidden)
