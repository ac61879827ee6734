"""*Serah terima*: what a person has open, and the form that moves it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.policy import may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.accounts.models import User
from paripurna.platform.ui.refusals import telling
from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.actions import handover
from paripurna.rooms.evidence.request_forms import HandOverForm
from paripurna.rooms.evidence.requesting import handing


@requires(Permission.EVIDENCE_VIEW)
def show_belongings(request: CityRequest) -> HttpResponse:
    """This view will show what a person has open and move it; the secretariat for anybody, others for themselves."""
    today = timezone.localdate()
    may_choose = may(request.user, Permission.PROOF_REQUEST, request.city, on=today)
    person = _find_person(request, may_choose=may_choose)
    if request.method == "POST":
        return _hand_over(request, person)
    scope = queries.read_scope(request.user, request.city, on=today)
    context = {
        "page": handing.read_belongings(request.city, person, scope, on=today),
        "people": handing.list_people(request.city, on=today) if may_choose else (),
        "today": today,
        "trail": [(_("Requests"), reverse("evidence:requests", kwargs={"city": request.city.slug}))],
    }
    return render(request, "evidence/request_handover.html", context)


def _find_person(request: CityRequest, *, may_choose: bool) -> User:
    """Raises `NotAllowed` for somebody else's things, and `Stranger` for a person who is not there."""
    code = request.GET.get("orang", "")
    if code in {"", str(request.user.code)}:
        return request.user
    if not may_choose:
        raise NotAllowed
    return handing.find_person(request.city, code, on=timezone.localdate())


def _hand_over(request: CityRequest, person: User) -> HttpResponse:
    form = HandOverForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["codes"]:
        messages.error(request, _("Choose at least one request."))
        return redirect(request.get_full_path())
    said, at = form.cleaned_data, timezone.now()
    with telling(request):
        successor = handing.find_successor(request.city, said["successor"], on=timezone.localdate())
        given = {"person": person, "codes": said["codes"], "successor": successor, "note": said["note"]}
        count = handover.hand_over_requests(city=request.city, **given, by=request.user, at=at)
        text = ngettext("%(count)s request was handed over.", "%(count)s requests were handed over.", count)
        messages.success(request, text % {"count": count})
    return redirect(request.get_full_path())
