"""What one more check is worth: how much the chance of the target grows when the proof of one question is completed and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from paripurna.core.forecast.distribution import Distribution, Kernels
from paripurna.core.forecast.grid import (
    Rows,
    add_outcomes,
    average_outcomes,
    average_over,
    convolve,
    convolve_beside,
)
from paripurna.core.forecast.model import ForecastModel
from paripurna.core.forecast.outlook import build_distribution
from paripurna.core.forecast.types import CheckState, CheckWorth, Claim, PastMark, ProofLevel
from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.hundredths import floor_hundredths, to_points
from paripurna.core.scoring.subject import ANY_SUBJECT, Subject

AT_ONCE = 4  # strictnesses


def list_check_worths(
    edition: Edition,
    claims: Sequence[Claim],
    *,
    target: Decimal,
    model: ForecastModel,
    past: Sequence[PastMark] = (),
    subject: Subject = ANY_SUBJECT,
) -> tuple[CheckWorth, ...]:
    """This function will return every claim whose check can still add something, the best hour first.

    `target` is the total that must be exceeded. Exact: each question is changed alone and the rest kept. Raises `ValueError`
    as `build_distribution` does.
    """
    now = build_distribution(edition, claims, model=model, past=past, subject=subject)
    then = build_distribution(edition, [_check(claim) for claim in claims], model=model, past=past, subject=subject)
    gains = _add_gains(now, then, floor_hundredths(target))
    by_number = {claim.question: claim for claim in claims}
    worths = [
        CheckWorth(
            question.number,
            max(gains[k], 0.0),
            to_points(max(0, round(float(now.weights @ (then.outcomes[k].means - now.outcomes[k].means))))),
            model.hours[by_number[question.number].proof],
        )
        for k, question in enumerate(now.compiled.questions)
        if question.number in by_number and not np.array_equal(now.outcomes[k].chances, then.outcomes[k].chances)
    ]
    return tuple(sorted(worths, key=lambda worth: (-worth.gain_an_hour, worth.question)))


def _check(claim: Claim) -> Claim:
    return replace(claim, proof=ProofLevel.CHECKED, check=CheckState.ACCEPTED)


def _add_gains(now: Distribution, then: Distribution, target: int) -> list[float]:
    """The gains over all strictnesses, a few of them at a time: what is worked out in between is large."""
    blocks = [slice(first, first + AT_ONCE) for first in range(0, len(now.weights), AT_ONCE)]
    parts = [_list_gains(now.take(rows), then.take(rows), target) for rows in blocks]
    return [sum(gains) for gains in zip(*parts, strict=True)]


def _list_gains(now: Distribution, then: Distribution, target: int) -> list[float]:
    """For each question, in the order of the edition: the chance of the target with it changed, less the chance now."""
    gains = [0.0] * len(now.outcomes)
    for kernels, changed in zip(now.list_states(), then.list_states(), strict=True):
        for part, reach in zip(now.compiled.indicators, _list_reaches(now, kernels, target), strict=True):
            here = slice(part.start, part.stop)
            for k, gain in enumerate(_change_each(now, kernels[here], changed[here], reach), part.start):
                gains[k] += gain
    return gains


def _change_each(distribution: Distribution, kernels: Kernels, changed: Kernels, reach: Rows) -> Iterator[float]:
    """The gain of each question of one indicator, the others as they are: forward through those before it, back through those after."""
    steps = [[points // distribution.step for points in kernel.points] for kernel in kernels]
    ahead = [reach]
    for kernel, moves in zip(kernels[:0:-1], steps[:0:-1], strict=True):
        ahead.append(average_outcomes(ahead[-1], moves, kernel.chances))
    before = np.ones((len(distribution.weights), 1))
    for kernel, other, moves in zip(kernels, changed, steps, strict=True):
        gained = average_outcomes(ahead.pop(), moves, other.chances - kernel.chances)
        yield float(distribution.weights @ (before * gained).sum(axis=1))
        before = add_outcomes(before, moves, kernel.chances)


def _list_reaches(distribution: Distribution, kernels: Kernels, target: int) -> Iterator[Rows]:
    """For each indicator: the chance, given the sum of its questions before the cap (columns), that the whole exceeds the target."""
    compiled, step = distribution.compiled, distribution.step
    indicators = [distribution.build_indicator(k, kernels) for k in range(len(compiled.indicators))]
    parts = [indicators[strand.start : strand.stop] for strand in compiled.strands]
    strands = [convolve(part) for part in parts]
    for strand, part, rows, beside in zip(compiled.strands, parts, strands, convolve_beside(strands), strict=True):
        reach = _reach(beside, target // step + 1 - np.arange(rows.shape[1]))
        for position, others in enumerate(convolve_beside(part), strand.start):
            indicator = compiled.indicators[position]
            width = 1 + sum(max(kernel.points) for kernel in kernels[indicator.start : indicator.stop]) // step
            yield average_over(reach, others)[:, np.minimum(np.arange(width), indicators[position].shape[1] - 1)]


def _reach(rest: Rows, needed: NDArray[np.int64]) -> Rows:
    """The chance that the rest is at least `needed`, a column for each."""
    at_least = np.cumsum(rest[:, ::-1], axis=1)[:, ::-1]
    return np.pad(at_least, ((0, 0), (0, 1)))[:, np.clip(needed, 0, rest.shape[1])]
