"""Agencies out as a file, and in from one: shown first, then all or none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.previews import PreviewGone
from paripurna.platform.tables.sending import send_table
from paripurna.rooms.network import actions
from paripurna.rooms.network.exporting import build_table
from paripurna.rooms.network.forms import UploadForm
from paripurna.rooms.network.importing import read_agencies, read_token, sign_agencies
from paripurna.rooms.network.views.agencies import read_lines


@requires(Permission.EXPORT)
def agency_export(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the list as it is filtered, as CSV or as a workbook."""
    rows, name = build_table(read_lines(request)), f"perangkat-daerah-{request.city.slug}"
    return send_table(rows, title=_("Agencies"), name=name, ending=ending)


@requires(Permission.AGENCY_MANAGE)
def agency_import(request: CityRequest) -> HttpResponse:
    """This view will read a file and show what it would do; the confirmed preview is taken whole."""
    if token := request.POST.get("token"):
        return _take(request, token)
    form = UploadForm(request.POST or None, request.FILES or None)
    preview, token = None, ""
    if form.is_valid():
        content, today = form.cleaned_data["file"].read(), timezone.localdate()
        preview = read_agencies(content, within=request.city.code, valid_from=today)
        token = sign_agencies(preview.drafts, request.city, request.user) if preview.drafts else ""
    is_refused = form.errors or (preview and preview.problems)
    context = {"form": form, "preview": preview, "token": token}
    return render(request, "network/agency_import.html", context, status=422 if is_refused else 200)


def _take(request: CityRequest, token: str) -> HttpResponse:
    try:
        drafts = read_token(token, request.city, request.user)
    except PreviewGone as gone:
        messages.error(request, str(gone.sentence))
        return redirect("network:agency_import", city=request.city.slug)
    added, changed = actions.import_agencies(city=request.city, drafts=drafts, by=request.user, at=timezone.now())
    text = _("%(added)s agencies were added, %(changed)s changed.") % {"added": added, "changed": changed}
    messages.success(request, text)
    return redirect("network:agency_list", city=request.city.slug)
