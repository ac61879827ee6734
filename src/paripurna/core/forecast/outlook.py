"""The forecast itself: claims and what is believed → the verified score as a distribution, with its shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import sqrt

import numpy as np

from paripurna.core.forecast.chances import Outcomes, build_outcomes
from paripurna.core.forecast.distribution import Distribution
from paripurna.core.forecast.grid import Row
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.pooling import pool_history
from paripurna.core.forecast.strictness import Strictness, to_share
from paripurna.core.forecast.types import (
    Claim,
    Forecast,
    GradeChance,
    Outline,
    PastMark,
    QuestionForecast,
    Spread,
    StrandForecast,
)
from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.compiled import compile_edition
from paripurna.core.scoring.exact import score
from paripurna.core.scoring.grades import find_entry, list_grades
from paripurna.core.scoring.hundredths import to_points
from paripurna.core.scoring.result import Score
from paripurna.core.scoring.subject import ANY_SUBJECT, Subject

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
CURVE_POINTS = 201


def build_distribution(
    edition: Edition,
    claims: Iterable[Claim],
    *,
    model: ForecastModel,
    past: Iterable[PastMark] = (),
    subject: Subject = ANY_SUBJECT,
) -> Distribution:
    """This function will return the exact distribution of the verified total.

    Raises `ValueError` for a claim that is out of range or of no question of the edition, and for an edition that cannot be
    forecast (weighed strands).
    """
    strictness, compiled = model.fit(), compile_edition(edition, subject)
    history = pool_history(past, believed=expect_kept(strictness), strength=model.strength)
    by_number = {claim.question: claim for claim in claims}
    outcomes = build_outcomes(compiled, by_number, model=model, strictness=strictness, history=history)
    return Distribution(compiled, outcomes, strictness.weights)


def expect_kept(strictness: Strictness) -> float:
    """This function will return the share of a claim that is kept on average over all strictnesses."""
    return float(np.array(strictness.weights) @ to_share(np.array(strictness.levels)))


def forecast(
    edition: Edition,
    claims: Sequence[Claim],
    *,
    model: ForecastModel,
    past: Iterable[PastMark] = (),
    subject: Subject = ANY_SUBJECT,
) -> Forecast:
    """This function will forecast the verified score. A what-if is the same with other claims. Raises as `build_distribution`."""
    distribution = build_distribution(edition, claims, model=model, past=past, subject=subject)
    drawn = outline(edition, distribution)
    claimed = score(edition, answers={}, marks={claim.question: claim.points for claim in claims}, subject=subject)
    return Forecast(
        edition=edition.reference,
        claimed=claimed.total,
        spread=drawn.spread,
        grades=drawn.grades,
        strands=_list_strands(distribution, claimed),
        questions=_list_questions(distribution),
        curve=_draw_curve(edition, distribution),
        failing=max(0.0, 1.0 - float(distribution.passing.sum())),
    )


def outline(edition: Edition, distribution: Distribution) -> Outline:
    """This function will return mean, quantiles and the chance of every grade: quicker than the whole forecast."""
    return Outline(_spread(distribution.total, distribution.step), _list_grades(edition, distribution))


def chance_above(row: Row, step: int, hundredths: int) -> float:
    """This function will return the chance of more than `hundredths`; `step` is the grid of the row, in hundredths."""
    return float(row[max(hundredths // step + 1, 0) :].sum())


def _spread(row: Row, step: int) -> Spread:
    points = np.arange(len(row)) * float(step)
    mean = float(points @ row)
    deviation = sqrt(max(float((points - mean) ** 2 @ row), 0.0))
    below = np.cumsum(row)
    return Spread(
        mean=_round(mean),
        deviation=_round(deviation),
        quantiles={share: to_points(int(np.searchsorted(below, [share - 1e-12])[0]) * step) for share in QUANTILES},
    )


def _round(hundredths: float) -> Decimal:
    return to_points(int(hundredths + 0.5))


def _list_grades(edition: Edition, distribution: Distribution) -> tuple[GradeChance, ...]:
    grades = list_grades(edition)
    starts = [-(-find_entry(grade) // distribution.step) for grade in grades[1:]]
    bounds = [0, *starts, max(len(distribution.total), *starts, 0)]
    failing = max(0.0, 1.0 - float(distribution.passing.sum()))
    return tuple(
        GradeChance(
            code=grade.code,
            by_points=float(distribution.total[bounds[k] : bounds[k + 1]].sum()),
            by_rule=float(distribution.passing[bounds[k] : bounds[k + 1]].sum())
            + (failing if grade.code == edition.failed_grade else 0.0),
        )
        for k, grade in enumerate(grades)
    )


def _list_strands(distribution: Distribution, claimed: Score) -> tuple[StrandForecast, ...]:
    return tuple(
        StrandForecast(part.number, part.points, _spread(row, distribution.step))
        for part, row in zip(claimed.strands, distribution.strands, strict=True)
    )


def _list_questions(distribution: Distribution) -> dict[str, QuestionForecast]:
    """Chances and shares of each question; caps and gates are left out of the shares."""
    outcomes, weights = distribution.outcomes, distribution.weights
    means = np.array([outcome.means for outcome in outcomes])  # questions × strictnesses
    losses = np.array([outcome.points[0] for outcome in outcomes]) - means @ weights
    doubts = _split_doubt(means, np.array([outcome.variances for outcome in outcomes]), weights)
    return {
        question.number: _tell(outcome, question.number, weights, loss_share=loss, doubt_share=doubt)
        for question, outcome, loss, doubt in zip(
            distribution.compiled.questions, outcomes, _normalize(losses), _normalize(doubts), strict=True
        )
    }


def _split_doubt(means: Row, variances: Row, weights: Row) -> Row:
    """The covariance of each question with the total: its own spread, and what strictness moves together with the others."""
    sums = means.sum(axis=0)
    together = (means * (sums - sums @ weights)) @ weights
    return np.asarray(variances @ weights + together)


def _normalize(values: Row) -> Row:
    total = float(values.sum())
    return values / total if total > 0 else np.zeros_like(values)


def _tell(outcome: Outcomes, number: str, weights: Row, *, loss_share: float, doubt_share: float) -> QuestionForecast:
    confirmed, cut, lost = (float(chance) for chance in weights @ outcome.chances)
    return QuestionForecast(
        number=number,
        claimed=to_points(outcome.points[0]),
        expected=_round(float(weights @ outcome.means)),
        confirmed=confirmed,
        cut=cut,
        lost=lost,
        loss_share=float(loss_share),
        doubt_share=float(doubt_share),
    )


def _draw_curve(edition: Edition, distribution: Distribution) -> tuple[tuple[Decimal, float], ...]:
    top = int(edition.max_points * 100)
    marks = [top * k // (CURVE_POINTS - 1) for k in range(CURVE_POINTS)]
    return tuple((to_points(mark), chance_above(distribution.total, distribution.step, mark)) for mark in marks)
