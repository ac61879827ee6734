"""A list into the register: choose, look, then all or nothing."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files.types import FileRefused
from paripurna.platform.tables import TableError
from paripurna.platform.tables.imports import Upload, read_kept
from paripurna.platform.tables.remarks import say_refusal
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.places import policy
from paripurna.rooms.places.importing import actions, queries
from paripurna.rooms.places.importing.columns import COLUMNS
from paripurna.rooms.places.importing.forms import ListForm, MappingForm
from paripurna.rooms.places.importing.frame import read_frame
from paripurna.rooms.places.importing.models import PlaceImport
from paripurna.rooms.places.importing.pages import build_preview
from paripurna.rooms.places.importing.planning import build_plan
from paripurna.rooms.places.importing.tables import read_content
from paripurna.rooms.places.importing.types import Given, ImportPlan
from paripurna.rooms.places.pages.links import list_url


@requires(Permission.PLACE_EDIT)
def import_begin(request: CityRequest) -> HttpResponse:
    """This view will take the list, and say which columns it may have."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, form)
        except (FileRefused, TableError) as refused:
            form.add_error("file", say_refusal(refused))
    context = {"form": form, "columns": COLUMNS, "trail": _trail(request)[:1]}
    return render(request, "places/import_begin.html", context, status=422 if form.errors else 200)


def _begin(request: CityRequest, form: ListForm) -> HttpResponse:
    said = {"upload": Upload.of(form.cleaned_data["file"]), "given": form.given()}
    begun = actions.begin_import(city=request.city, **said, by=request.user, at=timezone.now())
    return redirect("places:import_preview", city=request.city.slug, code=begun.code)


@requires(Permission.PLACE_EDIT)
def import_preview(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show what an import would do and what stands in its way; told to, it takes all of the list or nothing."""
    policy.check_may_keep_any(request.user, request.city, on=timezone.localdate())
    begun = queries.get_import(request.city, code, request.user, on=timezone.localdate())
    given = Given(begun.kind, begun.source, begun.license)
    plan = _plan(request, begun, given)
    form = MappingForm(plan.heads, plan.samples, plan.mapping, request.POST or None)
    if form.is_valid():
        given = replace(given, is_winning=form.cleaned_data["is_winning"])
        if request.POST.get("do") == "run":
            return _run(request, begun, given, form.mapping())
        plan = _plan(request, begun, given, form.mapping())
    context = {
        "begun": begun,
        "form": form,
        "columns": form.list_columns(),
        "page": build_preview(plan),
        "plan": plan,
        "trail": _trail(request),
    }
    return render(request, "places/import_preview.html", context, status=422 if form.errors else 200)


def _plan(request: CityRequest, begun: PlaceImport, given: Given, mapping: list[str] | None = None) -> ImportPlan:
    frame = read_frame(request.city, request.user, on=timezone.localdate())
    return build_plan(read_kept(begun.file.hash, read_content), frame, given, mapping or ())


def _run(request: CityRequest, begun: PlaceImport, given: Given, mapping: list[str]) -> HttpResponse:
    with telling(request):
        done = actions.run_import(begun=begun, given=given, mapping=mapping, by=request.user, at=timezone.now())
        counts = {"added": done.added_count, "changed": done.changed_count}
        messages.success(request, _("Imported: %(added)s added, %(changed)s changed.") % counts)
        return redirect(list_url(request.city))
    return redirect("places:import_preview", city=request.city.slug, code=begun.code)


def _trail(request: CityRequest) -> list[tuple[str, str]]:
    here = {"city": request.city.slug}
    return [
        (_("Register of places"), list_url(request.city)),
        (_("Import"), reverse("places:import_begin", kwargs=here)),
    ]
