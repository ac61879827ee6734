"""Kabar: what the house told the person."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import Openness, open_to
from paripurna.platform.accounts.models import User
from paripurna.platform.notices import actions, queries


class PersonRequest(HttpRequest):
    """A request by somebody who has signed in."""

    user: User


@require_safe
@open_to(Openness.SIGNED_IN)
def notice_list(request: PersonRequest) -> HttpResponse:
    """This view will show the person's own notices, newest first."""
    page = queries.list_notices(person=request.user, before=_read_before(request))
    context = {
        "page": page,
        "unread": queries.count_unread(person=request.user),
        "wants_mail": queries.wants_mail(person=request.user),
        "next_before": page.next_before.isoformat() if page.next_before else "",
    }
    return render(request, "notices/notice_list.html", context)


@require_POST
@open_to(Openness.SIGNED_IN)
def notice_open(request: PersonRequest, notice_id: uuid.UUID) -> HttpResponse:
    """This view will mark a notice as read and lead to what it tells of."""
    link = queries.find_link(person=request.user, notice_id=notice_id)
    if link is None:
        raise Http404
    actions.mark_read(person=request.user, notice_id=notice_id, at=timezone.now())
    return redirect(link or "notices:notice_list")


@require_POST
@open_to(Openness.SIGNED_IN)
def notice_read_all(request: PersonRequest) -> HttpResponse:
    """This view will mark every notice of the person as read."""
    actions.mark_all_read(person=request.user, at=timezone.now())
    return redirect("notices:notice_list")


@require_POST
@open_to(Openness.SIGNED_IN)
def mail_wish(request: PersonRequest) -> HttpResponse:
    """This view will note whether the person wants notices by e-mail too."""
    actions.set_mail_wish(person=request.user, wants_mail="wants_mail" in request.POST)
    return redirect("notices:notice_list")


def _read_before(request: HttpRequest) -> datetime | None:
    try:
        before = parse_datetime(request.GET.get("sebelum", ""))
        return before.astimezone(UTC) if before and before.tzinfo else None
    except (ValueError, OverflowError):  # no such day, or one that is in no calendar of ours
        return None
