"""Contradictions of a scored sheet: what does not fit is reported by name and never stops the scoring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from paripurna.core.instrument.model import Edition, Indicator, Strand
from paripurna.core.scoring.compiled import CompiledEdition
from paripurna.core.scoring.maxima import get_place, is_declared
from paripurna.core.scoring.result import ZERO, Contradiction, ContradictionKind, Level, PartScore, Score
from paripurna.core.scoring.subject import FilledSheet, RecordedTotals

_TOTAL = "total"
_DISAGREES = ContradictionKind.RECORDED_TOTAL_DISAGREES
_PARTS_DISAGREE = ContradictionKind.RECORDED_PARTS_DISAGREE


def find_contradictions(
    compiled: CompiledEdition, score: Score, sheet: FilledSheet, recorded: RecordedTotals | None
) -> tuple[Contradiction, ...]:
    """This function will return what contradicts in the sheet, the edition and the recorded totals, in that order."""
    found = [*_list_strangers(compiled, sheet), *_list_overflows(score), *_list_missing(compiled, score)]
    found += compiled.maxima
    if recorded is not None:
        found += _list_recorded(compiled.edition, score, recorded)
        found += _list_recorded_parts(compiled.edition, recorded)
    return tuple(found)


def _list_strangers(compiled: CompiledEdition, sheet: FilledSheet) -> Iterator[Contradiction]:
    strangers = {*(sheet.answers.keys() - compiled.askable), *(sheet.marks.keys() - compiled.askable)}
    for number in sorted(strangers, key=str):
        is_known = number in compiled.positions
        kind = ContradictionKind.NOT_ASKED if is_known else ContradictionKind.UNKNOWN_QUESTION
        yield Contradiction(kind, str(number), detail="mark" if number in sheet.marks else "answer")


def _list_overflows(score: Score) -> Iterator[Contradiction]:
    for part in score.indicators:
        if part.overflow:
            found = part.points + part.overflow
            yield Contradiction(
                ContradictionKind.INDICATOR_OVERFLOW, part.number, part.max_points, found, level=Level.INDICATOR
            )


def _list_missing(compiled: CompiledEdition, score: Score) -> Iterator[Contradiction]:
    answered = sum(part.answered_count for part in score.indicators)
    if answered < compiled.asked_count:
        expected, found = Decimal(compiled.asked_count), Decimal(answered)
        yield Contradiction(
            ContradictionKind.MISSING_ANSWER, _TOTAL, expected, found, detail="count", level=Level.TOTAL
        )


def _list_recorded(edition: Edition, score: Score, recorded: RecordedTotals) -> Iterator[Contradiction]:
    yield from _compare_parts(Level.INDICATOR, edition.indicators, score.indicators, recorded.indicators)
    yield from _compare_parts(Level.STRAND, edition.strands, score.strands, recorded.strands)
    totals = dict(recorded.sums) if recorded.total is None else {**recorded.sums, _TOTAL: recorded.total}
    for what, found in totals.items():
        if found != score.total:
            yield _disagree(_DISAGREES, Level.TOTAL, edition, (score.total, found), detail=what)


def _compare_parts(
    level: Level,
    parts: Iterable[Indicator | Strand],
    scores: Iterable[PartScore],
    recorded: Mapping[str, Decimal],
) -> Iterator[Contradiction]:
    unknown = dict(recorded)
    for part, score in zip(parts, scores, strict=True):
        found = unknown.pop(get_place(part), None)
        if found is not None and found != score.points:
            yield _disagree(_DISAGREES, level, part, (score.points, found))
    for number, found in unknown.items():
        yield Contradiction(_DISAGREES, number, None, found, detail="unknown_part", level=level)


def _list_recorded_parts(edition: Edition, recorded: RecordedTotals) -> Iterator[Contradiction]:
    """Recorded totals against the recorded totals of their own parts."""
    for strand in edition.strands:
        parts = [recorded.indicators.get(indicator.number) for indicator in strand.indicators]
        yield from _compare_recorded(Level.STRAND, strand, recorded.strands.get(strand.code), parts)
    totals = [recorded.strands.get(strand.code) for strand in edition.strands]
    yield from _compare_recorded(Level.TOTAL, edition, recorded.sums.get("strands", recorded.total), totals)


def _compare_recorded(
    level: Level, part: Strand | Edition, found: Decimal | None, parts: list[Decimal | None]
) -> Iterator[Contradiction]:
    known = [points for points in parts if points is not None]
    expected = sum(known, ZERO)
    if found is not None and known and len(known) == len(parts) and found != expected:
        yield _disagree(_PARTS_DISAGREE, level, part, (expected, found))


def _disagree(
    kind: ContradictionKind,
    level: Level,
    part: Indicator | Strand | Edition,
    figures: tuple[Decimal, Decimal],
    *,
    detail: str = "recorded",
) -> Contradiction:
    declared = is_declared(part.anomalies, kind)
    return Contradiction(kind, get_place(part), *figures, detail, declared=declared, level=level)
