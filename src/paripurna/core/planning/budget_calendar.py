"""When public money can begin to flow: it is decided long before, and each source has its own year.

Money of the city's budget asked for at the Musrenbang (January–March) passes RKPD and KUA/PPAS and flows from January of the next
year; the revised budget (APBD-P) lets it flow from the fourth quarter of the same year. The dates are an overlay beside the edition:
ours and inferred, to be put right by each city.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay, read_overlay
from paripurna.core.instrument.text import Part, Standing
from paripurna.core.planning.types import QUARTERS_A_YEAR

FILE = "money.yaml"
MonthDay = Annotated[str, Field(pattern=r"^\d\d-\d\d$")]


class Window(Part):
    """Money asked for by `asked_by` flows from `flows_from`, `years` later (0: the same year), until that year ends."""

    name: str
    asked_by: MonthDay
    flows_from: MonthDay
    years: Annotated[int, Field(ge=0, le=5)] = 0

    @model_validator(mode="after")
    def _flow_after_asking(self) -> Self:
        if self.list_dates(2001)[0] >= self.list_dates(2001)[1]:
            raise ValueError(f"{self.name}: money flows after it is asked for")
        return self

    def list_dates(self, year: int) -> tuple[date, date]:
        """This function will return until when money must be asked for in that year, and from when it flows."""
        return date.fromisoformat(f"{year}-{self.asked_by}"), date.fromisoformat(
            f"{year + self.years}-{self.flows_from}"
        )


class MoneyRule(Part):
    """How one source of funds gives. Without windows it gives in any quarter: partners, BLUD, a budget that is already there."""

    windows: tuple[Window, ...] = ()


class BudgetCalendar(Overlay):
    """Rules by the name of the source; a source that is not named gives in any quarter."""

    standing: Standing = Standing.INFERRED
    sources: Mapping[str, MoneyRule] = {}

    def list_starts(self, source: str, first: date, quarters: int) -> tuple[int, ...]:
        """This function will return the quarters in which money of the source may begin to flow."""
        return list_money_starts(self.sources.get(source, MoneyRule()), first, quarters)


def list_money_starts(rule: MoneyRule, first: date, quarters: int) -> tuple[int, ...]:
    """This function will return the quarters of a plan in which money may begin to flow, when it is first asked for on `first`.

    Quarter 0 is the calendar quarter that `first` lies in.
    """
    begins = [_begin_quarter(first, quarter) for quarter in range(quarters)]
    if not rule.windows:
        return tuple(range(quarters))
    flows = (
        [
            window.list_dates(year)[1]
            for window in rule.windows
            for year in range(first.year, begins[-1].year + 1)
            if window.list_dates(year)[0] >= first
        ]
        if quarters
        else []
    )
    return tuple(
        k for k, begin in enumerate(begins) if any(flow <= begin and flow.year == begin.year for flow in flows)
    )


def count_begun(first: date) -> int:
    """This function will return the quarters of the year that are over when a plan begins on that day: `Limits.begun`."""
    return (first.month - 1) * QUARTERS_A_YEAR // 12


def _begin_quarter(first: date, quarter: int) -> date:
    years, rest = divmod(count_begun(first) + quarter, QUARTERS_A_YEAR)
    return date(first.year + years, 1 + 3 * rest, 1)


def get_budget_calendar(edition: Edition, root: Path = OVERLAYS) -> BudgetCalendar:
    """This function will return the overlay of the edition, or one by which any source gives at any time.

    Raises `ValueError` (pydantic's, naming the field) for an overlay that is malformed or of another edition.
    """
    return read_overlay(BudgetCalendar, FILE, edition, root)
