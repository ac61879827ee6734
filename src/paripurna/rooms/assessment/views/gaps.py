"""*Kesenjangan* and the losses of verification."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.gap_list import build_gap_list, build_loss_list
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.assessment.queries import find_chosen_round
from paripurna.rooms.assessment.verification.marks_page import marks_url
from paripurna.rooms.assessment.views.home import show_no_round


@requires(Permission.CITY_VIEW)
def list_gaps(request: CityRequest) -> HttpResponse:
    found = find_chosen_round(request.city, request.GET.get("putaran", ""))
    if found is None:
        return show_no_round(request)
    position = read_position(found, today=timezone.localdate())
    may_export = may(request.user, Permission.EXPORT, request.city, on=timezone.localdate())
    context = {"list": build_gap_list(position, request.GET), "may_export": may_export}
    return render(request, "assessment/gaps.html", context)


@requires(Permission.CITY_VIEW)
def list_losses(request: CityRequest) -> HttpResponse:
    found = find_chosen_round(request.city, request.GET.get("putaran", ""))
    if found is None:
        return show_no_round(request)
    position = read_position(found, today=timezone.localdate())
    may_export = may(request.user, Permission.EXPORT, request.city, on=timezone.localdate())
    losses = build_loss_list(position, request.GET)
    may_mark = may(request.user, Permission.MARK_OFFICIAL, request.city, on=timezone.localdate())
    stage = losses.after.stage if losses.after else None
    explain_url = marks_url(found, stage.code) if stage and not stage.internal and may_mark else ""
    context = {"list": losses, "may_export": may_export, "explain_url": explain_url}
    return render(request, "assessment/losses.html", context)
