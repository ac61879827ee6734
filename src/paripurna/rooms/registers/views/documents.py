"""Documents of an entry: attached and detached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission, Stranger
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.actions import link_document
from paripurna.rooms.evidence.types import EvidenceDraft
from paripurna.rooms.registers import actions, queries
from paripurna.rooms.registers.pages.listing import entry_url
from paripurna.rooms.registers.views.lists import get_register
from paripurna.rooms.sheets import queries as sheets


@require_POST
@requires(Permission.REGISTER_EDIT)
def document_attach(request: CityRequest, register: str, code: UUID, document: UUID) -> HttpResponse:
    """This view will let a document of the library belong to an entry."""
    return _do(request, (register, code, document), actions.attach_document, _("Attached."))


@require_POST
@requires(Permission.REGISTER_EDIT)
def document_detach(request: CityRequest, register: str, code: UUID, document: UUID) -> HttpResponse:
    """This view will let a document belong to the entry no more."""
    return _do(request, (register, code, document), actions.detach_document, _("Detached; it stays in the library."))


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def document_link(request: CityRequest, register: str, code: UUID, document: UUID) -> HttpResponse:
    """This view will let a document of the entry prove a question of the running sheet."""
    found = get_register(register)
    row = queries.get_entry(found, request.city, code)
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    paper = evidence.get_document(request.city, scope, document)
    sheet = next(iter(sheets.list_open_sheets(request.city)), None)
    if sheet is None:
        raise Stranger
    draft = EvidenceDraft(request.POST.get("question", ""))
    with telling(request, _("Linked: it proves question %(number)s.") % {"number": draft.question}):
        link_document(document=paper, sheet=sheet, draft=draft, by=request.user, at=timezone.now())
    return redirect(entry_url(found, row, request.city))


def _do(request: CityRequest, address: tuple[str, UUID, UUID], action: Callable[..., Any], done: str) -> HttpResponse:
    slug, code, document = address
    register = get_register(slug)
    row = queries.get_entry(register, request.city, code)
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    found = evidence.get_document(request.city, scope, document)
    action(register=register, entry=row, document=found, by=request.user, at=timezone.now())
    messages.success(request, done)
    return redirect(entry_url(register, row, request.city))
