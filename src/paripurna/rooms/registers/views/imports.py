"""Entries out of a file: choose, look, then all or nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.files.types import FileRefused
from paripurna.platform.tables import TableError
from paripurna.platform.tables.imports import Upload, read_kept
from paripurna.platform.tables.remarks import say_refusal
from paripurna.platform.ui.components.imports import PlannedLine
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.registers import actions, policy, queries
from paripurna.rooms.registers.description import Register
from paripurna.rooms.registers.forms import ImportForm
from paripurna.rooms.registers.importing import PlannedRow, build_plan
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.pages.listing import register_url
from paripurna.rooms.registers.views.lists import get_register

SHOWN_ROWS = 100


@requires(Permission.REGISTER_EDIT)
def import_begin(request: CityRequest, register: str) -> HttpResponse:
    """This view will take the file, and say which columns it may have."""
    found = get_register(register)
    kept = policy.list_kept_agencies(request.user, request.city, on=timezone.localdate())
    if not kept:
        raise NotAllowed
    form = ImportForm(kept, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, found, form)
        except (FileRefused, TableError) as refused:
            form.add_error("file", say_refusal(refused))
    context = {"register": found, "form": form, "trail": _trail(request, found)}
    return render(request, "registers/import_begin.html", context, status=422 if form.errors else 200)


def _begin(request: CityRequest, register: Register, form: ImportForm) -> HttpResponse:
    begun = actions.begin_import(
        register=register,
        city=request.city,
        agency=form.chosen_agency(),
        upload=Upload.of(form.cleaned_data["file"]),
        by=request.user,
        at=timezone.now(),
    )
    return redirect("registers:import_preview", city=request.city.slug, register=register.slug, code=begun.code)


@requires(Permission.REGISTER_EDIT)
def import_preview(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will show what an import would do, and everything that stands in the way."""
    found, today = get_register(register), timezone.localdate()
    begun = queries.get_import(found, request.city, code, request.user, on=today)
    frame = Frame(request.city, today, policy.list_kept_agencies(request.user, request.city, on=today))
    plan = build_plan(found, read_kept(begun.file.hash), frame, agency_id=begun.agency_id)
    rows = (*plan.changed, *plan.added)
    context = {
        "register": found,
        "begun": begun,
        "plan": plan,
        "lines": [_build_line(found, row) for row in rows[:SHOWN_ROWS]],
        "more": max(len(rows) - SHOWN_ROWS, 0),
        "trail": _trail(request, found),
    }
    return render(request, "registers/import_preview.html", context)


def _build_line(register: Register, row: PlannedRow) -> PlannedLine:
    changed = [str(register.by_name[name].label) for name in row.changed]
    return PlannedLine(row.row, row.title, row.entry is None, changed)


@require_POST
@requires(Permission.REGISTER_EDIT)
def import_run(request: CityRequest, register: str, code: UUID) -> HttpResponse:
    """This view will take the whole file, or nothing of it."""
    found = get_register(register)
    begun = queries.get_import(found, request.city, code, request.user, on=timezone.localdate())
    with telling(request):
        done = actions.run_import(register=found, begun=begun, by=request.user, at=timezone.now())
        counts = {"added": done.added_count, "changed": done.changed_count}
        messages.success(request, _("Imported: %(added)s added, %(changed)s changed.") % counts)
        return redirect(register_url(found, request.city))
    return redirect("registers:import_preview", city=request.city.slug, register=found.slug, code=code)


def _trail(request: CityRequest, register: Register) -> list[tuple[str, str]]:
    return [
        (str(register.label), register_url(register, request.city)),
        (_("Import"), reverse("registers:import_begin", args=[request.city.slug, register.slug])),
    ][:2]
