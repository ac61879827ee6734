"""What a forecast is made of and what it returns: claims with their proof, chances, and the verified score as a distribution.

Points are `Decimal`, chances are floats between 0 and 1. Pure data: safe to cache, compare and send.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

ENOUGH_PAIRS = 10  # published and exactly known; with fewer the fit of strictness is called insufficient


class ProofLevel(StrEnum):
    """How well a claim is proved, from nothing to looked at by somebody else. The order is the order of trust."""

    NONE = "NONE"
    PARTIAL = "PARTIAL"
    COMPLETE = "COMPLETE"
    CHECKED = "CHECKED"


class CheckState(StrEnum):
    """What the check inside the city has said of the claim."""

    RETURNED = "RETURNED"
    NOT_YET = "NOT_YET"
    ACCEPTED = "ACCEPTED"


@dataclass(frozen=True, slots=True)
class Claim:
    """The points a city claims for one question, and what stands behind them. `settled`: an official mark nobody will change."""

    question: str
    points: Decimal
    proof: ProofLevel = ProofLevel.NONE
    check: CheckState = CheckState.NOT_YET
    has_fact: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class PastMark:
    """What became of a claim in an earlier round of the same city: both in points, 0 ≤ verified."""

    question: str
    kind: str  # of the question's rule
    claimed: Decimal
    verified: Decimal


@dataclass(frozen=True, slots=True)
class GradeChance:
    """The chance of one grade: by the points alone, and with what the edition demands besides (mandatory parts)."""

    code: str
    by_points: float
    by_rule: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution in few numbers, in points. `quantiles` by probability: 0.05, 0.25, 0.5, 0.75, 0.95."""

    mean: Decimal
    deviation: Decimal
    quantiles: Mapping[float, Decimal]


@dataclass(frozen=True, slots=True)
class Outline:
    """A forecast in its few figures: what somebody who tries something out waits for."""

    spread: Spread
    grades: tuple[GradeChance, ...]


@dataclass(frozen=True, slots=True)
class StrandForecast:
    """One strand: what is claimed and what is expected to be left of it."""

    code: str
    claimed: Decimal
    spread: Spread


@dataclass(frozen=True, slots=True)
class QuestionForecast:
    """One question: its chances, and its shares of what is expected to be lost and of what is not known (each adds up to 1)."""

    number: str
    claimed: Decimal
    expected: Decimal
    confirmed: float
    cut: float
    lost: float
    loss_share: float
    doubt_share: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The verified score as a distribution. `curve` holds (points, chance of more than them), from 0 to the maximum."""

    edition: str
    claimed: Decimal
    spread: Spread
    grades: tuple[GradeChance, ...]
    strands: tuple[StrandForecast, ...]
    questions: Mapping[str, QuestionForecast]
    curve: tuple[tuple[Decimal, float], ...] = field(repr=False)
    failing: float = 0.0  # the chance that something mandatory is missing

    def chance_of(self, code: str) -> float:
        """This function will return the chance of that grade by the edition's whole rule. Raises `KeyError` for an unknown one."""
        return {grade.code: grade.by_rule for grade in self.grades}[code]


@dataclass(frozen=True, slots=True)
class CheckWorth:
    """One question's check: what it adds to the chance of the target and to the expected points, and the hours it takes."""

    question: str
    chance_gain: float
    points_gain: Decimal
    hours: float

    @property
    def gain_an_hour(self) -> float:
        return self.chance_gain / self.hours


@dataclass(frozen=True, slots=True)
class Pair:
    """A published pair: the claimed total, and the range in which the verified one lies (low = high when it is known)."""

    region: str
    year: int
    claimed: Decimal
    low: Decimal
    high: Decimal
    source: str = ""

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One pair foretold from the others: the share kept, as quantiles, and what was published of it (low = high if exact)."""

    pair: Pair
    quantiles: tuple[float, float, float]  # 0.05, 0.5, 0.95
    low: float
    high: float
    chance: float  # of the published range; for an exact pair, of a share at most the published one

    @property
    def is_covered(self) -> bool:
        """The published share can lie within nine tenths of what was foretold."""
        return self.low <= self.quantiles[2] and self.high >= self.quantiles[0]
