"""*Lokasi berikutnya*: scenarios of where to build, worked out behind the scenes, tried, adopted; and the candidates they choose from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.places import policy
from paripurna.rooms.places.coverage.queries import find_network
from paripurna.rooms.places.coverage.reading import find_box
from paripurna.rooms.places.siting import actions, queries
from paripurna.rooms.places.siting.forms import QuestionForm, SiteForm, read_spot
from paripurna.rooms.places.siting.models import SitingScenario
from paripurna.rooms.places.siting.pages import build_feed, build_scenario_page, list_site_kinds, list_site_lines
from paripurna.rooms.places.siting.trying import try_position
from paripurna.rooms.places.siting.types import Site
from paripurna.rooms.places.types import PlaceError


@require_safe
@requires(Permission.CITY_VIEW)
def siting_list(request: CityRequest) -> HttpResponse:
    """This view will show the scenarios side by side."""
    pages = [build_scenario_page(scenario) for scenario in queries.list_scenarios(request.city)]
    context = {"pages": pages, "may_plan": allows_for(request)(Permission.ROADMAP_MANAGE)}
    return render(request, "places/siting_list.html", context)


@requires(Permission.ROADMAP_MANAGE)
def siting_add(request: CityRequest) -> HttpResponse:
    """This view will keep a question and have it worked out at once."""
    city, sites = request.city, queries.list_sites(request.city)
    names = {region.code: region.name for region in list_regions(city.code, Level.KELURAHAN)}
    form = QuestionForm(sites, names, timezone.localdate().year, network=find_network(city), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"title": form.cleaned_data["title"], "question": form.question()}
        with complaining(form):
            made = actions.add_scenario(city=city, **said, by=request.user, at=timezone.now())
            actions.begin_solving(scenario=made, by=request.user, at=timezone.now())
            return _to(made)
    context = {"form": form, "trail": build_trail(request)}
    return render(request, "places/siting_form.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.CITY_VIEW)
def siting(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a scenario: what is found so far, or the plan with its reasons."""
    return _show(request, queries.get_scenario(request.city, code))


@require_safe
@requires(Permission.CITY_VIEW)
def siting_standing(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will tell what a running search has found so far; once it has ended, the page is asked for anew."""
    page = build_scenario_page(queries.get_scenario(request.city, code))
    if not page.is_busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"page": page, "may_plan": allows_for(request)(Permission.ROADMAP_MANAGE)}
    return render(request, "places/siting_standing.html", context)


@require_safe
@requires(Permission.CITY_VIEW)
def siting_feed(request: CityRequest, code: UUID) -> JsonResponse:
    """This view will hand the map the sites of the plan."""
    return JsonResponse(build_feed(queries.get_scenario(request.city, code)))


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def siting_solve(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will have the scenario worked out anew."""
    return _do(request, code, actions.begin_solving)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def siting_stop(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will end the search and keep its best plan."""
    return _do(request, code, actions.stop_solving, _("The search ends; the best plan so far is kept."))


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def siting_remove(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will throw a scenario away."""
    scenario = queries.get_scenario(request.city, code)
    with telling(request):
        actions.remove_scenario(scenario=scenario, by=request.user, at=timezone.now())
        messages.success(request, _("The scenario was thrown away."))
        return redirect("places:siting_list", city=request.city.slug)
    return _to(scenario)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def siting_adopt(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will make the plan the city's, with the reason why."""
    scenario, note = queries.get_scenario(request.city, code), request.POST.get("note", "")[:4000]
    try:
        actions.adopt_plan(scenario=scenario, note=note, by=request.user, at=timezone.now())
    except PlaceError as error:
        return _show(request, scenario, refusal=str(error.sentence), note=note)
    messages.success(request, _("The plan is adopted. The road map can take its sites into the catalogue of moves."))
    return _to(scenario)


@require_safe
@requires(Permission.CITY_VIEW)
def siting_try(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will say what a play space at a position would add to the plan."""
    scenario = queries.get_scenario(request.city, code)
    context: dict[str, Any] = {"spot": request.GET.get("posisi", "")[:80]}
    try:
        lat, lon = read_spot(context["spot"])
        context["trial"] = try_position(scenario, lat=lat, lon=lon, on=timezone.localdate())
    except ValidationError as wrong:
        context["refusal"] = " ".join(wrong.messages)
    except PlaceError as missing:
        context["refusal"] = str(missing.sentence)
    return render(request, "places/siting_trial.html", context)


@require_safe
@requires(Permission.CITY_VIEW)
def site_list(request: CityRequest) -> HttpResponse:
    """This view will list the candidates, as filters ask."""
    context = {
        "lines": read_page(list_site_lines(request.city, request.GET), request.GET),
        "kinds": list_site_kinds(),
        "chosen": {"cari": request.GET.get("cari", ""), "jenis": request.GET.get("jenis", "")},
        "may_keep": policy.may_keep_in(request.user, request.city, "", on=timezone.localdate()),
        "trail": build_trail(request),
    }
    return render(request, "places/site_list.html", context)


@requires(Permission.PLACE_EDIT)
def site_add(request: CityRequest) -> HttpResponse:
    """This view will add ground of the city's own."""
    return _edit(request, None)


@requires(Permission.PLACE_EDIT)
def site(request: CityRequest, code: str) -> HttpResponse:
    """This view will change the figures of a candidate."""
    return _edit(request, queries.get_site(request.city, code))


def build_trail(request: CityRequest, *, with_sites: bool = False) -> list[tuple[str, str]]:
    parts = {"city": request.city.slug}
    trail = [(_("Next sites"), reverse("places:siting_list", kwargs=parts))]
    return [*trail, (_("Candidates"), reverse("places:site_list", kwargs=parts))] if with_sites else trail


def _edit(request: CityRequest, found: Site | None) -> HttpResponse:
    policy.check_may_keep_in(request.user, request.city, "", on=timezone.localdate())
    form = SiteForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"site": found, "draft": form.draft()}
        with complaining(form, "position"):
            actions.keep_site(city=request.city, **said, by=request.user, at=timezone.now())  # type: ignore[arg-type]
            messages.success(request, _("Saved."))
            return redirect("places:site_list", city=request.city.slug)
    context = {
        "form": form,
        "title": found.name if found else _("Own ground"),
        "is_default": found is not None and found.is_default,
        "trail": build_trail(request, with_sites=True),
        "box": find_box(request.city, on=timezone.localdate()),
    }
    return render(request, "places/site_form.html", context, status=422 if form.errors else 200)


def _show(request: CityRequest, scenario: SitingScenario, *, refusal: str = "", note: str = "") -> HttpResponse:
    context = {
        "page": build_scenario_page(scenario),
        "may_plan": allows_for(request)(Permission.ROADMAP_MANAGE),
        "trail": build_trail(request),
        "box": find_box(request.city, on=timezone.localdate()),
        "refusal": refusal,
        "note": note,
    }
    return render(request, "places/siting.html", context, status=422 if refusal else 200)


def _do(request: CityRequest, code: UUID, act: Callable[..., Any], said: str = "") -> HttpResponse:
    scenario = queries.get_scenario(request.city, code)
    with telling(request, said):
        act(scenario=scenario, by=request.user, at=timezone.now())
    return _to(scenario)


def _to(scenario: SitingScenario) -> HttpResponse:
    return redirect("places:siting", city=scenario.city.slug, code=scenario.code)
