"""What gives most points for least work: points at stake × nearness × ease, each with its reason. Plain Python.

The weights are a rule of thumb of this house and stand in `docs/methods/breath.md`; they only put a list in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class Progress(StrEnum):
    """How far the answer itself has come."""

    EMPTY = "EMPTY"
    DRAFT = "DRAFT"
    RETURNED = "RETURNED"
    SUBMITTED = "SUBMITTED"  # or verified: the agency has nothing to do unless it takes the answer back


class Nearness(StrEnum):
    """Why the points are near or far."""

    FACTS = "FACTS"  # the registers earn them already
    RETURNED = "RETURNED"  # what to mend is written down
    CUT = "CUT"  # the answer claims them, verification took them
    DRAFT = "DRAFT"  # somebody has begun
    PART = "PART"  # the answer earns a part
    START = "START"  # nothing is there yet


class Ease(StrEnum):
    """What has to be done, from the least work to the most."""

    TAKE_OVER = "TAKE_OVER"
    MEND = "MEND"
    REGISTER = "REGISTER"
    PROVE = "PROVE"
    ALONE = "ALONE"
    SHARED = "SHARED"
    REOPEN = "REOPEN"


NEARNESS = {
    Nearness.RETURNED: Decimal("0.80"),
    Nearness.CUT: Decimal("0.70"),
    Nearness.DRAFT: Decimal("0.50"),
    Nearness.START: Decimal("0.20"),
}
EASE = {
    Ease.TAKE_OVER: Decimal("1.00"),
    Ease.MEND: Decimal("0.80"),
    Ease.REGISTER: Decimal("0.60"),
    Ease.PROVE: Decimal("0.50"),
    Ease.ALONE: Decimal("0.50"),
    Ease.SHARED: Decimal("0.30"),
    Ease.REOPEN: Decimal("0.20"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one question. `gain` is what the registers would earn today beyond the recorded answer."""

    number: str
    maximum: Decimal
    won: Decimal
    progress: Progress
    gain: Decimal = Decimal(0)
    is_cut: bool = False  # verification gave less than the answer earns
    is_fed: bool = False  # a register can answer it
    agency_count: int = 1

    @property
    def at_stake(self) -> Decimal:
        return max(self.maximum - self.won, Decimal(0))


@dataclass(frozen=True, slots=True)
class Chance:
    """A question with its three factors; `worth` is their product and the order of the list."""

    number: str
    at_stake: Decimal
    nearness: Decimal
    nearness_reason: Nearness
    ease: Decimal
    ease_reason: Ease

    @property
    def worth(self) -> Decimal:
        return _round(self.at_stake * self.nearness * self.ease)


def rank_chances(standings: Iterable[Standing]) -> tuple[Chance, ...]:
    """This function will return what can still be won, the most points for the least work first."""
    chances = [find_chance(standing) for standing in standings if standing.at_stake > 0]
    return tuple(sorted(chances, key=lambda chance: (-chance.worth, -chance.at_stake, chance.number)))


def find_chance(standing: Standing) -> Chance:
    """This function will return the best of the ways to the points that are missing: nearness × ease at its largest."""
    return max(_list_ways(standing), key=lambda chance: chance.nearness * chance.ease)


def _list_ways(standing: Standing) -> Iterator[Chance]:
    ease = _find_ease(standing)
    if standing.gain > 0:
        share = min(standing.gain / standing.at_stake, Decimal(1))
        is_done = standing.progress is Progress.SUBMITTED
        yield _build(standing, Nearness.FACTS, share, Ease.REOPEN if is_done else Ease.TAKE_OVER)
    for reason in _list_reasons(standing):
        yield _build(standing, reason, NEARNESS[reason], ease)
    if standing.won > 0:
        yield _build(standing, Nearness.PART, standing.won / standing.maximum, ease)
    yield _build(standing, Nearness.START, NEARNESS[Nearness.START], ease)


def _list_reasons(standing: Standing) -> Iterator[Nearness]:
    if standing.progress is Progress.RETURNED:
        yield Nearness.RETURNED
    if standing.is_cut:
        yield Nearness.CUT
    if standing.progress is Progress.DRAFT:
        yield Nearness.DRAFT


def _find_ease(standing: Standing) -> Ease:
    if standing.progress is Progress.RETURNED:
        return Ease.MEND
    if standing.is_cut:
        return Ease.PROVE
    if standing.progress is Progress.SUBMITTED:
        return Ease.REOPEN
    if standing.is_fed:
        return Ease.REGISTER
    return Ease.ALONE if standing.agency_count <= 1 else Ease.SHARED


def _build(standing: Standing, reason: Nearness, nearness: Decimal, ease: Ease) -> Chance:
    return Chance(standing.number, standing.at_stake, _round(nearness), reason, EASE[ease], ease)


def _round(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)
