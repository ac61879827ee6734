"""The city's own templates of papers: uploaded, tried, chosen, taken back."""

from __future__ import annotations

import io
from collections.abc import Mapping

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files.types import FileLost, FileRefused, MediaType
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.signing import actions, queries
from paripurna.rooms.assessment.signing.page import build_template_cards
from paripurna.rooms.assessment.signing.placeholders import LISTINGS, PLACEHOLDERS
from paripurna.rooms.assessment.signing.types import KINDS, BadTemplate, PaperKind


@require_GET
@requires(Permission.ROUND_MANAGE)
def list_templates(request: CityRequest) -> HttpResponse:
    """This view will show which template is in use for each paper, and what a template may hold."""
    return _show(request, {})


@require_POST
@requires(Permission.ROUND_MANAGE)
def add_template(request: CityRequest, kind: str) -> HttpResponse:
    """This view will take a template in, or say what is wrong with it."""
    chosen, upload = _read_kind(kind), request.FILES.get("template")
    if upload is None:
        return _show(request, {chosen: _("Choose a Word document (.docx) first.")})
    said = {"city": request.city, "kind": chosen, "filename": upload.name or "templat.docx"}
    try:
        actions.add_template(**said, chunks=upload.chunks(), by=request.user, at=timezone.now())
    except (BadTemplate, FileRefused) as refused:
        return _show(request, {chosen: str(refused)})
    messages.success(request, _("The template was tried with examples and is in use now."))
    return redirect("assessment:paper_templates", city=request.city.slug)


@require_POST
@requires(Permission.ROUND_MANAGE)
def use_template(request: CityRequest, kind: str) -> HttpResponse:
    """This view will use an earlier version again, or the default."""
    version = read_whole(request.POST.get("version", ""))
    actions.use_template(city=request.city, kind=_read_kind(kind), version=version, by=request.user, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("assessment:paper_templates", city=request.city.slug)


@require_GET
@requires(Permission.ROUND_MANAGE)
def take_template(request: CityRequest, kind: str) -> HttpResponseBase:
    """This view will hand out a template: a version of the city's own, or the default as a sample to begin with."""
    chosen, version = _read_kind(kind), read_whole(request.GET.get("versi", ""))
    try:
        own = queries.get_template(request.city, chosen, version) if version else None
        content = queries.read_content(own) if own else queries.read_default(chosen)
    except FileLost as lost:
        raise Http404 from lost
    name = own.filename if own else f"contoh-templat-{kind}.docx"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=MediaType.DOCX.value)


def _show(request: CityRequest, errors: Mapping[PaperKind, str]) -> HttpResponse:
    context = {
        "cards": build_template_cards(request.city, errors),
        "placeholders": PLACEHOLDERS,
        "listings": LISTINGS,
        "trail": build_trail(request.city),
    }
    return render(request, "assessment/paper_templates.html", context, status=422 if errors else 200)


def _read_kind(slug: str) -> PaperKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]
