"""*Katalog langkah*: the list, taking moves from the gaps, own moves, changing and taking out, the list as a file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import offer_files, send_table
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.network import queries as network
from paripurna.rooms.places import queries as places
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.forms import MoveForm
from paripurna.rooms.roadmap.models import Move
from paripurna.rooms.roadmap.pages.catalog_page import build_catalog_page, build_line, build_table, search
from paripurna.rooms.sheets.queries import edition_of


def get_round(request: CityRequest) -> assessment.Round:
    """This function will return the round that is planned for. Raises `Http404` where the city has none."""
    found = assessment.find_current_round(request.city)
    if found is None:
        raise Http404
    return found


@require_safe
@requires(Permission.CITY_VIEW)
def show_catalog(request: CityRequest) -> HttpResponse:
    """This view will list what may be done, as filters ask."""
    found = assessment.find_current_round(request.city)
    if found is None:
        return render(request, "roadmap/no_round.html")
    allows = allows_for(request)
    context = {
        "page": build_catalog_page(found, request.GET),
        "may_manage": allows(Permission.ROADMAP_MANAGE),
        "has_sites": places.find_adopted_plan(request.city) is not None,
        "exports": offer_files(request, "roadmap:catalog_export"),
    }
    return render(request, "roadmap/catalog.html", context)


@require_safe
@requires(Permission.EXPORT)
def export_catalog(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the list as it is filtered."""
    found = get_round(request)
    rows = build_table(search(found, request.GET), edition_of(found.sheet))
    name = f"katalog-langkah-{request.city.slug}"
    return send_table(rows, title=_("Catalogue of moves"), name=name, ending=ending)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def propose_moves(request: CityRequest) -> HttpResponse:
    """This view will take a move for every gap of today into the catalogue."""
    found = get_round(request)
    claims = assessment.read_claims(found, on=timezone.localdate())
    new = actions.propose_moves(round=found, claims=claims, by=request.user, at=timezone.now())
    said = ngettext(
        "The catalogue follows the gaps of today: %(count)s new move.",
        "The catalogue follows the gaps of today: %(count)s new moves.",
        new,
    )
    messages.success(request, said % {"count": new})
    return redirect("roadmap:catalog", city=request.city.slug)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def take_sites(request: CityRequest) -> HttpResponse:
    """This view will take the sites of the adopted plan of play spaces into the catalogue."""
    found = get_round(request)
    claims = assessment.read_claims(found, on=timezone.localdate())
    with telling(request):
        new = actions.take_sites(round=found, claims=claims, by=request.user, at=timezone.now())
        said = ngettext(
            "The sites stand in the catalogue: %(count)s new move.",
            "The sites stand in the catalogue: %(count)s new moves.",
            new,
        )
        messages.success(request, said % {"count": new})
    return redirect("roadmap:catalog", city=request.city.slug)


@requires(Permission.ROADMAP_MANAGE)
def add_move(request: CityRequest) -> HttpResponse:
    """This view will add a move of the city's own."""
    form = _make_form(request, initial={"quarters": 1, "effort": 0, "chance_pct": 90})
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            actions.add_move(round=get_round(request), draft=form.draft(), by=request.user, at=timezone.now())
            messages.success(request, _("The move stands in the catalogue."))
            return redirect("roadmap:catalog", city=request.city.slug)
    context = {"form": form, "line": None, "trail": build_trail(request)}
    return render(request, "roadmap/move_form.html", context, status=422 if form.errors else 200)


@requires(Permission.ROADMAP_MANAGE)
def change_move(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will change a move; what is typed survives every refusal."""
    move, found = queries.get_move(request.city, code), get_round(request)
    form = _make_form(request, move, initial=MoveForm.initial_of(move))
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"draft": form.draft(), "base_revision": form.cleaned_data["base_revision"] or 0}
        with complaining(form):
            actions.change_move(round=found, move=move, **said, by=request.user, at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("roadmap:catalog", city=request.city.slug)
    line = build_line(move, edition_of(found.sheet))
    context = {"form": form, "line": line, "trail": build_trail(request)}
    return render(request, "roadmap/move_form.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def remove_move(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will take a move out of the catalogue."""
    actions.remove_move(move=queries.get_move(request.city, code), by=request.user, at=timezone.now())
    messages.success(request, _("The move was taken out. Plans that hold it keep it."))
    return redirect("roadmap:catalog", city=request.city.slug)


def build_trail(request: CityRequest) -> list[tuple[str, str]]:
    return [(_("Catalogue of moves"), reverse("roadmap:catalog", kwargs={"city": request.city.slug}))]


def _make_form(request: CityRequest, move: Move | None = None, **given: Any) -> MoveForm:
    edition = edition_of(get_round(request).sheet)
    agencies = network.list_agencies(request.city, on=timezone.localdate())
    others = [other for other in queries.list_moves(request.city, edition.id) if move is None or other.pk != move.pk]
    return MoveForm(edition, agencies, others, request.POST or None, **given)
