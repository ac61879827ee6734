"""What fits a regional action plan, and whether it may still be changed. Who may is asked of the road map's policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition
from paripurna.rooms.roadmap.rad.types import LONGEST_YEARS, ActivityDraft, BadPlan, PlanClosed, PlanDraft, PlanState

if TYPE_CHECKING:
    from paripurna.rooms.roadmap.models import ActionPlan


def check_can_keep(draft: PlanDraft) -> None:
    """This function will raise `BadPlan` for a plan without a name, an RPJMD, or years in order."""
    if not draft.title.strip() or not draft.rpjmd.strip():
        raise BadPlan(_("Give the plan a name and say to which RPJMD it belongs."))
    if not draft.first_year <= draft.last_year < draft.first_year + LONGEST_YEARS:
        raise BadPlan(_("The last year must not lie before the first, and a plan lasts ten years at most."))


def check_can_change(plan: ActionPlan) -> None:
    """This function will raise `PlanClosed` once a decree has adopted the plan."""
    if plan.state != PlanState.DRAFT:
        raise PlanClosed(_("This plan was adopted by decree. Draft a new one to change what it promises."))


def check_can_review(plan: ActionPlan, year: int) -> None:
    """This function will raise `BadPlan` for a plan that is not in force, and for a year that is not of it."""
    if plan.state != PlanState.ADOPTED:
        raise BadPlan(_("Only a plan that was adopted by decree is reviewed."))
    if year not in plan.years:
        raise BadPlan(_("The plan does not hold the year %(year)s.") % {"year": year})


def check_can_plan(draft: ActivityDraft, plan: ActionPlan, edition: Edition) -> None:
    """This function will raise `BadPlan` for a row whose cluster, indicator, years or rupiah do not fit."""
    strand = {found.code: found for found in edition.strands}.get(draft.strand)
    if strand is None:
        raise BadPlan(_("Choose the cluster."))
    if draft.indicator and draft.indicator not in {found.number for found in strand.indicators}:
        raise BadPlan(_("Indicator %(number)s is not of this cluster.") % {"number": draft.indicator})
    if not draft.program.strip() or not draft.activity.strip():
        raise BadPlan(_("Name the programme and the activity."))
    if strangers := sorted(draft.years.keys() - set(plan.years)):
        raise BadPlan(_("The plan does not hold the year %(year)s.") % {"year": strangers[0]})
    if any((year.budget_idr or 0) < 0 for year in draft.years.values()):
        raise BadPlan(_("A budget is zero or more."))
