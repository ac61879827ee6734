"""The content of a document: shown beside the question, or saved."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.files.reading.pages import THUMBNAIL, get_page_key
from paripurna.platform.files.reading.types import Unread
from paripurna.platform.files.serving import serve, serve_derived
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.evidence import policy, queries
from paripurna.rooms.evidence.models import DocumentVersion
from paripurna.rooms.evidence.pages.viewer import build_viewer
from paripurna.rooms.evidence.queries import Document

NOT_FOUND = 404


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def send_file(request: CityRequest, code: UUID, number: int) -> HttpResponseBase:
    """This view will send a version whole, for saving."""
    document = _get_openable(request, code)
    version = _get_version(document, number)
    return serve(request, version.file, version.filename)


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def send_page(request: CityRequest, code: UUID, number: int, page: int) -> HttpResponseBase:
    """This view will send a page of a version as a picture, of about `?lebar=` pixels."""
    document = _get_openable(request, code)
    width = read_whole(request.GET.get("lebar", ""), default=THUMBNAIL)
    try:
        key = get_page_key(_get_version(document, number).file, page=page, width=width)
    except Unread:
        return HttpResponse(status=NOT_FOUND)
    return serve_derived(request, key)


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def show_viewer(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a page of the newest version in place, as a fragment."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    viewer = build_viewer(
        document,
        may_open=policy.may_open(request.user, document, scope, on=today),
        page=read_whole(request.GET.get("hlm", ""), default=1),
        page_count=queries.find_page_count(document),
    )
    return render(request, "evidence/viewer.html", {"viewer": viewer})


def _get_openable(request: CityRequest, code: UUID) -> Document:
    """A document whose content the person may have. Raises `Stranger` and `NotAllowed`."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    if not policy.may_open(request.user, document, scope, on=today):
        raise NotAllowed
    return document


def _get_version(document: Document, number: int) -> DocumentVersion:
    version = next((version for version in document.versions.all() if version.number == number), None)
    if version is None:
        raise Http404
    return version
