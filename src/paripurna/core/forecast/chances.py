"""What may become of each claim at each strictness: confirmed, cut to a lower step, or lost.

The share of a claim that is expected to be kept is the logistic of (level + offsets): that mean never depends on how the
rest is split. Of the points expected to go, `cut_share` go by cuts to the next lower step and the rest by losing all; where so
little is kept that no such split exists, nothing is confirmed and the step takes what there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from paripurna.core.forecast.grid import Rows
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.pooling import History
from paripurna.core.forecast.strictness import Strictness, to_share
from paripurna.core.forecast.types import Claim
from paripurna.core.instrument.rules import Rule
from paripurna.core.scoring.compiled import CompiledEdition, CompiledQuestion
from paripurna.core.scoring.hundredths import to_hundredths

HALF_GRID = 5  # hundredths: halves are ours to choose, and a wide grid is quick


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What may become of one question: points in hundredths (confirmed, cut, lost) and their chances, a row a strictness."""

    points: tuple[int, int, int]
    chances: Rows  # strictnesses × 3

    @property
    def means(self) -> Rows:
        """Expected hundredths, one for each strictness."""
        return np.asarray(self.chances @ np.array(self.points, dtype=np.float64))

    @property
    def variances(self) -> Rows:
        """Variances in hundredths squared, one for each strictness."""
        squares = self.chances @ np.array(self.points, dtype=np.float64) ** 2
        return np.asarray(np.maximum(squares - self.means**2, 0.0))


def build_outcomes(
    compiled: CompiledEdition,
    claims: Mapping[str, Claim],
    *,
    model: ForecastModel,
    strictness: Strictness,
    history: History,
) -> tuple[Outcomes, ...]:
    """This function will return the outcomes of every question, in the order of the edition.

    A question without a claim, or that does not apply, is worth nothing for sure. Raises `ValueError` for a claim above the
    maximum, below zero, or for a question that the edition has not.
    """
    if unknown := sorted(set(claims) - set(compiled.numbers)):
        raise ValueError(f"the edition has no question {', '.join(unknown)}")
    levels = np.array(strictness.levels)
    return tuple(
        _build(question, claim, levels + _offset(question, claim, model, history), model.cut_share)
        if (claim := claims.get(question.number)) is not None and question.is_asked
        else _sure(0, len(levels))
        for question in compiled.questions
    )


def _offset(question: CompiledQuestion, claim: Claim, model: ForecastModel, history: History) -> float:
    kind = question.question.rule.kind
    return model.offset_of(claim, kind) + history.offset_of(question.number, kind)


def _build(question: CompiledQuestion, claim: Claim, levels: Rows, cut_share: float) -> Outcomes:
    points = to_hundredths(claim.points)
    if not 0 <= points <= question.max_hundredths:
        raise ValueError(f"{question.number}: a claim of {claim.points} is not within 0 and {question.max_points}")
    if claim.settled or points == 0:
        return _sure(points, len(levels))
    step = find_lower_step(question.question.rule, points)
    return Outcomes((points, step, 0), split_chances(to_share(levels), step / points, cut_share))


def _sure(points: int, rows: int) -> Outcomes:
    return Outcomes((points, 0, 0), np.tile([1.0, 0.0, 0.0], (rows, 1)))


def split_chances(kept: Rows, step: float, cut_share: float) -> Rows:
    """This function will split what is expected to be kept (0–1) into chances of confirmed, cut and lost.

    `step` is the lower step as a share of the claim, 0 ≤ step < 1; the chances give back exactly `kept` as their mean.
    """
    share = cut_share if step > 0 else 0.0
    cut, lost = share * (1 - kept) / (1 - step), (1 - share) * (1 - kept)
    too_much = cut + lost > 1
    if too_much.any():  # nothing can be confirmed: the step takes what is kept
        cut = np.where(too_much, kept / step, cut)
        lost = np.where(too_much, 1 - kept / step, lost)
    return np.stack([np.maximum(1 - cut - lost, 0.0), cut, lost], axis=1)


def find_lower_step(rule: Rule, points: int) -> int:
    """This function will return the next lower points that the rule knows, above zero; half where it knows none between.

    Rules whose points run on (linear, free marks, checklists) are cut to half, in whole `HALF_GRID`; all or nothing gives 0.
    """
    listed = _list_points(rule)
    if listed is None:
        return points // 2 // HALF_GRID * HALF_GRID
    return max((step for step in map(to_hundredths, listed) if 0 < step < points), default=0)


def _list_points(rule: Rule) -> tuple[Decimal, ...] | None:
    """The points that a rule may give; None where they run on."""
    match rule.kind:
        case "choice":
            return tuple(option.points for option in rule.options)
        case "trend":
            return (rule.improved, rule.steady, rule.worsened)
        case "bands" | "ratio" | "count" | "matrix":
            return tuple(band.points for band in rule.bands) or None
        case _:
            return None
