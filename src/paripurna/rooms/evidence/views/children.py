"""What a person says when the machine suspects children in a document."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.evidence import actions, policy, queries
from paripurna.rooms.evidence.types import ChildContent

WITHDRAW = "WITHDRAW"


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def answer_suspicion(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note what the person saw: no children, faces, data; or take the document out of all proof."""
    today, at = timezone.localdate(), timezone.now()
    scope = queries.read_scope(request.user, request.city, on=today)
    document = queries.get_document(request.city, scope, code)
    policy.check_may_edit(request.user, document, scope, on=today)
    answer = request.POST.get("answer", "")
    with telling(request, _("Noted.")):
        if answer == WITHDRAW:
            reason = _("It shows children, and does not belong here.")
            actions.withdraw_document(document=document, reason=reason, by=request.user, at=at)
        elif answer in ChildContent.values:
            actions.answer_suspicion(document=document, child_content=ChildContent(answer), by=request.user, at=at)
        else:
            messages.error(request, _("Choose what the document shows."))
            return redirect("evidence:document", city=request.city.slug, code=document.code)
    return redirect("evidence:document", city=request.city.slug, code=document.code)
