"""People of an agency."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.forms import MemberForm
from paripurna.rooms.network.types import AgencyNotFound


@requires(Permission.AGENCY_MANAGE)
@require_POST
def member_join(request: CityRequest, code: str) -> HttpResponse:
    """This view will let a person of the city work for the agency."""
    form = MemberForm(queries.list_people(request.city, on=timezone.localdate()), request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a person who has a role in the city."))
        return redirect("network:agency_detail", city=request.city.slug, code=code)
    person, at = form.cleaned_data["membership"], timezone.now()
    try:
        actions.join_agency_by_id(membership_id=person, city=request.city, agency_code=code, by=request.user, at=at)
    except AgencyNotFound:
        raise Http404 from None
    return redirect("network:agency_detail", city=request.city.slug, code=code)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def member_leave(request: CityRequest, code: str, membership_id: int) -> HttpResponse:
    """This view will end a person's work for the agency; the role in the city stays."""
    at = timezone.now()
    try:
        actions.leave_agency(membership_id=membership_id, city=request.city, agency_code=code, by=request.user, at=at)
    except AgencyNotFound:
        raise Http404 from None
    return redirect("network:agency_detail", city=request.city.slug, code=code)
