"""Lists of people and tables of figures, told row by row: what becomes of each, taken whole or not at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

MOST_TOLD = 500
Draft = TypeVar("Draft")


class Outcome(StrEnum):
    """What becomes of a row; the last is looked at first."""

    TAKEN = "TAKEN"
    TWIN = "TWIN"  # the same person stands above, or is entered already
    CHILD = "CHILD"  # is counted, not named
    SKIPPED = "SKIPPED"  # a heading or a total, another city, no figure
    PROBLEM = "PROBLEM"


@dataclass(frozen=True, slots=True)
class RowReport:
    row: int
    outcome: Outcome
    sentence: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class ReportedPlan(Generic[Draft]):
    """What taking a file would do, and what is told of every row; it is done only when no row is a problem."""

    drafts: tuple[Draft, ...]
    reports: tuple[RowReport, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(report.outcome for report in self.reports)

    @property
    def can_run(self) -> bool:
        return bool(self.drafts) and not self.counts[Outcome.PROBLEM]

    @property
    def told(self) -> list[RowReport]:
        """What people should look at: problems first, then whatever was not simply taken."""
        order = list(Outcome)[::-1]
        told = [report for report in self.reports if report.outcome != Outcome.TAKEN]
        return sorted(told, key=lambda report: (order.index(report.outcome), report.row))[:MOST_TOLD]
