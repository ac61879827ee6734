"""Which agency plays which role of the instrument."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.forms import AgenciesForm
from paripurna.rooms.network.pages import RoleLine, list_role_lines
from paripurna.rooms.network.policy import may_manage
from paripurna.rooms.network.types import find_instrument


@requires(Permission.CITY_VIEW)
def role_list(request: CityRequest) -> HttpResponse:
    """This view will show every role of the instrument with the agencies that play it, gaps first."""
    instrument = find_instrument(request.city)
    lines = list_role_lines(request.city, instrument) if instrument else []
    context = {
        "title": instrument.title if instrument else "",
        "lines": lines,
        "gap_count": sum(not line.agencies for line in lines),
        "may_manage": may_manage(request.user, request.city, on=timezone.localdate()),
    }
    return render(request, "network/role_list.html", context)


@requires(Permission.AGENCY_MANAGE)
def role_change(request: CityRequest, role: str) -> HttpResponse:
    """This view will say which agencies play a role, and who of them leads."""
    line = _get_line(request, role)
    codes = [agency.code for agency in line.agencies]
    known = queries.list_agencies(request.city, on=timezone.localdate())
    initial = {"agencies": codes, "lead": codes[0] if codes else ""}
    form = AgenciesForm(known, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        chosen = {"codes": form.cleaned_data["agencies"], "lead": form.cleaned_data["lead"]}
        actions.set_role(city=request.city, role=role, **chosen, by=request.user, at=timezone.now())
        messages.success(request, _("The role %(role)s was saved.") % {"role": line.label})
        return redirect("network:role_list", city=request.city.slug)
    context = {"form": form, "line": line}
    return render(request, "network/role_form.html", context, status=422 if form.is_bound else 200)


def _get_line(request: CityRequest, role: str) -> RoleLine:
    instrument = find_instrument(request.city)
    lines = list_role_lines(request.city, instrument) if instrument else []
    found = next((line for line in lines if line.role == role), None)
    if found is None:
        raise Http404
    return found
