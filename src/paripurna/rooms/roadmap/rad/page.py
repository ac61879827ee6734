"""What the page of a plan shows: its matrix, filtered; how it and the road map have drifted apart; its reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import get_edition
from paripurna.rooms.roadmap.models import ActionPlan, PlanReview
from paripurna.rooms.roadmap.rad import queries
from paripurna.rooms.roadmap.rad.drafting import Drift, find_drift
from paripurna.rooms.roadmap.rad.matrix import Matrix, MatrixRow, build_matrix
from paripurna.rooms.roadmap.rad.types import PlanState

CHOICES = ("cari", "klaster", "pd")


@dataclass(frozen=True, slots=True)
class PlanPage:
    plan: ActionPlan
    whole: Matrix
    shown: Matrix
    chosen: Mapping[str, str]
    strands: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[str, str], ...]
    drift: Drift
    reviews: tuple[tuple[int, PlanReview | None], ...]
    unfollowed: int  # rows that no move of the catalogue stands for

    @property
    def is_draft(self) -> bool:
        return self.plan.state == PlanState.DRAFT

    @property
    def is_adopted(self) -> bool:
        return self.plan.state == PlanState.ADOPTED


def edition_of_plan(plan: ActionPlan) -> Edition:
    """This function will return the edition whose clusters and indicators order the matrix."""
    return get_edition(plan.edition)


def read_matrix(plan: ActionPlan) -> Matrix:
    """This function will return the whole matrix of a plan."""
    return build_matrix(plan, queries.list_activities(plan), edition_of_plan(plan))


def build_plan_page(plan: ActionPlan, query: Mapping[str, str]) -> PlanPage:
    """This function will put the page of a plan together; `cari`, `klaster` and `pd` choose rows."""
    edition, whole = edition_of_plan(plan), read_matrix(plan)
    activities = [row.activity for row in whole.rows]
    agencies = {row.agency.code: row.agency.abbreviation for row in activities if row.agency}
    chosen = {name: query.get(name, "").strip() for name in CHOICES}
    return PlanPage(
        plan=plan,
        whole=whole,
        shown=_choose(whole, chosen),
        chosen=chosen,
        strands=tuple((strand.code, strand.label) for strand in whole.strands),
        agencies=tuple(sorted(agencies.items(), key=lambda pair: pair[1])),
        drift=find_drift(plan.city, edition, activities, plan.years),
        reviews=_list_reviews(plan),
        unfollowed=sum(row.move_id is None for row in activities),
    )


def _choose(whole: Matrix, chosen: Mapping[str, str]) -> Matrix:
    strands = (replace(s, rows=tuple(row for row in s.rows if _fits(row, chosen))) for s in whole.strands)
    wanted = chosen["klaster"]
    return replace(whole, strands=tuple(s for s in strands if s.rows and wanted in {"", s.code}))


def _fits(row: MatrixRow, chosen: Mapping[str, str]) -> bool:
    activity, text = row.activity, chosen["cari"].casefold()
    office = activity.agency.code if activity.agency else ""
    said = f"{row.indicator} {activity.program} {activity.activity} {activity.measure} {activity.fund}".casefold()
    return chosen["pd"] in {"", office} and all(word in said for word in text.split())


def _list_reviews(plan: ActionPlan) -> tuple[tuple[int, PlanReview | None], ...]:
    known = {review.year: review for review in plan.reviews.select_related("reviewed_by")}
    return tuple((year, known.get(year)) for year in plan.years)
