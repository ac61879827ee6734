"""What comes into a scoring run beside the edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from paripurna.core.instrument.model import Applicability
from paripurna.core.instrument.values import AnswerValue


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is scored, as far as applicability asks: `region_type` "kota" or "kabupaten"; `remote` for a 3T region."""

    region_type: str = "kota"
    remote: bool = False

    def is_asked(self, applies_to: Applicability) -> bool:
        """This function will say whether a question with this applicability is put to the subject."""
        of_type = not applies_to.region_types or self.region_type in applies_to.region_types
        return of_type and applies_to.remote in (None, self.remote)


ANY_SUBJECT = Subject()


@dataclass(frozen=True, slots=True)
class RecordedTotals:
    """Totals as a source wrote them, to hold against the sums.

    `indicators` by number, `strands` by code. `sums` are grand totals by what was added up
    ("questions", "indicators", "strands"); `total` is a grand total that does not say.
    """

    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    strands: Mapping[str, Decimal] = field(default_factory=dict)
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """The answers and marks of one subject: one row of a scoring of many."""

    answers: Mapping[str, AnswerValue] = field(default_factory=dict)
    marks: Mapping[str, Decimal] = field(default_factory=dict)
    subject: Subject = ANY_SUBJECT
