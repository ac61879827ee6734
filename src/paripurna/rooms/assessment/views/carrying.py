"""Carrying answers over from an earlier round: a preview, then all or nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment import actions
from paripurna.rooms.assessment.carry_page import build_carry_page
from paripurna.rooms.assessment.queries import find_earlier_round, get_round


@requires(Permission.SHEET_IMPORT)
def show_carry(request: CityRequest, code: UUID) -> HttpResponse:
    found = get_round(request.city, code=str(code))
    page = build_carry_page(found, request.GET.get("dari", ""), today=timezone.localdate())
    return render(request, "assessment/carry.html", {"page": page, "round": found})


@require_POST
@requires(Permission.SHEET_IMPORT)
def run_carry(request: CityRequest, code: UUID) -> HttpResponse:
    found = get_round(request.city, code=str(code))
    previous = find_earlier_round(found, request.POST.get("dari", ""))
    seen = request.POST.get("revision", "")
    with telling(request):
        count = actions.carry_answers(
            round=found,
            previous=previous or found,
            seen_revision=read_whole(seen),
            with_proposed=request.POST.get("proposed") == "1",
            by=request.user,
            at=timezone.now(),
        )
        told = ngettext(
            "%(count)s answer was carried over as a draft.", "%(count)s answers were carried over as drafts.", count
        )
        messages.success(request, told % {"count": count})
        return redirect("assessment:round", city=request.city.slug, code=code)
    return redirect("assessment:carry", city=request.city.slug, code=code)


@require_POST
@requires(Permission.ANSWER_EDIT)
def copy_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    found = get_round(request.city, code=str(code))
    seen = request.POST.get("revision", "")
    revision = read_whole(seen)
    with telling(request, _("The last round's answer is here as a draft. Check it before you submit it.")):
        actions.copy_answer(round=found, question=question, base_revision=revision, by=request.user, at=timezone.now())
    return redirect("sheets:question", city=request.city.slug, code=found.sheet.code, question=question)
