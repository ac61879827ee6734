"""A workbook comes in: choose, map, look, then all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files.types import FileRefused
from paripurna.platform.tables import TableError
from paripurna.platform.tables.imports import Upload
from paripurna.platform.tables.remarks import say_refusal
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.importing import actions, queries
from paripurna.rooms.assessment.importing.types import Target
from paripurna.rooms.assessment.queries import Round, get_round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.types import RoundError

SHOWN_CHANGES = 300


@requires(Permission.SHEET_IMPORT)
def begin_import(request: CityRequest, code: UUID) -> HttpResponse:
    found = get_round(request.city, code=str(code))
    error = ""
    if request.method == "POST":
        try:
            return _begin(request, found)
        except RoundError as refused:
            error = str(refused)
        except (FileRefused, TableError) as refused:
            error = say_refusal(refused)
    context = {"round": found, "imports": queries.list_imports(found), "error": error}
    context["trail"] = build_trail(request.city, found)
    return render(request, "assessment/import_begin.html", context, status=422 if error else 200)


def _begin(request: CityRequest, found: Round) -> HttpResponse:
    upload = request.FILES.get("workbook")
    if upload is None:
        raise RoundError(_("Choose a file first: a workbook (.xlsx) or a CSV."))
    begun = actions.begin_import(round=found, upload=Upload.of(upload), by=request.user, at=timezone.now())
    return redirect("assessment:import_map", city=request.city.slug, code=begun.code)


@requires(Permission.SHEET_IMPORT)
def map_import(request: CityRequest, code: UUID) -> HttpResponse:
    begun = queries.get_import(request.city, code=str(code))
    columns, targets = queries.list_columns(begun), queries.list_import_targets(begun)
    error = ""
    if request.method == "POST":
        chosen = {c.position: request.POST.get(f"column-{c.position}", Target.IGNORE.value) for c in columns}
        asked = [column.heading for column in columns if chosen[column.position] == Target.ASK]
        error = _find_mapping_error(chosen, {value for value, _label in targets}, asked)
        if not error:
            actions.choose_columns(begun=begun, mapping=chosen, by=request.user, at=timezone.now())
            return redirect("assessment:import_preview", city=request.city.slug, code=code)
    source = queries.read_workbook(begun)
    context = {"begun": begun, "columns": columns, "targets": targets, "error": error, "source": source}
    context["trail"] = build_trail(request.city, begun.round)
    return render(request, "assessment/import_map.html", context, status=422 if error else 200)


def _find_mapping_error(chosen: dict[int, str], known: set[str], asked: Sequence[str]) -> str:
    if asked:
        sentence = _("Say at which stage the marks in the column “%(heading)s” were given, or leave the column out.")
        return sentence % {"heading": asked[0]}
    used = [target for target in chosen.values() if target != Target.IGNORE.value]
    if not set(used) <= known:
        return _("Choose what each column holds from the list.")
    if Target.NUMBER.value not in used:
        return _("Say which column holds the number of the question.")
    if len(used) < 2:
        return _("Say which column holds marks or answers; otherwise there is nothing to import.")
    if len(used) != len(set(used)):
        return _("Two columns hold the same thing. Choose one of them and leave the other out.")
    return ""


@requires(Permission.SHEET_IMPORT)
def preview_import(request: CityRequest, code: UUID) -> HttpResponse:
    begun = queries.get_import(request.city, code=str(code))
    plan = queries.read_plan(begun, on=timezone.localdate())
    context = {
        "begun": begun,
        "trail": build_trail(request.city, begun.round),
        "plan": plan,
        "changes": plan.changes[:SHOWN_CHANGES],
        "same": queries.find_same_file(begun),
        "notes": queries.read_workbook(begun).notes,
    }
    return render(request, "assessment/import_preview.html", context)


@require_POST
@requires(Permission.SHEET_IMPORT)
def run_import(request: CityRequest, code: UUID) -> HttpResponse:
    begun = queries.get_import(request.city, code=str(code))
    seen = request.POST.get("revision", "")
    revision = read_whole(seen)
    with telling(request):
        done = actions.run_import(begun=begun, seen_revision=revision, by=request.user, at=timezone.now())
        counts = {"answers": done.answer_count, "marks": done.mark_count}
        messages.success(request, _("Imported: %(answers)s answers and %(marks)s marks.") % counts)
        return redirect("assessment:round", city=request.city.slug, code=done.round.code)
    return redirect("assessment:import_preview", city=request.city.slug, code=code)


@require_POST
@requires(Permission.SHEET_IMPORT)
def drop_import(request: CityRequest, code: UUID) -> HttpResponse:
    begun = queries.get_import(request.city, code=str(code))
    with telling(request):
        actions.drop_import(begun=begun, by=request.user, at=timezone.now())
    return redirect("assessment:import_begin", city=request.city.slug, code=begun.round.code)
