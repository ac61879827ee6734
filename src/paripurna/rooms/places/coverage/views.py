"""*Cakupan*: who has a place within reach; and the numbers of children and the paths that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.regions.models import City
from paripurna.platform.tables import RowProblem
from paripurna.platform.tables.sending import check_ending, offer_files, send_table
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.places import policy
from paripurna.rooms.places.coverage import actions, queries
from paripurna.rooms.places.coverage.estimating import estimate_numbers
from paripurna.rooms.places.coverage.feeds import build_areas, build_points
from paripurna.rooms.places.coverage.forms import DETOURS, NetworkForm, NumbersForm, read_asked
from paripurna.rooms.places.coverage.importing import read_numbers
from paripurna.rooms.places.coverage.networks import read_paths
from paripurna.rooms.places.coverage.numbers_page import build_numbers_page, build_preview
from paripurna.rooms.places.coverage.pages import DISTANCES, build_coverage_page, build_table
from paripurna.rooms.places.coverage.reading import find_outcome
from paripurna.rooms.places.coverage.types import Outcome
from paripurna.rooms.places.types import PlaceError


@require_safe
@requires(Permission.CITY_VIEW)
@gzip_page
def coverage(request: CityRequest) -> HttpResponse:
    """This view will show how many children have a place within reach."""
    asked = read_asked(request.GET)
    context = {
        "page": build_coverage_page(request.city, asked, request.GET, on=timezone.localdate()),
        "keys": tuple(DISTANCES),
        "detours": DETOURS,
        "detour": f"{asked.detour:g}",
        "may_keep": _may_keep(request),
        "exports": offer_files(request, "places:coverage_export"),
        **_list_feeds(request),
    }
    return render(request, "places/coverage.html", context)


@require_safe
@requires(Permission.CITY_VIEW)
@gzip_page
def coverage_areas(request: CityRequest) -> JsonResponse:
    """This view will hand the map its kelurahan, with the share of their children that are reached."""
    return _feed(request, build_areas)


@require_safe
@requires(Permission.CITY_VIEW)
@gzip_page
def coverage_points(request: CityRequest) -> JsonResponse:
    """This view will hand the map the children whom nothing reaches, in groups of at least ten."""
    return _feed(request, lambda city, outcome: build_points(city, outcome.missed))


@require_safe
@requires(Permission.EXPORT)
def coverage_export(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send coverage by kelurahan, as the page was asked for it."""
    check_ending(ending)
    asked = read_asked(request.GET)
    with telling(request):
        outcome = find_outcome(request.city, asked, on=timezone.localdate())
        rows = build_table(request.city, outcome, asked)
        return send_table(rows, title=_("Coverage"), name=f"cakupan-{request.city.slug}", ending=ending)
    return redirect("places:coverage", city=request.city.slug)


@require_safe
@requires(Permission.CITY_VIEW)
def numbers_list(request: CityRequest) -> HttpResponse:
    """This view will show which numbers of children are in use, which were, and the walking network."""
    return _show_numbers(request, *_make_forms())


@require_POST
@requires(Permission.PLACE_EDIT)
def numbers_add(request: CityRequest) -> HttpResponse:
    """This view will read a table or points and show them; nothing counts before it is used."""
    _check_may_keep(request)
    form = NumbersForm(timezone.localdate(), request.POST, request.FILES)
    network_form = NetworkForm(timezone.localdate(), prefix="network")
    if not form.is_valid():
        return _show_numbers(request, form, network_form, status=422)
    content = form.cleaned_data["file"].read()
    reading = read_numbers(content, request.city)
    if reading.draft is None:
        return _show_numbers(request, form, network_form, problems=reading.problems, status=422)
    now = timezone.now()
    with complaining(form, "file"):
        file = actions.keep_file(chunks=[content], filename=form.cleaned_data["file"].name, at=now)
        said = {"draft": reading.draft, "about": form.about(), "file": file}
        numbers = actions.add_numbers(city=request.city, **said, by=request.user, at=now)
        return redirect("places:numbers", city=request.city.slug, code=numbers.code)
    return _show_numbers(request, form, network_form, status=422)


@require_POST
@requires(Permission.PLACE_EDIT)
def numbers_estimate(request: CityRequest) -> HttpResponse:
    """This view will estimate the numbers out of the figures of the kecamatan and show them."""
    found = estimate_numbers(request.city, on=timezone.localdate())
    if found is None:
        _check_may_keep(request)
        messages.error(
            request,
            _("The figures of the regions do not suffice: children of the city and the population of every kecamatan."),
        )
        return redirect("places:numbers_list", city=request.city.slug)
    draft, about = found
    numbers = actions.add_numbers(city=request.city, draft=draft, about=about, by=request.user, at=timezone.now())
    return redirect("places:numbers", city=request.city.slug, code=numbers.code)


