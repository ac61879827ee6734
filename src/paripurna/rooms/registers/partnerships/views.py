"""Deliveries, the partners and their year; and the page of a partner's own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.models import Partnership
from paripurna.rooms.registers.pages.listing import entry_url, register_url
from paripurna.rooms.registers.partnerships import actions, queries
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.forms import DeliveryForm
from paripurna.rooms.registers.queries import get_entry
from paripurna.rooms.registers.views.lists import list_tabs


@require_POST
@requires(Permission.REGISTER_EDIT)
def delivery_add(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note what came of a promise."""
    partnership = _get(request, code)
    form = DeliveryForm(request.POST)
    if form.is_valid():
        with telling(request):
            actions.add_delivery(partnership=partnership, draft=form.draft(), by=request.user, at=timezone.now())
            messages.success(request, _("The delivery was noted."))
    else:
        _complain(request, form)
    return redirect(entry_url(PARTNERSHIPS, partnership, request.city))


@require_POST
@requires(Permission.REGISTER_EDIT)
def delivery_settle(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will confirm what a partner reported, or take a delivery out."""
    partnership = _get(request, code)
    does = actions.remove_delivery if request.POST.get("do") == "remove" else actions.confirm_delivery
    which = read_whole(request.POST.get("delivery", "")) or 0
    with telling(request):
        does(partnership=partnership, delivery_id=which, by=request.user, at=timezone.now())
        messages.success(request, _("Saved."))
    return redirect(entry_url(PARTNERSHIPS, partnership, request.city))


@requires(Permission.CITY_VIEW)
def partner_list(request: CityRequest) -> HttpResponse:
    """This view will list the partners of a year, `?tahun=`, by what they delivered."""
    years = queries.list_years(request.city)
    year = _choose_year(request, years)
    context = {
        "register": PARTNERSHIPS,
        "tabs": list_tabs(request, PARTNERSHIPS),
        "rows": queries.list_partners(request.city, year),
        "year": year,
        "years": years,
    }
    return render(request, "registers/partner_list.html", context)


@requires(Permission.CITY_VIEW)
def partner_year(request: CityRequest, partner: str) -> HttpResponse:
    """This view will show the year of a partner on one page, which also thanks it: made to be printed."""
    found = network.find_agency(request.city, partner)
    if found is None:
        raise Http404
    home = register_url(PARTNERSHIPS, request.city)
    partners = reverse("registers:partner_list", kwargs={"city": request.city.slug})
    return _show_year(request, [found], trail=[(str(PARTNERSHIPS.label), home), (_("Partners"), partners)])


@requires(Permission.PARTNERSHIP_OWN)
def own_promises(request: CityRequest) -> HttpResponse:
    """This view will show a partner its own promises, and take its report of a delivery."""
    partners = queries.list_own_partners(request.user, request.city, on=timezone.localdate())
    return _show_year(request, partners, trail=[], is_own=True)


def _show_year(
    request: CityRequest, partners: Sequence[AgencyRef], *, trail: list[tuple[str, str]], is_own: bool = False
) -> HttpResponse:
    years = queries.list_years(request.city, [partner.id for partner in partners])
    year = _choose_year(request, years)
    context = {
        "pages": [queries.build_partner_year(request.city, partner, year) for partner in partners],
        "year": year,
        "years": years,
        "trail": trail,
        "is_own": is_own,
        "today": timezone.localdate(),
    }
    return render(request, "registers/partner_year.html", context)


@require_POST
@requires(Permission.PARTNERSHIP_OWN)
def own_delivery(request: CityRequest, pk: int) -> HttpResponse:
    """This view will keep what a partner says it delivered; the agency confirms it."""
    partners = queries.list_own_partners(request.user, request.city, on=timezone.localdate())
    partnership = queries.get_own_promise(request.city, partners, pk)
    form = DeliveryForm(request.POST)
    if form.is_valid():
        with telling(request):
            actions.report_delivery(partnership=partnership, draft=form.draft(), by=request.user, at=timezone.now())
            messages.success(request, _("Thank you. The agency confirms it, then it counts."))
    else:
        _complain(request, form)
    return redirect("registers:own_promises", city=request.city.slug)


def _choose_year(request: CityRequest, years: Sequence[int]) -> int:
    asked = read_whole(request.GET.get("tahun", ""))
    this = timezone.localdate().year
    return asked if asked in years else (this if this in years or not years else years[0])


def _complain(request: CityRequest, form: DeliveryForm) -> None:
    for name, errors in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {errors[0]}")


def _get(request: CityRequest, code: UUID) -> Partnership:
    partnership = get_entry(PARTNERSHIPS, request.city, code)
    assert isinstance(partnership, Partnership)  # noqa: S101 - the register says so
    return partnership
