"""The budget that serves children, by cluster and year: how far it has come, and from which funds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from paripurna.rooms.registers import queries
from paripurna.rooms.registers.subjects import list_strands, list_subjects
from paripurna.rooms.registers.types import BudgetFund, BudgetStage

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

LAST_WORD = (BudgetStage.REALIZATION, BudgetStage.DPPA, BudgetStage.DPA, BudgetStage.RKA, BudgetStage.RKPD)
"""Where a piece of work stands at several stages, the first of these says what was spent."""
LAST_APPROVAL = (BudgetStage.DPPA, BudgetStage.DPA)
Line = Mapping[str, Any]


@dataclass
class Amounts:
    """Rupiah that serve children, by stage."""

    label: str
    hue: int = 0
    by_stage: dict[str, Decimal] = field(default_factory=dict)
    approved: Decimal = Decimal(0)  # of each piece of work its last approved budget: DPPA where there is one, else DPA

    def add(self, stage: str, amount: Decimal) -> None:
        self.by_stage[stage] = self.by_stage.get(stage, Decimal(0)) + amount

    @property
    def cells(self) -> list[tuple[str, int | None]]:
        """Stage and amount, None where the stage has no line."""
        return [(short(stage), _whole(self.by_stage.get(stage))) for stage in BudgetStage]

    @property
    def spent_share(self) -> Decimal | None:
        """What was spent of the approved budget."""
        spent = self.by_stage.get(BudgetStage.REALIZATION)
        return spent / self.approved if self.approved and spent is not None else None


@dataclass(frozen=True, slots=True)
class ChildrenBudget:
    """The page of one year, with the totals of all years beside it."""

    year: int | None
    years: Sequence[int]
    stages: Sequence[str]
    clusters: Sequence[Amounts]
    funds: Sequence[Amounts]
    totals: Sequence[Amounts]  # a line a year
    whole: Amounts
    line_count: int
    is_example: bool


def build_children_budget(city: City, *, year: int | None, all_label: str) -> ChildrenBudget:
    """This function will add the budget up; without a year, or with one that has no line, it is the newest."""
    lines = queries.list_budget_lines(city)
    years = sorted({line["year"] for line in lines}, reverse=True)
    chosen = year if year in years else next(iter(years), None)
    own = [line for line in lines if line["year"] == chosen]
    ledger = Ledger(lines)
    return ChildrenBudget(
        year=chosen,
        years=years,
        stages=[short(stage) for stage in BudgetStage],
        clusters=_add_clusters(own, ledger),
        funds=_add_funds(own, ledger),
        totals=[ledger.add(str(one), [line for line in lines if line["year"] == one]) for one in years],
        whole=ledger.add(all_label, own),
        line_count=len(own),
        is_example=any(line["is_example"] for line in own),
    )


class Ledger:
    """What each line adds to which stage, so that nothing counts twice."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.spending = _find_last([line for line in lines if line["realized_idr"] is not None], LAST_WORD)
        self.approving = _find_last([line for line in lines if line["stage"] in LAST_APPROVAL], LAST_APPROVAL)

    def enter(self, line: Line, into: Amounts, part: Decimal = Decimal(1)) -> None:
        """This method will add what of a line serves children, or a part of it."""
        share = line["children_pct"] / 100 * part
        if line["stage"] != BudgetStage.REALIZATION:
            into.add(line["stage"], line["ceiling_idr"] * share)
        if line["pk"] in self.spending:
            into.add(BudgetStage.REALIZATION.value, line["realized_idr"] * share)
        if line["pk"] in self.approving:
            into.approved += line["ceiling_idr"] * share

    def add(self, label: str, lines: Iterable[Line]) -> Amounts:
        """This method will add lines up under a label."""
        total = Amounts(label)
        for line in lines:
            self.enter(line, total)
        return total


def _find_last(lines: Iterable[Line], order: Sequence[str]) -> frozenset[int]:
    """The line of each piece of work that stands at the first stage of the order."""
    last: dict[tuple[Any, ...], int] = {}
    for line in sorted(lines, key=lambda line: order.index(line["stage"])):
        last.setdefault((line["year"], line["fund"], line["sub_activity_code"], line["agency_id"]), line["pk"])
    return frozenset(last.values())


def _add_clusters(lines: Iterable[Line], ledger: Ledger) -> list[Amounts]:
    """A line about subjects of several clusters counts in equal parts in each, so that clusters add up to the whole."""
    clusters = {strand.code: Amounts(strand.name, strand.hue) for strand in list_strands().values()}
    for line in lines:
        strands = {list_subjects()[code].strand for code in line["subjects"] if code in list_subjects()}
        for strand in strands:
            ledger.enter(line, clusters[strand], Decimal(1) / len(strands))
    return list(clusters.values())


def _add_funds(lines: Sequence[Line], ledger: Ledger) -> list[Amounts]:
    by_fund = {fund: [line for line in lines if line["fund"] == fund] for fund in BudgetFund}
    return [ledger.add(str(fund.label), own) for fund, own in by_fund.items() if own]


def short(stage: str) -> str:
    """This function will return the name of a stage without its explanation: "DPA"."""
    return str(BudgetStage(stage).label).partition(":")[0]


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else round(amount)
