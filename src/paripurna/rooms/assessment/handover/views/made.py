"""A file that a worker makes: how far it is, and fetching it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.files.serving import serve
from paripurna.platform.files.types import FileLost
from paripurna.rooms.assessment.handover import actions, long_files
from paripurna.rooms.assessment.handover.entry_page import MadeLine
from paripurna.rooms.assessment.handover.models import EntryFile
from paripurna.rooms.assessment.handover.refusing import MergeRefused
from paripurna.rooms.assessment.queries import get_round


@require_GET
@requires(Permission.ROUND_MANAGE)
def show_made(request: CityRequest, code: UUID, question: str, file: UUID) -> HttpResponse:
    """This view will say how far a file is, for a page that asks every two seconds."""
    made = MadeLine(_get_file(request, code, question, file))
    return render(request, "assessment/entry_made.html", {"made": made})


@require_safe
@requires(Permission.ROUND_MANAGE)
def send_made(request: CityRequest, code: UUID, question: str, file: UUID) -> HttpResponseBase:
    """This view will hand a made file out, unless its documents have changed since; its beginning is told in the audit."""
    asked = _get_file(request, code, question, file)
    if asked.file is None:
        raise Http404
    try:
        plan = long_files.replan(asked, at=timezone.now())
        response = serve(request, asked.file, asked.filename)
    except MergeRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("assessment:entry_question", city=request.city.slug, code=code, question=question)
    except FileLost as lost:
        raise Http404 from lost
    if "Range" not in request.headers:
        said = {"documents": len(plan.included), "restricted": plan.restricted}
        actions.note_file(round=asked.round, question=question, **said, by=request.user, at=timezone.now())
    return response


def _get_file(request: CityRequest, code: UUID, question: str, file: UUID) -> EntryFile:
    found = get_round(request.city, code=str(code))
    return long_files.get_file(found, question, file, by=request.user, at=timezone.now())
