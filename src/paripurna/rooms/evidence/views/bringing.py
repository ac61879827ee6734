"""Bringing documents in two steps: say what they are, then send one file or many, or the address of a page."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.evidence.bringing import bring, find_destination
from paripurna.rooms.evidence.forms import PageForm
from paripurna.rooms.evidence.pages.bring_page import build_bring_page
from paripurna.rooms.evidence.queries import Document


@requires(Permission.EVIDENCE_EDIT)
def bring_documents(request: CityRequest) -> HttpResponse:
    """This view will ask what is brought, and then offer the way for files, or for the address of a page."""
    page = build_bring_page(request.user, request.city, request.GET, on=timezone.localdate())
    status = 422 if page.form.errors else 200
    return render(request, "evidence/bring.html", {"page": page, "address": PageForm()}, status=status)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def bring_page(request: CityRequest) -> HttpResponse:
    """This view will take the address of a page that proves something."""
    page = build_bring_page(request.user, request.city, request.GET, on=timezone.localdate())
    address = PageForm(request.POST)
    if page.is_ready and address.is_valid():
        with complaining(address):
            document = _take(request, page.form.draft(**address.cleaned_data))
            return _go_on(request, document)
    return render(request, "evidence/bring.html", {"page": page, "address": address}, status=422)


@transaction.atomic
def _take(request: CityRequest, draft: object) -> Document:
    destination = find_destination(request.city, request.GET)
    return bring(city=request.city, draft=draft, file=None, destination=destination, by=request.user, at=timezone.now())


def _go_on(request: CityRequest, document: Document) -> HttpResponse:
    messages.success(request, _("The page is in the library now."))
    page = build_bring_page(request.user, request.city, request.GET, on=timezone.localdate())
    if page.wanted is not None:
        return redirect(f"{page.back_url}?cari={document.title[:60]}")
    if page.destination is not None:
        return redirect(page.back_url)
    return redirect(reverse("evidence:document", kwargs={"city": request.city.slug, "code": document.code}))
