"""Reads of regional action plans: the plans of a city, and the matrix of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Prefetch, Sum

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.rooms.roadmap.models import ActionPlan, ActivityYear, PlannedActivity

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def list_plans(city: City) -> Sequence[ActionPlan]:
    """This function will return every plan of the city, the newest first; each with `activity_count` and `budget_idr`."""
    found = ActionPlan.objects.of_city(city).select_related("decree").order_by("-first_year", "-made_at")
    plans = list(found.annotate(activity_count=Count("activities")))
    sums = ActivityYear.objects.filter(city=city).values("activity__plan").annotate(total=Sum("budget_idr"))
    totals = dict(sums.order_by().values_list("activity__plan", "total"))
    for plan in plans:
        plan.budget_idr = totals.get(plan.pk) or 0  # type: ignore[attr-defined]
    return plans


def find_adopted_plan(city: City) -> ActionPlan | None:
    """This function will return the RAD that is in force, or None."""
    return ActionPlan.objects.of_city(city).adopted().select_related("decree").first()


def get_plan(city: City, code: UUID) -> ActionPlan:
    """This function will return a plan with its decree. Raises `Stranger`."""
    plan = get_or_stranger(ActionPlan.objects.of_city(city).filter(code=code).select_related("decree"))
    plan.city = city
    return plan


def list_activities(plan: ActionPlan) -> list[PlannedActivity]:
    """This function will return the rows of the matrix in their order, with agency, move and years: two statements."""
    years = Prefetch("years", ActivityYear.objects.order_by("year"))
    found = PlannedActivity.objects.filter(city=plan.city_id, plan=plan).select_related("agency", "move")
    return list(found.prefetch_related(years).order_by("position", "pk"))


def count_activities(plan: ActionPlan) -> int:
    return PlannedActivity.objects.filter(city=plan.city_id, plan=plan).count()


def get_activity(plan: ActionPlan, code: UUID) -> PlannedActivity:
    """This function will return a row of the plan. Raises `Stranger`."""
    found = PlannedActivity.objects.filter(city=plan.city_id, plan=plan, code=code)
    activity = get_or_stranger(found.select_related("agency", "move").prefetch_related("years"))
    activity.plan = plan
    return activity
