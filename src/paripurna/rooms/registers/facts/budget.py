"""Budget lines of the years of the period: how far the furthest has come, and how much it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.types import Cell, Fact, FactColumn, FactScope, FactSource, FactTable
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.facts.reading import Layout, Row, SubjectParams, lay_out, pick, read_rows, tell
from paripurna.rooms.registers.models import BudgetLine
from paripurna.rooms.registers.types import BudgetFund, BudgetStage

COLUMNS = ("year", "stage", "ceiling_idr", "realized_idr", "agency_id")
PLANNED, APPROVED, REALIZED = "PLANNED", "APPROVED", "REALIZED"
REACHED = {
    BudgetStage.RKPD.value: PLANNED,
    BudgetStage.RKA.value: PLANNED,
    BudgetStage.DPA.value: APPROVED,
    BudgetStage.DPPA.value: APPROVED,
    BudgetStage.REALIZATION.value: REALIZED,
}
ORDER = (PLANNED, APPROVED, REALIZED)


class BudgetParams(SubjectParams):
    """Whether lines are counted or the agencies that have one."""

    count: Literal["lines", "agencies"] = "lines"


def compute(scope: FactScope, wishes: Sequence[BudgetParams]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register."""
    under = lay_out(read_rows(BUDGET, scope, wishes, COLUMNS))
    return [_tell(pick(under, params), params, scope) for params in wishes]


def _tell(known: Sequence[Row], params: BudgetParams, scope: FactScope) -> Fact:
    counted = _count(known, scope)
    agencies = {row["agency_id"] for row in counted}
    value = len(counted) if params.count == "lines" else len(agencies)
    reached = {reach(row["stage"], row["realized_idr"]) for row in counted}
    return tell(known, counted, value, code=max(reached, key=ORDER.index, default=""), **_sum(counted))


def reach(stage: str, realized_idr: int | None) -> str:
    """This function will say how far a line has come. Realized is what was spent: a realization of zero was approved only."""
    return APPROVED if REACHED[stage] == REALIZED and not realized_idr else REACHED[stage]


def _count(known: Sequence[Row], scope: FactScope) -> list[Row]:
    return [row for row in known if scope.starts_on.year <= row["year"] <= scope.ends_on.year]


def _sum(counted: Sequence[Row]) -> dict[str, Decimal | None]:
    """What was spent out of the ceiling, of the lines whose realization is known: they are the only ones that compare."""
    lines = [row for row in counted if row["realized_idr"] is not None]
    if not any(row["ceiling_idr"] for row in lines):
        return {}
    spent, ceiling = sum(row["realized_idr"] for row in lines), sum(row["ceiling_idr"] for row in lines)
    return {"numerator": Decimal(spent), "denominator": Decimal(ceiling)}


def list_rows(scope: FactScope, params: BudgetParams) -> FactTable:
    """This function will return the budget lines behind a fact."""
    under = lay_out(read_rows(BUDGET, scope, [params], COLUMNS))
    return Layout(BUDGET, TABLE, _fill).list_table(scope, _count(pick(under, params), scope))


TABLE = (
    FactColumn("year", _("Year"), numeric=True),
    FactColumn("agency", _("Agency")),
    FactColumn("code", _("Code of the sub-activity")),
    FactColumn("sub_activity", _("Sub-activity")),
    FactColumn("stage", _("Stage")),
    FactColumn("fund", _("Source of funds")),
    FactColumn("ceiling", _("Ceiling"), numeric=True),
    FactColumn("realized", _("Realization"), numeric=True),
    FactColumn("children", _("Share that serves children (%)"), numeric=True),
)


def _fill(line: BudgetLine) -> Sequence[Cell]:
    stage, fund = str(BudgetStage(line.stage).label), str(BudgetFund(line.fund).label)
    amounts = (line.ceiling_idr, line.realized_idr, line.children_pct)
    return (line.year, line.agency.abbreviation, line.sub_activity_code, line.sub_activity, stage, fund, *amounts)


BUDGET_LINES = FactSource(
    name="registers.budget_lines",
    group=BUDGET.group,
    label=_("Budget lines"),
    sentence=_(
        "Counts the budget lines about a subject in the years of the period, and says how far the furthest has come."
    ),
    params=BudgetParams,
    compute=compute,
    list_rows=list_rows,
)
