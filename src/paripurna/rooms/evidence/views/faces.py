"""Faces of children in a document: looked at, boxed and confirmed by people who may open the original."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence.boxes import read_boxes
from paripurna.rooms.evidence.pages.faces_page import build_faces_page
from paripurna.rooms.evidence.queries import Document


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def show_faces(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a page of the original with its boxes, and what others will see of it."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    policy.check_may_open_original(document, scope)
    may_edit = policy.may_edit(request.user, document, scope, on=today) and policy.can_change(document)
    page = build_faces_page(document, page=read_whole(request.GET.get("hlm", ""), default=1), may_edit=may_edit)
    place = {"city": request.city.slug, "code": document.code}
    trail = [
        (_("Documents"), reverse("evidence:documents", kwargs={"city": request.city.slug})),
        (document.title, reverse("evidence:document", kwargs=place)),
    ]
    return render(request, "evidence/faces.html", {"page": page, "trail": trail})


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def change_faces(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will keep the boxes of a page as they were drawn or written."""
    document = _get_own(request, code)
    page = read_whole(request.POST.get("page", ""), default=1)
    with telling(request):
        said = {"page": page, "boxes": read_boxes(request.POST), "mark": request.POST.get("mark", "")}
        _try(request, actions.change_faces, _("Saved. Below is what others will see."), document=document, **said)
    return _to_faces(document, page)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def confirm_faces(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note that all faces are covered, or take that back."""
    document = _get_own(request, code)
    page = read_whole(request.POST.get("page", ""), default=1)
    if request.POST.get("covered") == "0":
        _try(request, actions.reopen_faces, _("Others see no page of it any more."), document=document)
    elif request.POST.get("seen") != "1":
        messages.error(request, _("Look at every page first, then tick the box."))
    else:
        said = {"document": document, "mark": request.POST.get("mark", "")}
        _try(request, actions.confirm_faces, _("Confirmed. Others see the covered pages now."), **said)
    return _to_faces(document, page)


def _try(request: CityRequest, action: Callable[..., Any], done: str, **said: Any) -> None:
    with telling(request, done):
        action(**said, by=request.user, at=timezone.now())


def _get_own(request: CityRequest, code: UUID) -> Document:
    """A document that the person may change. Raises `Stranger` and `NotAllowed`."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    policy.check_may_edit(request.user, document, scope, on=today)
    return document


def _to_faces(document: Document, page: int) -> HttpResponse:
    url = reverse("evidence:faces", kwargs={"city": document.city.slug, "code": document.code})
    return redirect(f"{url}?hlm={page}")
