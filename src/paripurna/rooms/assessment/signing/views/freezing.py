"""Freezing a stage, and reopening it with a word and a reason."""

from __future__ import annotations

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
from paripurna.rooms.assessment.queries import Round, get_round, list_stages
from paripurna.rooms.assessment.signing import freezing


@require_POST
@requires(Permission.ROUND_MANAGE)
def freeze_stage(request: CityRequest, code: UUID, stage: str) -> HttpResponse:
    """This view will freeze a stage with its signed minutes, or with the reason why without."""
    found, reason = _get_round(request, code, stage), request.POST.get("reason", "")
    with telling(request, _("The stage is frozen. Its marks and the answers stay as they are.")):
        freezing.freeze_stage(round=found, stage=stage, reason=reason, by=request.user, at=timezone.now())
    return _to_papers(request, found, stage)


@require_POST
@requires(Permission.ROUND_MANAGE)
def thaw_stage(request: CityRequest, code: UUID, stage: str) -> HttpResponse:
    """This view will reopen a stage for who typed the word and said why."""
    found, reason = _get_round(request, code, stage), request.POST.get("reason", "")
    if request.POST.get("typed_word", "").strip() != _("REOPEN"):
        messages.error(request, _("Type the word that the page asks for. Nothing was reopened."))
        return _to_papers(request, found, stage)
    with telling(request, _("The stage is open again.")):
        freezing.thaw_stage(round=found, stage=stage, reason=reason, by=request.user, at=timezone.now())
    return _to_papers(request, found, stage)


def _get_round(request: CityRequest, code: UUID, stage: str) -> Round:
    found = get_round(request.city, code=str(code))
    if stage not in {known.code for known in list_stages(found)}:
        raise Stranger
    return found


def _to_papers(request: CityRequest, found: Round, stage: str) -> HttpResponse:
    return redirect("assessment:papers", city=request.city.slug, code=found.code, stage=stage)
