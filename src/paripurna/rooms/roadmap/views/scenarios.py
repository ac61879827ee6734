"""*Skenario*: side by side, asked, worked out, and the plans of one with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.explaining import find_reason
from paripurna.rooms.roadmap.forms import ScenarioForm
from paripurna.rooms.roadmap.models import Scenario, Solution
from paripurna.rooms.roadmap.pages.costs import build_cost_card
from paripurna.rooms.roadmap.pages.scenario_page import build_scenario_page, build_solution_page
from paripurna.rooms.roadmap.quarters import begin_of
from paripurna.rooms.roadmap.types import Mode, RoadmapError
from paripurna.rooms.roadmap.views.catalog import get_round
from paripurna.rooms.sheets.queries import edition_of

AIM = {"confidence_pct": 90, "quarters": 12, "mode": Mode.CHEAPEST}


@require_safe
@requires(Permission.CITY_VIEW)
def list_scenarios(request: CityRequest) -> HttpResponse:
    """This view will show the scenarios side by side."""
    if assessment.find_current_round(request.city) is None:
        return render(request, "roadmap/no_round.html")
    pages = [build_scenario_page(scenario) for scenario in queries.list_scenarios(request.city)]
    context = {"pages": pages, "may_manage": allows_for(request)(Permission.ROADMAP_MANAGE)}
    return render(request, "roadmap/scenarios.html", context)


@requires(Permission.ROADMAP_MANAGE)
def add_scenario(request: CityRequest) -> HttpResponse:
    """This view will keep a question for the planner and have it worked out at once."""
    found = get_round(request)
    edition, today = edition_of(found.sheet), timezone.localdate()
    leads = queries.list_leads(request.city, edition.id)
    form = ScenarioForm(edition, leads, today, request.POST or None, initial=AIM | _propose(edition, today))
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            made = actions.add_scenario(round=found, draft=form.draft(), by=request.user, at=timezone.now())
            actions.begin_solving(scenario=made, by=request.user, at=timezone.now())
            return to_scenario(made)
    context = {"form": form, "trail": build_trail(request)}
    return render(request, "roadmap/scenario_form.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.CITY_VIEW)
def show_scenario(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a scenario: how far the work is, or what came of it."""
    page = build_scenario_page(queries.get_scenario(request.city, code))
    context = {
        "page": page,
        "costs": build_cost_card(page),
        "trail": build_trail(request),
        "may_manage": allows_for(request)(Permission.ROADMAP_MANAGE),
    }
    return render(request, "roadmap/scenario.html", context)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def solve_scenario(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will have the scenario worked out anew."""
    scenario = queries.get_scenario(request.city, code)
    with telling(request):
        actions.begin_solving(scenario=scenario, by=request.user, at=timezone.now())
    return to_scenario(scenario)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def remove_scenario(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will throw a scenario away."""
    scenario = queries.get_scenario(request.city, code)
    with telling(request):
        actions.remove_scenario(scenario=scenario, by=request.user, at=timezone.now())
        messages.success(request, _("The scenario was thrown away."))
        return redirect("roadmap:scenarios", city=request.city.slug)
    return to_scenario(scenario)


@require_safe
@requires(Permission.CITY_VIEW)
def show_solution(request: CityRequest, code: UUID, solution: UUID) -> HttpResponse:
    """This view will show a plan: its moves by quarter, why each is in, and why others are out; `?mengapa=` asks of one."""
    scenario = queries.get_scenario(request.city, code)
    found, key, asked = queries.get_solution(scenario, solution), request.GET.get("mengapa", ""), None
    if key:
        asked = find_reason(scenario, found, key, on=timezone.localdate())
        if asked is None:
            messages.error(request, _("Moves of this plan can be planned no more. Have the scenario worked out anew."))
    return show_plan(request, scenario, found, asked=asked)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def adopt_solution(request: CityRequest, code: UUID, solution: UUID) -> HttpResponse:
    """This view will make the plan the city's, with the reason why."""
    scenario = queries.get_scenario(request.city, code)
    found, note = queries.get_solution(scenario, solution), request.POST.get("note", "")[:4000]
    try:
        actions.adopt_plan(scenario=scenario, solution=found, note=note, by=request.user, at=timezone.now())
    except RoadmapError as error:
        return show_plan(request, scenario, found, note=note, refusal=str(error.sentence))
    messages.success(request, _("The plan is adopted. Its steps stand on the board."))
    return redirect("roadmap:plan", city=request.city.slug)


def show_plan(
    request: CityRequest,
    scenario: Scenario,
    solution: Solution,
    *,
    asked: Mapping[str, Any] | None = None,
    note: str = "",
    refusal: str = "",
) -> HttpResponse:
    page = build_solution_page(scenario, solution, asked)
    context = {
        "page": page,
        "lines": read_page(page.chosen, request.GET),
        "trail": [*build_trail(request), (scenario.title, _url(scenario))],
        "may_manage": allows_for(request)(Permission.ROADMAP_MANAGE),
        "stands": queries.find_adoption(request.city),
        "note": note,
        "refusal": refusal,
    }
    return render(request, "roadmap/solution.html", context, status=422 if refusal else 200)


def to_scenario(scenario: Scenario) -> HttpResponse:
    return redirect(_url(scenario))


def build_trail(request: CityRequest) -> list[tuple[str, str]]:
    return [(_("Scenarios"), reverse("roadmap:scenarios", kwargs={"city": request.city.slug}))]


def _url(scenario: Scenario) -> str:
    return reverse("roadmap:scenario", kwargs={"city": scenario.city.slug, "code": scenario.code})


def _propose(edition: Any, today: Any) -> dict[str, Any]:
    """The highest grade, from the next quarter on."""
    return {"target": max(grade.low for grade in edition.grades), "starts_on": begin_of(today, 1).isoformat()}
