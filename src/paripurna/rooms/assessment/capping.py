"""Why all gaps together may be more than what is missing to the maximum: an indicator gives no more than its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from paripurna.core.instrument.model import Indicator
from paripurna.core.scoring.result import Basis
from paripurna.rooms.assessment.gaps import Gap
from paripurna.rooms.assessment.position import Position


@dataclass(frozen=True)
class CappedPart:
    """An indicator whose questions miss `beyond` more points than it could still give."""

    indicator: Indicator
    beyond: Decimal


@dataclass(frozen=True)
class CapNote:
    """`gaps` − `beyond` = `distance`: the difference between two figures, and the indicators that it comes from."""

    gaps: Decimal
    distance: Decimal
    maximum: Decimal
    parts: tuple[CappedPart, ...]

    @property
    def beyond(self) -> Decimal:
        return sum((part.beyond for part in self.parts), Decimal(0))


def find_cap_note(position: Position, gaps: Iterable[Gap]) -> CapNote | None:
    """This function will explain why all `gaps` of a round differ from the distance to its maximum; None where they do not."""
    score = position.newest_score
    note = CapNote(
        gaps=sum((gap.points for gap in gaps), Decimal(0)),
        distance=score.max_points - score.total,
        maximum=score.max_points,
        parts=tuple(_list_capped(position)),
    )
    return note if note.parts and note.gaps - note.beyond == note.distance else None


def _list_capped(position: Position) -> Iterator[CappedPart]:
    score = position.newest_score
    for indicator, part in zip(position.edition.indicators, score.indicators, strict=True):
        asked = [score.questions[question.number] for question in indicator.questions]
        missing = sum((q.max_points - q.points for q in asked if q.basis is not Basis.NOT_APPLICABLE), Decimal(0))
        beyond = missing - (part.max_points - part.points)
        if beyond > 0:
            yield CappedPart(indicator, beyond)
