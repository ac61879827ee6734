"""The library, the page of a document, and what changes it."""

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
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.regions import queries as regions
from paripurna.platform.regions.types import Level
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.evidence import actions, doors, policy, queries
from paripurna.rooms.evidence.forms import DocumentForm
from paripurna.rooms.evidence.pages.document_page import build_document_page
from paripurna.rooms.evidence.pages.library import build_library
from paripurna.rooms.evidence.pages.offers import Offers, list_offers, use_offers
from paripurna.rooms.evidence.queries import Document
from paripurna.rooms.evidence.types import DocumentKind, DocumentState
from paripurna.rooms.network import queries as network


@requires(Permission.EVIDENCE_VIEW)
def list_documents(request: CityRequest) -> HttpResponse:
    """This view will list the documents that the person may see, as filters ask."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    context = {
        "library": build_library(request.city, scope, request.GET, on=today),
        "waiting": queries.count_waiting(request.city, scope),
        "kinds": DocumentKind.choices,
        "states": DocumentState.choices,
        "agencies": network.list_agencies(request.city, on=today),
        "may_bring": may(request.user, Permission.EVIDENCE_EDIT, request.city, on=today),
    }
    return render(request, "evidence/document_list.html", context)


@requires(Permission.EVIDENCE_VIEW)
def show_document(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a document, what it proves and what the checks say of it."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    page = build_document_page(document, scope=scope, user=request.user, on=today)
    trail = [(_("Documents"), reverse("evidence:documents", kwargs={"city": request.city.slug}))]
    return render(request, "evidence/document_detail.html", {"page": page, "trail": trail, "today": today})


@requires(Permission.EVIDENCE_EDIT)
def change_document(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will change what is said of a document; what is typed survives every refusal."""
    document = _get_own(request, code)
    offers = list_offers(document)
    form = _make_form(request, document, offers)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        change = {"document": document, "draft": form.draft(), "base_revision": revision}
        with complaining(form):
            actions.change_document(**change, by=request.user, at=timezone.now())
            messages.success(request, _("Saved."))
            return _to_document(document)
    status = 422 if form.errors else 200
    context = {"form": form, "document": document, "offers": offers}
    return render(request, "evidence/document_form.html", context, status=status)


def _make_form(request: CityRequest, document: Document, offers: Offers) -> DocumentForm:
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    agencies = queries.list_bringable(request.user, request.city, scope, on=today)
    parts = regions.list_regions(request.city.code, Level.KELURAHAN)
    said = DocumentForm.initial_of(document) | use_offers(offers, request.GET.getlist("pakai"))
    return DocumentForm(agencies, parts, request.POST or None, initial=said)


@requires(Permission.EVIDENCE_EDIT)
def add_version(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will offer the way by which a newer file comes in front of a document."""
    document = _get_own(request, code)
    policy.check_can_change(document)
    context = {
        "document": document,
        "words": {"versi": str(document.code)},
        "upload_url": reverse("files:upload_begin", kwargs={"city": request.city.slug, "kind": doors.KIND}),
        "trail": [(document.title, reverse("evidence:document", args=[request.city.slug, code]))],
    }
    return render(request, "evidence/version_form.html", context)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def withdraw_document(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will take a document out of all proof at once."""
    return _do(request, code, actions.withdraw_document, _("Withdrawn."), reason=request.POST.get("reason", ""))


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def restore_document(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will let a withdrawn document count again."""
    return _do(request, code, actions.restore_document, _("The document counts again."))


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def confirm_signature(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note that the person saw the signature on the paper, or take that back."""
    seen_on = timezone.localdate() if request.POST.get("seen") == "1" else None
    return _do(request, code, actions.confirm_signature, _("Noted."), seen_on=seen_on)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def read_again(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will have a document read once more."""
    return _do(request, code, actions.read_again, _("The document will be read again shortly."))


def _do(request: CityRequest, code: UUID, action: Callable[..., Any], done: str, **said: Any) -> HttpResponse:
    document = _get_own(request, code)
    with telling(request, done):
        action(document=document, **said, by=request.user, at=timezone.now())
    return _to_document(document)


def _get_own(request: CityRequest, code: UUID) -> Document:
    """A document that the person may change. Raises `Stranger` and `NotAllowed`."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    policy.check_may_edit(request.user, document, scope, on=today)
    return document


def _to_document(document: Document) -> HttpResponse:
    return redirect("evidence:document", city=document.city.slug, code=document.code)
