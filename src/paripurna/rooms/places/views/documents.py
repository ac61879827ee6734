"""Documents of a place: attached and detached."""

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
from paripurna.platform.access.types import Permission
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.places import actions, queries
from paripurna.rooms.places.pages.links import place_url


@require_POST
@requires(Permission.PLACE_EDIT)
def document_attach(request: CityRequest, code: str, document: UUID) -> HttpResponse:
    """This view will let a document of the library belong to a place."""
    response = _do(request, code, document, actions.attach_document)
    messages.success(request, _("Attached."))
    return response


@require_POST
@requires(Permission.PLACE_EDIT)
def document_detach(request: CityRequest, code: str, document: UUID) -> HttpResponse:
    """This view will let a document belong to the place no more."""
    response = _do(request, code, document, actions.detach_document)
    messages.success(request, _("Detached; it stays in the library."))
    return response


def _do(request: CityRequest, code: str, document: UUID, action: Callable[..., Any]) -> HttpResponse:
    place = queries.get_place(request.city, code)
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    found = evidence.get_document(request.city, scope, document)
    action(place=place, document=found, by=request.user, at=timezone.now())
    return redirect(f"{place_url(place, request.city)}#dokumen")
