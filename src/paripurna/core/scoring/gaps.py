"""Every point not won, the largest first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.result import Basis, Score


class GapReason(StrEnum):
    """Why a point is not there."""

    UNANSWERED = "UNANSWERED"  # nothing was answered
    LOST = "LOST"  # the answer or mark earns less than the maximum
    GATED = "GATED"  # another question shut the gate
    REFUSED = "REFUSED"  # the answer or mark cannot be used


_REASONS = {
    Basis.UNANSWERED: GapReason.UNANSWERED,
    Basis.MARK: GapReason.LOST,
    Basis.RULE: GapReason.LOST,
    Basis.GATED: GapReason.GATED,
    Basis.REFUSED: GapReason.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Points of one question that were not won."""

    question: str
    points: Decimal
    reason: GapReason


def gaps(edition: Edition, score: Score) -> tuple[Gap, ...]:
    """This function will return the gaps of a score, the largest first, then in the order of the edition."""
    scores = (score.questions[question.number] for question in edition.questions)
    found = (
        Gap(one.number, one.max_points - one.points, _REASONS[one.basis])
        for one in scores
        if one.basis is not Basis.NOT_APPLICABLE and one.points < one.max_points
    )
    return tuple(sorted(found, key=lambda gap: -gap.points))
