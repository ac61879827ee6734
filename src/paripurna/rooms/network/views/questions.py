"""Who answers for which question, and giving questions to an agency by name."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.forms import AssignForm
from paripurna.rooms.network.pages import list_question_lines
from paripurna.rooms.network.policy import may_manage
from paripurna.rooms.network.types import find_instrument


@requires(Permission.CITY_VIEW)
def question_list(request: CityRequest) -> HttpResponse:
    """This view will show who answers for which question; `?pd=` asks for one agency, "-" for questions of nobody."""
    instrument = find_instrument(request.city)
    text, agency = request.GET.get("cari", "").strip(), request.GET.get("pd", "")
    lines = list_question_lines(request.city, instrument, text=text, agency=agency) if instrument else []
    today = timezone.localdate()
    context = {
        "title": instrument.title if instrument else "",
        "page": read_page(lines, request.GET),
        "agencies": queries.list_agencies(request.city, on=today),
        "text": text,
        "agency": agency,
        "may_manage": may_manage(request.user, request.city, on=today),
    }
    return render(request, "network/question_list.html", context)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def question_assign(request: CityRequest) -> HttpResponse:
    """This view will give the chosen questions to one agency, or back to the roles of the instrument."""
    instrument = find_instrument(request.city)
    if instrument is None:
        raise Http404
    known = queries.list_agencies(request.city, on=timezone.localdate())
    form = AssignForm(tuple(instrument.roles_by_number), known, request.POST)
    if form.is_valid():
        numbers, code = form.cleaned_data["questions"], form.cleaned_data["agency"]
        given = {"numbers": numbers, "codes": [code] if code else [], "by": request.user, "at": timezone.now()}
        actions.assign_questions(city=request.city, key=instrument.key, **given)
        text = ngettext("%(count)s question was given.", "%(count)s questions were given.", len(numbers))
        messages.success(request, text % {"count": len(numbers)})
    else:
        messages.error(request, _("Choose at least one question."))
    return redirect(_way_back(request))


def _way_back(request: CityRequest) -> str:
    """The list as the person had filtered it."""
    url = request.POST.get("kembali", "")
    home = reverse("network:question_list", kwargs={"city": request.city.slug})
    is_ours = url_has_allowed_host_and_scheme(url, allowed_hosts=None) and url.startswith(home)
    return url if is_ours else home
