"""The content of a document: shown beside the question, or saved."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.files.serving import serve
from paripurna.rooms.evidence import policy, queries


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def send_file(request: CityRequest, code: UUID, number: int) -> HttpResponseBase:
    """This view will send a version; what shows children only to those who may have the original."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    if document.is_restricted and not policy.may_open_original(request.user, document, scope, on=today):
        raise NotAllowed
    version = next((version for version in document.versions.all() if version.number == number), None)
    if version is None:
        raise Http404
    return serve(request, version.file, version.filename, inline=request.GET.get("lihat") == "1")


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def show_viewer(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show the newest version in place, as a fragment."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    may_open = not document.is_restricted or policy.may_open_original(request.user, document, scope, on=today)
    return render(request, "evidence/viewer.html", {"document": document, "may_open": may_open})
