"""Questions added up: indicators with their cap, strands with their weight, mandatory parts that are missing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from paripurna.core.instrument.model import Combination
from paripurna.core.scoring.compiled import CompiledEdition, CompiledPart, Earned
from paripurna.core.scoring.hundredths import divide_half_up, to_hundredths, to_points
from paripurna.core.scoring.result import ZERO, PartScore


def score_indicators(compiled: CompiledEdition, earned: list[Earned]) -> tuple[PartScore, ...]:
    """This function will add up the questions of each indicator and cut the sum at its maximum."""
    won = list(accumulate([one.won for one in earned], initial=0))
    unanswered = list(accumulate([one.unanswered for one in earned], initial=0))
    answered = list(accumulate([one.answered for one in earned], initial=0))
    return tuple(
        _score_indicator(
            part,
            won[part.stop] - won[part.start],
            unanswered[part.stop] - unanswered[part.start],
            answered[part.stop] - answered[part.start],
        )
        for part in compiled.indicators
    )


def _score_indicator(part: CompiledPart, won: int, unanswered: int, answered_count: int) -> PartScore:
    lost, overflow = part.asked_hundredths - won - unanswered, 0
    if part.asked_hundredths > part.max_hundredths:  # what is open is cut at what is left of the maximum
        overflow = max(won - part.max_hundredths, 0)
        won -= overflow
        unanswered = min(unanswered, part.max_hundredths - won)
        lost = min(lost, part.max_hundredths - won - unanswered)
    return PartScore(
        part.number,
        to_points(won),
        part.max_points,
        to_points(lost),
        to_points(unanswered),
        to_points(overflow),
        answered_count,
        part.asked_count,
    )


def score_strands(compiled: CompiledEdition, indicators: tuple[PartScore, ...]) -> tuple[PartScore, ...]:
    """This function will add up the indicators of each strand, uncut: maxima that disagree are reported instead."""
    is_weighted = compiled.edition.combination is Combination.WEIGHTED
    return tuple(
        _score_strand(part, indicators[part.start : part.stop], is_weighted=is_weighted) for part in compiled.strands
    )


def _score_strand(part: CompiledPart, indicators: tuple[PartScore, ...], *, is_weighted: bool) -> PartScore:
    points = sum([one.points for one in indicators], ZERO)
    return PartScore(
        part.number,
        points,
        part.max_points,
        sum([one.lost for one in indicators], ZERO),
        sum([one.unanswered for one in indicators], ZERO),
        sum([one.overflow for one in indicators], ZERO),
        sum([one.answered_count for one in indicators]),
        part.asked_count,
        _weigh(part, points) if is_weighted else None,
    )


def _weigh(part: CompiledPart, points: Decimal) -> Decimal:
    """Won ÷ maximum × weight, half-up; a strand without weight, or where nothing can be won, brings nothing."""
    if not part.max_hundredths or part.weight is None:
        return ZERO
    won = min(to_hundredths(points), part.max_hundredths)
    return to_points(divide_half_up(won * part.weight, part.max_hundredths))


def list_failed(compiled: CompiledEdition, earned: list[Earned], indicators: tuple[PartScore, ...]) -> Iterator[str]:
    """This function will yield the numbers of the mandatory questions and indicators that won too little."""
    for position, least in compiled.mandatory_questions:
        if earned[position].won < least:
            yield compiled.numbers[position]
    for position, least in compiled.mandatory_indicators:
        if to_hundredths(indicators[position].points) < least:
            yield indicators[position].number
