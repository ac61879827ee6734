"""Reads of the field visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from paripurna.core.instrument.visit_overlay import VisitOverlay, get_visit_overlay
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.assessment.visit.models import Rehearsal, RehearsalStep, VisitAsk, VisitPlan, VisitSite
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.rooms.sheets.models import Sheet


def find_plan(found: Round) -> VisitPlan | None:
    """This function will return the run sheet of a round, or None."""
    plan = VisitPlan.objects.filter(city=found.city_id, round=found).select_related("changed_by").first()
    if plan is not None:
        plan.round, plan.city = found, found.city
    return plan


def get_plan(found: Round) -> VisitPlan:
    """This function will return the run sheet of a round. Raises `Stranger`."""
    plan = find_plan(found)
    if plan is None:
        raise Stranger
    return plan


def list_sites(plan: VisitPlan) -> list[VisitSite]:
    """This function will return the sites in their order: one statement."""
    rows = VisitSite.objects.filter(city=plan.city_id, plan=plan)
    related = ("agency", "region", "line_tested_by", "city")
    return list(rows.select_related(*related).order_by("position"))


def get_site(plan: VisitPlan, code: UUID) -> VisitSite:
    """This function will return a site of the plan. Raises `Stranger`."""
    rows = VisitSite.objects.filter(city=plan.city_id, plan=plan, code=code)
    site = get_or_stranger(rows.select_related("agency", "region", "line_tested_by"))
    site.plan, site.city = plan, plan.city
    return site


def list_earlier_plans(found: Round) -> list[VisitPlan]:
    """This function will return the run sheets of the city's other rounds, the newest first."""
    others = VisitPlan.objects.filter(city=found.city_id).exclude(round=found).select_related("round")
    return list(others.order_by("-round__year", "-pk"))


def get_earlier_plan(found: Round, code: str) -> VisitPlan:
    """This function will return the run sheet of another round of the city. Raises `Stranger`."""
    plan = next((plan for plan in list_earlier_plans(found) if str(plan.round.code) == code), None)
    if plan is None:
        raise Stranger
    return plan


def overlay_of(sheet: Sheet) -> VisitOverlay:
    """This function will return how the visit looks under the sheet's edition."""
    return get_visit_overlay(edition_of(sheet))


def find_stage_day(found: Round) -> date | None:
    """This function will return the first day of the visit's stage in the calendar."""
    code = overlay_of(found.sheet).stage
    rows = RoundStage.objects.filter(city=found.city_id, round=found, code=code)
    return rows.values_list("starts_on", flat=True).first()


def find_visit_day(sheet: Sheet) -> date | None:
    """This function will return the day of the visit of the round that owns the sheet: for the checks of proof."""
    stages = RoundStage.objects.filter(round=OuterRef("pk"), code=overlay_of(sheet).stage)
    rows = Round.objects.filter(city=sheet.city_id, sheet=sheet)
    named = Coalesce("visit__held_on", Subquery(stages.values("starts_on")[:1]))
    return rows.values_list(named, flat=True).first()


def list_rehearsals(plan: VisitPlan) -> list[Rehearsal]:
    """This function will return the rehearsals with their steps, the newest first."""
    rows = Rehearsal.objects.filter(city=plan.city_id, plan=plan).select_related("led_by").prefetch_related("steps")
    return list(rows.order_by("-number"))


def get_rehearsal(plan: VisitPlan, code: UUID) -> Rehearsal:
    """This function will return a rehearsal of the plan. Raises `Stranger`."""
    found = get_or_stranger(Rehearsal.objects.filter(city=plan.city_id, plan=plan, code=code).select_related("led_by"))
    found.plan, found.city = plan, plan.city
    return found


def list_steps(rehearsal: Rehearsal) -> list[RehearsalStep]:
    rows = RehearsalStep.objects.filter(city=rehearsal.city_id, rehearsal=rehearsal).select_related("site__agency")
    return list(rows.order_by("position"))


def list_asks(plan: VisitPlan) -> list[VisitAsk]:
    """This function will return what was asked for, the most urgent first; what is settled comes last."""
    rows = VisitAsk.objects.filter(city=plan.city_id, plan=plan)
    found = list(rows.select_related("agency", "bringer", "document", "city").order_by("due_at", "pk"))
    return sorted(found, key=lambda ask: (ask.state in SETTLED, ask.due_at, ask.pk))


SETTLED: Iterable[str] = ("HANDED_OVER", "CANNOT")


def get_ask(plan: VisitPlan, code: UUID) -> VisitAsk:
    """This function will return what was asked for under this code. Raises `Stranger`."""
    rows = VisitAsk.objects.filter(city=plan.city_id, plan=plan, code=code)
    ask = get_or_stranger(rows.select_related("agency", "bringer", "document"))
    ask.plan, ask.city = plan, plan.city
    return ask
