"""Maxima that do not fit: the children's sum against the parent's, found once per edition and subject."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from paripurna.core.instrument.model import Anomaly, AnomalyKind, Combination, Edition, Indicator, Strand
from paripurna.core.scoring.result import ZERO, Contradiction, ContradictionKind, Level
from paripurna.core.scoring.subject import Subject

_DECLARED_BY = {
    ContradictionKind.MAXIMA_DISAGREE: AnomalyKind.MAXIMA,
    ContradictionKind.RECORDED_TOTAL_DISAGREES: AnomalyKind.RECORDED,
    ContradictionKind.RECORDED_PARTS_DISAGREE: AnomalyKind.RECORDED,
}


def is_declared(anomalies: tuple[Anomaly, ...], kind: ContradictionKind) -> bool:
    """This function will say whether a part of an edition declares this kind of contradiction."""
    return any(anomaly.kind is _DECLARED_BY[kind] for anomaly in anomalies)


def find_maxima_contradictions(edition: Edition, subject: Subject) -> tuple[Contradiction, ...]:
    """This function will return every part whose maximum is not what its children can earn together.

    Where a question does not apply to the subject, its parents may hold more than their children, never less.
    """
    return tuple(_list_contradictions(edition, subject))


def _list_contradictions(edition: Edition, subject: Subject) -> Iterator[Contradiction]:
    for strand in edition.strands:
        for indicator in strand.indicators:
            asked = [question for question in indicator.questions if subject.is_asked(question.applies_to)]
            found = sum((question.max_points for question in asked), ZERO)
            exact = len(asked) == len(indicator.questions)
            yield from _compare(Level.INDICATOR, indicator, indicator.max_points, found, exact=exact)
        found = sum((indicator.max_points for indicator in strand.indicators), ZERO)
        yield from _compare(Level.STRAND, strand, strand.max_points, found, exact=True)
    found = sum((_worth(edition, strand) for strand in edition.strands), ZERO)
    yield from _compare(Level.TOTAL, edition, edition.max_points, found, exact=True)


def _worth(edition: Edition, strand: Strand) -> Decimal:
    return (strand.weight or ZERO) if edition.combination is Combination.WEIGHTED else strand.max_points


def _compare(
    level: Level, part: Indicator | Strand | Edition, expected: Decimal, found: Decimal, *, exact: bool
) -> Iterator[Contradiction]:
    if found == expected or (found < expected and not exact):
        return
    kind = ContradictionKind.MAXIMA_DISAGREE
    yield Contradiction(kind, get_place(part), expected, found, declared=is_declared(part.anomalies, kind), level=level)


def get_place(part: Indicator | Strand | Edition) -> str:
    """This function will return how a contradiction names a part: its number, its code, or "total"."""
    match part:
        case Indicator():
            return part.number
        case Strand():
            return part.code
        case _:
            return "total"