@require_safe
@requires(Permission.CITY_VIEW)
def numbers(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show numbers of children, in use or to be used."""
    page = build_preview(_get_numbers(request, code))
    context = {"page": page, "may_keep": _may_keep(request), "trail": build_trail(request, with_numbers=True)}
    return render(request, "places/coverage_preview.html", context)


@require_POST
@requires(Permission.PLACE_EDIT)
def numbers_use(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will have the city counted with these numbers."""
    found = _get_numbers(request, code)
    with telling(request, _("Coverage counts with these numbers now.")):
        actions.use_numbers(numbers=found, by=request.user, at=timezone.now())
    return redirect("places:coverage", city=request.city.slug)


@require_POST
@requires(Permission.PLACE_EDIT)
def numbers_drop(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will throw numbers away that are not in use."""
    found = _get_numbers(request, code)
    with telling(request):
        actions.drop_numbers(numbers=found, by=request.user, at=timezone.now())
    return redirect("places:numbers_list", city=request.city.slug)


@require_POST
@requires(Permission.PLACE_EDIT)
def network_add(request: CityRequest) -> HttpResponse:
    """This view will read a network of paths and keep it in place of the earlier one."""
    _check_may_keep(request)
    form = NetworkForm(timezone.localdate(), request.POST, request.FILES, prefix="network")
    if not form.is_valid():
        return _show_numbers(request, NumbersForm(timezone.localdate()), form, status=422)
    file, *about = (form.cleaned_data[name] for name in ("file", "source", "as_of"))
    content = file.read()
    with complaining(form, "file"):
        length = round(read_paths(content, request.city).length_m)
        kept = {"content": content, "length_m": length, "source": about[0], "as_of": about[1]}
        actions.keep_network(city=request.city, **kept, by=request.user, at=timezone.now())
        messages.success(request, _("Distances run along these paths now, here and in new scenarios of sites."))
        return redirect("places:coverage", city=request.city.slug)
    return _show_numbers(request, NumbersForm(timezone.localdate()), form, status=422)


@require_POST
@requires(Permission.PLACE_EDIT)
def network_end(request: CityRequest) -> HttpResponse:
    """This view will have distances run straight again."""
    actions.end_network(city=request.city, by=request.user, at=timezone.now())
    messages.success(request, _("Distances are straight lines again."))
    return redirect("places:numbers_list", city=request.city.slug)


def build_trail(request: CityRequest, *, with_numbers: bool = False) -> list[tuple[str, str]]:
    parts = {"city": request.city.slug}
    trail = [(_("Coverage"), reverse("places:coverage", kwargs=parts))]
    return [*trail, (_("Numbers of children"), reverse("places:numbers_list", kwargs=parts))] if with_numbers else trail


def _show_numbers(
    request: CityRequest,
    form: NumbersForm,
    network_form: NetworkForm,
    *,
    problems: tuple[RowProblem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": build_numbers_page(request.city, problems, on=timezone.localdate()),
        "network": queries.find_network(request.city),
        "form": form,
        "network_form": network_form,
        "may_keep": _may_keep(request),
        "trail": build_trail(request),
    }
    return render(request, "places/coverage_numbers.html", context, status=status)


def _make_forms() -> tuple[NumbersForm, NetworkForm]:
    today = timezone.localdate()
    return NumbersForm(today), NetworkForm(today, prefix="network")


def _feed(request: CityRequest, build: Callable[[City, Outcome], dict[str, Any]]) -> JsonResponse:
    try:
        outcome = find_outcome(request.city, read_asked(request.GET), on=timezone.localdate())
    except PlaceError:  # the page says what is missing
        return JsonResponse({"type": "FeatureCollection", "features": []})
    return JsonResponse(build(request.city, outcome))


def _list_feeds(request: CityRequest) -> dict[str, str]:
    query, parts = request.GET.urlencode(), {"city": request.city.slug}
    names = {"areas_url": "places:coverage_areas", "points_url": "places:coverage_points"}
    return {key: f"{reverse(name, kwargs=parts)}?{query}" for key, name in names.items()}


def _get_numbers(request: CityRequest, code: UUID) -> queries.ChildrenNumbers:
    return queries.get_numbers(request.city, code, keeps_all=_may_keep(request))


def _may_keep(request: CityRequest) -> bool:
    return policy.may_keep_in(request.user, request.city, "", on=timezone.localdate())


def _check_may_keep(request: CityRequest) -> None:
    policy.check_may_keep_in(request.user, request.city, "", on=timezone.localdate())
