"""Budget lines of the years of the period: how far the furthest has come, and how much it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from django.db.models import Max, Q, Sum
from django.utils.translation import gettext_lazy as _

from paripurna.platform.facts.types import Cell, Fact, FactColumn, FactScope, FactSource, FactTable
from paripurna.rooms.registers.budget import BUDGET
from paripurna.rooms.registers.facts.reading import Group, Reading, SubjectParams, count_rows, tell
from paripurna.rooms.registers.models import BudgetLine
from paripurna.rooms.registers.types import BudgetFund, BudgetStage

PLANNED, APPROVED, REALIZED = "PLANNED", "APPROVED", "REALIZED"
REACHED = {
    BudgetStage.RKPD.value: PLANNED,
    BudgetStage.RKA.value: PLANNED,
    BudgetStage.DPA.value: APPROVED,
    BudgetStage.DPPA.value: APPROVED,
    BudgetStage.REALIZATION.value: REALIZED,
}
ORDER = (PLANNED, APPROVED, REALIZED)


TOLD_APART = {"lines": ("stage",), "agencies": ("stage", "agency_id")}
"""What is counted → the columns that tell lines apart: few ask for agencies, of which each subject has many."""


class BudgetParams(SubjectParams):
    """Whether lines are counted or the agencies that have one."""

    count: Literal["lines", "agencies"] = "lines"


def counts(scope: FactScope) -> Q:
    """Of a year of the period."""
    return Q(year__gte=scope.starts_on.year, year__lte=scope.ends_on.year)


def compute(scope: FactScope, wishes: Sequence[BudgetParams]) -> list[Fact]:
    """This function will answer all wishes from one reading of the register, and one more where agencies are counted."""
    groups = {
        count: READING.read(scope, [params for params in wishes if params.count == count], keys=keys)
        for count, keys in TOLD_APART.items()
    }
    return [_tell(groups[params.count].pick(params), params) for params in wishes]


def _tell(known: Sequence[Group], params: BudgetParams) -> Fact:
    counted = [group for group in known if group["counts"]]
    value = count_rows(counted) if params.count == "lines" else len({group["agency_id"] for group in counted})
    reached = {reach(group["stage"], group["most_spent"]) for group in counted}
    return tell(known, counted, value, code=max(reached, key=ORDER.index, default=""), **_sum(counted))


def reach(stage: str, most_spent: int | None) -> str:
    """This function will say how far lines have come. Realized is what was spent: a realization of zero was approved only."""
    return APPROVED if REACHED[stage] == REALIZED and not most_spent else REACHED[stage]


def _sum(counted: Sequence[Group]) -> dict[str, Decimal | None]:
    """What was spent out of the ceiling, of the lines whose realization is known: they are the only ones that compare."""
    spent, ceiling = (sum(group[name] or 0 for group in counted) for name in ("spent", "spent_of"))
    return {"numerator": Decimal(spent), "denominator": Decimal(ceiling)} if ceiling else {}


def list_rows(scope: FactScope, params: BudgetParams) -> FactTable:
    """This function will return the budget lines behind a fact."""
    return READING.list_table(scope, params)


TABLE = (
    FactColumn("year", _("Year"), numeric=True, is_year=True),
    FactColumn("agency", _("Agency")),
    FactColumn("code", _("Code of the sub-activity")),
    FactColumn("sub_activity", _("Sub-activity")),
    FactColumn("stage", _("Stage")),
    FactColumn("fund", _("Source of funds")),
    FactColumn("ceiling", _("Ceiling"), numeric=True),
    FactColumn("realized", _("Realization"), numeric=True),
    FactColumn("children", _("Share that serves children (%)"), numeric=True),
)


def _fill(line: BudgetLine, _params: BudgetParams) -> Sequence[Cell]:
    stage, fund = str(BudgetStage(line.stage).label), str(BudgetFund(line.fund).label)
    amounts = (line.ceiling_idr, line.realized_idr, line.children_pct)
    return (line.year, line.agency.abbreviation, line.sub_activity_code, line.sub_activity, stage, fund, *amounts)


READING = Reading(
    register=BUDGET,
    counts=counts,
    sums={
        "most_spent": Max("realized_idr"),
        "spent": Sum("realized_idr"),
        "spent_of": Sum("ceiling_idr", filter=Q(realized_idr__isnull=False)),
    },
    columns=TABLE,
    fill=_fill,
)
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
