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
from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.models import DocumentVersion
from paripurna.rooms.evidence.openness import Openness
from paripurna.rooms.evidence.pages.viewer import build_viewer
from paripurna.rooms.evidence.queries import Document

NOT_FOUND = 404


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def send_file(request: CityRequest, code: UUID, number: int) -> HttpResponseBase:
    """This view will send a version whole, for saving; never where only covered pages may be seen."""
    document, openness = _get_document(request, code)
    if openness is not Openness.ORIGINAL:
        raise NotAllowed
    version = _get_version(document, number)
    return serve(request, version.file, version.filename)


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def send_page(request: CityRequest, code: UUID, number: int, page: int) -> HttpResponseBase:
    """This view will send a page of a version as a picture, of about `?lebar=` pixels.

    Where faces are covered others get the covered page; who may open the original asks for it by `?samar=1`.
    """
    document, openness = _get_document(request, code)
    width = read_whole(request.GET.get("lebar", ""), default=THUMBNAIL)
    is_covered = openness is Openness.BLURRED or request.GET.get("samar") == "1"
    find = queries.get_covered_page_key if is_covered else _find_page
    try:
        key = find(_get_visible_version(document, number, openness), page=page, width=width)
    except Unread:
        return HttpResponse(status=NOT_FOUND)
    return serve_derived(request, key)


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def show_viewer(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a page of the newest version in place, as a fragment."""
    document, openness = _get_document(request, code)
    page = read_whole(request.GET.get("hlm", ""), default=1)
    return render(request, "evidence/viewer.html", {"viewer": build_viewer(document, openness, page=page)})


def _get_document(request: CityRequest, code: UUID) -> tuple[Document, Openness]:
    """A document and what the person gets of it. Raises `Stranger`."""
    scope = queries.read_scope(request.user, request.city, on=timezone.localdate())
    document = queries.get_document(request.city, scope, code)
    return document, scope.openness_of(document)


def _get_visible_version(document: Document, number: int, openness: Openness) -> DocumentVersion:
    """Any version for who may open the original, the newest for others; nothing where neither. Raises `NotAllowed`."""
    version = _get_version(document, number)
    is_newest = version.pk == document.current_id
    if openness is Openness.ORIGINAL or (openness is Openness.BLURRED and is_newest):
        return version
    raise NotAllowed


def _get_version(document: Document, number: int) -> DocumentVersion:
    version = next((version for version in document.versions.all() if version.number == number), None)
    if version is None:
        raise Http404
    return version


def _find_page(version: DocumentVersion, *, page: int, width: int) -> str:
    return get_page_key(version.file, page=page, width=width)
