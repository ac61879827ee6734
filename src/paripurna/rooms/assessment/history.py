"""The history of a city's results out of a table: what becomes of each row, and then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.tables import Row, Table, find_head
from paripurna.rooms.assessment.models import PublishedResult
from paripurna.rooms.assessment.types import Confidence

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

FINAL, UNSPECIFIED = "FINAL", "UNSPECIFIED"
COLUMNS = {
    "year": ("year", "tahun"),
    "predicate": ("predicate", "predikat"),
    "score": ("score", "nilai"),
    "note": ("note", "catatan"),
    "source": ("source", "sumber"),
    "confidence": ("confidence", "keyakinan"),
}
CONFIDENCE = {"tinggi": Confidence.HIGH, "sedang": Confidence.MEDIUM, "rendah": Confidence.LOW}
FIRST_YEAR, LAST_YEAR = 2006, 2100  # the programme began in 2006


class Outcome(StrEnum):
    TAKEN = "TAKEN"
    PASSED_OVER = "PASSED_OVER"
    PROBLEM = "PROBLEM"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What becomes of one row: the fields of its result, or a sentence why there is none. A taken one may tell something too."""

    row: int
    outcome: Outcome
    sentence: str = ""
    year: int = 0
    predicate: str = ""
    total: Decimal | None = None
    score: str = ""
    note: str = ""
    source: str = ""
    confidence: Confidence = Confidence.LOW

    def as_result(self, city: City) -> PublishedResult:
        return PublishedResult(
            city=city,
            year=self.year,
            stage=UNSPECIFIED if self.score else FINAL,
            total=self.total,
            grade_reported=self.predicate,
            note=" · ".join(filter(None, (self.score, self.note))),
            source=self.source[:400],
            confidence=self.confidence,
        )


class HistoryRefused(Exception):
    """Rows of the table are wrong; nothing was written."""


def read_history(table: Table) -> list[HistoryRow]:
    """This function will say of every row under the head what becomes of it; a table without one has a problem in its first row."""
    head = find_head(table.sheets[0], COLUMNS)
    if head is None or not {"year", "predicate", "source"} <= head.columns.keys():
        return [HistoryRow(1, Outcome.PROBLEM, _("The table needs the columns year, predicate and source."))]
    return [_read_row(row, {name: _text(row, column) for name, column in head.columns.items()}) for row in head.body]


@transaction.atomic
def import_history(*, city: City, rows: list[HistoryRow], by: User | None, at: datetime) -> int:
    """This function will write every result of `rows`, over those of the same year, stage and source; returns how many.

    Raises `HistoryRefused` while a row is a problem.
    """
    if any(row.outcome is Outcome.PROBLEM for row in rows):
        raise HistoryRefused
    results = [row.as_result(city) for row in rows if row.outcome is Outcome.TAKEN]
    PublishedResult.objects.bulk_create(
        results,
        update_conflicts=True,
        unique_fields=["city", "year", "stage", "source"],
        update_fields=["total", "grade_reported", "note", "confidence"],
    )
    details: dict[str, audit.Detail] = {"count": len(results)}
    audit.record(verb="assessment.history_imported", city=city, subject="", details=details, by=by, at=at)
    return len(results)


def _read_row(row: Row, said: dict[str, str]) -> HistoryRow:
    if problem := next(_list_problems(said), ""):
        return HistoryRow(row.number, Outcome.PROBLEM, problem)
    if said["predicate"].startswith("("):
        told = _("No result that year: %(why)s") % {"why": said["predicate"].strip("()")}
        return HistoryRow(row.number, Outcome.PASSED_OVER, told)
    score = said.get("score", "")
    total = _as_total(score)
    return HistoryRow(
        row=row.number,
        outcome=Outcome.TAKEN,
        sentence=_("“%(score)s” is not one number: kept as a note.") % {"score": score} if score and not total else "",
        year=int(said["year"]),
        predicate=said["predicate"],
        total=total,
        score=score,
        note=said.get("note", ""),
        source=said["source"],
        confidence=CONFIDENCE.get(said.get("confidence", "").partition(" ")[0], Confidence.LOW),
    )


def _list_problems(said: dict[str, str]) -> Iterator[str]:
    year = said["year"]
    if not (year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        yield _("“%(text)s” is not a year of the programme.") % {"text": year}
    if not said["predicate"]:
        yield _("The row names no predicate.")
    if not said["source"]:
        yield _("The row names no source.")


def _text(row: Row, column: int) -> str:
    return " ".join(str(row.cell(column) or "").split())


def _as_total(text: str) -> Decimal | None:
    """A single number; reports that disagree ("891 atau 817") give none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
