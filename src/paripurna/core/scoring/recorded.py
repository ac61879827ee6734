"""Totals that a source writes itself beside its marks: which line records which total, and all of them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.result import Level
from paripurna.core.scoring.subject import RecordedTotals

GRAND_TOTAL = "total"
_TOTAL_WORDS = {
    "total": GRAND_TOTAL,
    "jumlah": GRAND_TOTAL,
    "nilai total": GRAND_TOTAL,
    "total nilai": GRAND_TOTAL,
    "jumlah nilai": GRAND_TOTAL,
    "grand total": GRAND_TOTAL,
    "jumlah pertanyaan": "questions",
    "sum of questions": "questions",
    "jumlah indikator": "indicators",
    "sum of indicators": "indicators",
    "jumlah klaster": "strands",
    "sum of clusters": "strands",
    "sum of strands": "strands",
}


class RecordedPlace(NamedTuple):
    """What a recorded total is the total of: an indicator by number, a strand by code, or the whole by what was added."""

    level: Level
    code: str


def find_recorded_place(edition: Edition, name: str) -> RecordedPlace | None:
    """This function will return which total a line called `name` records, or None when it is no total of the edition.

    Numbers of questions come first: a line that is a question is never a total.
    """
    folded = name.strip().casefold()
    if not folded or name in edition.question_by_number:
        return None
    for indicator in edition.indicators:
        if indicator.number.casefold() == folded:
            return RecordedPlace(Level.INDICATOR, indicator.number)
    for strand in edition.strands:
        if folded in {strand.code.casefold(), strand.label.id.casefold(), strand.label.en.casefold()}:
            return RecordedPlace(Level.STRAND, strand.code)
    return RecordedPlace(Level.TOTAL, _TOTAL_WORDS[folded]) if folded in _TOTAL_WORDS else None


@dataclass(slots=True)
class RecordedLines:
    """Recorded totals as they are found, line by line."""

    indicators: dict[str, Decimal] = field(default_factory=dict)
    strands: dict[str, Decimal] = field(default_factory=dict)
    sums: dict[str, Decimal] = field(default_factory=dict)  # the grand totals, `GRAND_TOTAL` the one that does not say

    def put(self, place: RecordedPlace, points: Decimal) -> Decimal:
        """This function will keep the first total recorded for a place and return it."""
        kept = {Level.INDICATOR: self.indicators, Level.STRAND: self.strands, Level.TOTAL: self.sums}[place.level]
        return kept.setdefault(place.code, points)

    def count(self) -> int:
        return len(self.indicators) + len(self.strands) + len(self.sums)

    def as_totals(self) -> RecordedTotals:
        """This function will return what was found, to hold against the sums."""
        sums = {what: points for what, points in self.sums.items() if what != GRAND_TOTAL}
        return RecordedTotals(self.indicators, self.strands, sums, self.sums.get(GRAND_TOTAL))
