"""The copy of a confidential document that may leave the house."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.files import actions as files
from paripurna.platform.files.serving import serve
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence.openness import Openness


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def bring_redaction(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will keep the redacted copy of a document's newest version."""
    today, at = timezone.localdate(), timezone.now()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    policy.check_may_edit(request.user, document, scope, on=today)
    upload = request.FILES.get("file")
    with telling(request):
        if upload is None:
            messages.error(request, _("Choose the file of the redacted copy."))
        else:
            kept = files.keep(chunks=upload.chunks(), filename=upload.name or "", at=at)
            said = {"document": document, "file": kept, "filename": upload.name or ""}
            actions.bring_redaction(**said, by=request.user, at=at)
            messages.success(request, _("Packs that take confidential documents along now hold this copy."))
    return redirect("evidence:document", city=request.city.slug, code=document.code)


@require_safe
@requires(Permission.EVIDENCE_VIEW)
def send_redaction(request: CityRequest, code: UUID) -> HttpResponseBase:
    """This view will send the redacted copy to those who may open the document."""
    today = timezone.localdate()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    if scope.openness_of(document) is not Openness.ORIGINAL:
        raise NotAllowed
    redaction = queries.find_redaction(document)
    if redaction is None:
        raise Http404
    return serve(request, redaction.file, redaction.filename)
