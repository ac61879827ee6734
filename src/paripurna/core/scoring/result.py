"""What a scoring run returns: points with their reasons, from the total down to the rule applied.

All points are `Decimal`, rounded half-up to 0.01 per question and then added. Pure data: safe to cache, compare and send.
What is made by the hundred in a run is a named tuple: they cost a quarter of a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from paripurna.core.instrument.model import Grade
from paripurna.core.instrument.text import Standing, Text
from paripurna.core.scoring.sentences import say

ZERO = Decimal("0.00")


class Basis(StrEnum):
    """Why a question has the points that it has."""

    MARK = "MARK"  # a mark given at the stage
    RULE = "RULE"  # the rule applied to the answer
    UNANSWERED = "UNANSWERED"  # nothing there: counts as zero and is a gap
    NOT_APPLICABLE = "NOT_APPLICABLE"  # does not apply to this subject: neither won nor lost
    GATED = "GATED"  # another question shut the gate
    REFUSED = "REFUSED"  # the answer cannot be read or the mark is out of range: zero, and a contradiction


class ContradictionKind(StrEnum):
    """Contradictions are reported, never hidden; none stops the scoring."""

    UNKNOWN_QUESTION = "UNKNOWN_QUESTION"
    BAD_VALUE = "BAD_VALUE"
    MARK_ABOVE_MAXIMUM = "MARK_ABOVE_MAXIMUM"
    MARK_BELOW_ZERO = "MARK_BELOW_ZERO"
    INDICATOR_OVERFLOW = "INDICATOR_OVERFLOW"  # won more than the indicator's maximum: cut
    MAXIMA_DISAGREE = "MAXIMA_DISAGREE"  # children's maxima against the parent's
    RECORDED_TOTAL_DISAGREES = "RECORDED_TOTAL_DISAGREES"  # a total written in the source against the sum
    RECORDED_PARTS_DISAGREE = "RECORDED_PARTS_DISAGREE"  # a recorded total against the recorded totals of its parts
    NOT_ASKED = "NOT_ASKED"  # an answer or mark for a question that does not apply to this subject
    MISSING_ANSWER = "MISSING_ANSWER"  # one for the whole sheet: how many answers were expected and found


class Level(StrEnum):
    """Where in the edition something stands."""

    QUESTION = "QUESTION"
    INDICATOR = "INDICATOR"
    STRAND = "STRAND"
    TOTAL = "TOTAL"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that does not fit. `place` is a number or code: a question, indicator, strand, or "total"."""

    kind: ContradictionKind
    place: str
    expected: Decimal | None = None
    found: Decimal | None = None
    detail: str = ""  # machine words: field, reason
    declared: bool = False  # the edition declares this anomaly: warn only
    level: Level = Level.QUESTION


class Step(NamedTuple):
    """One line of an explanation: a sentence, the numbers it was done with, and the points after it."""

    sentence: Text  # a template: "{value} lies in the band {band}"
    values: Mapping[str, object] = MappingProxyType({})
    points: Decimal | None = None

    @property
    def text(self) -> Text:
        """The sentence in both languages with its numbers, written when somebody reads it."""
        return say(self.sentence, self.values)


class QuestionScore(NamedTuple):
    """`lost` = maximum − points of an answered question; `unanswered` = maximum of an empty one."""

    number: str
    points: Decimal
    max_points: Decimal
    basis: Basis
    standing: Standing  # of the rule, or OFFICIAL for a mark
    steps: tuple[Step, ...] = ()  # empty when scored without explanation

    @property
    def lost(self) -> Decimal:
        return ZERO if self.basis in {Basis.UNANSWERED, Basis.NOT_APPLICABLE} else self.max_points - self.points

    @property
    def unanswered(self) -> Decimal:
        return self.max_points if self.basis is Basis.UNANSWERED else ZERO


class PartScore(NamedTuple):
    """An indicator or a strand: `points` after the cap, `overflow` what the cap cut off.

    `max_points` is what this subject can win there: less than the edition's where questions do not apply to it.
    points + lost + unanswered = max_points, unless the questions cannot reach the maximum (MAXIMA_DISAGREE).
    """

    number: str
    points: Decimal
    max_points: Decimal
    lost: Decimal
    unanswered: Decimal
    overflow: Decimal = ZERO
    answered_count: int = 0
    question_count: int = 0
    weighted: Decimal | None = None  # contribution to a WEIGHTED total


@dataclass(frozen=True, slots=True)
class Score:
    """The whole. `distance` is what is missing to enter `next_grade` (both None at the top).

    When something mandatory is missing, the grade is the edition's `failed_grade` and `next_grade` the one above it;
    a distance of 0.00 then says that points are not what is missing.
    """

    total: Decimal
    max_points: Decimal
    grade: Grade
    next_grade: Grade | None
    distance: Decimal | None
    failed_mandatory: tuple[str, ...]  # numbers of the mandatory parts that are missing
    strands: tuple[PartScore, ...]
    indicators: tuple[PartScore, ...]
    questions: dict[str, QuestionScore] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
