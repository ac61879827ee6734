"""The list of agencies, the page of one, and what changes it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.open_work import OpenWork, list_open_work
from paripurna.platform.access.types import Permission
from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.tables.sending import offer_files
from paripurna.platform.ui.components.lists import read_sort
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.forms import AgencyForm, EndForm
from paripurna.rooms.network.pages import SORTS, AgencyLine, build_agency_page, list_agency_lines
from paripurna.rooms.network.policy import may_manage, may_see_contacts
from paripurna.rooms.network.posts.queries import list_posts
from paripurna.rooms.network.types import AgencyDetail, AgencyKind, AgencyNotFound, BadValidity, CodeTaken, Member

PER_PAGE = 50


def read_lines(request: CityRequest) -> list[AgencyLine]:
    """This function will list the agencies that `?cari=`, `?jenis=` and `?berakhir=1` ask for, as `?urut=` says."""
    query = request.GET
    return list_agency_lines(
        request.city,
        text=query.get("cari", "").strip(),
        kind=query.get("jenis", ""),
        ended=query.get("berakhir") == "1",
        sort=read_sort(query, tuple(SORTS), "singkatan"),
    )


@requires(Permission.CITY_VIEW)
def agency_list(request: CityRequest) -> HttpResponse:
    """This view will list agencies and partners with what rests on each."""
    page = Paginator(read_lines(request), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "kinds": [(queries.ALL_PARTNERS, _("Partners of every kind")), *AgencyKind.choices],
        "asked": {name: request.GET.get(name, "") for name in ("cari", "jenis", "berakhir", "urut")},
        "may_manage": may_manage(request.user, request.city, on=timezone.localdate()),
        "exports": offer_files(request, "network:agency_export"),
    }
    return render(request, "network/agency_list.html", context)


@requires(Permission.CITY_VIEW)
def agency_detail(request: CityRequest, code: str) -> HttpResponse:
    """This view will show one agency: roles, people, contacts and what it answers for."""
    try:
        page = build_agency_page(request.city, code)
    except AgencyNotFound:
        raise Http404 from None
    today = timezone.localdate()
    inside = {member.membership_id for member in page.detail.members}
    is_manager = may_manage(request.user, request.city, on=today)
    others = queries.list_people(request.city, on=today) if is_manager else []
    home = reverse("network:agency_list", kwargs={"city": request.city.slug})
    context = {
        "page": page,
        "posts": list_posts(request.city, agency=code),
        "members": _list_members(request, page.detail, is_manager=is_manager),
        "trail": [(_("Agencies and partners"), home)],
        "may_manage": is_manager,
        "may_see_contacts": may_see_contacts(request.user, request.city, on=today),
        "others": [person for person in others if person.membership_id not in inside],
        "today": today,
    }
    return render(request, "network/agency_detail.html", context)


def _list_members(
    request: CityRequest, detail: AgencyDetail, *, is_manager: bool
) -> list[tuple[Member, list[OpenWork]]]:
    """The people of the agency, each with what should be handed over before they leave it."""
    people = [member.person for member in detail.members] if is_manager else []
    works = list_open_work(city=request.city, people=people, reader=request.user, on=timezone.localdate())
    return [(member, works.get(member.person, [])) for member in detail.members]


@requires(Permission.AGENCY_MANAGE)
def agency_create(request: CityRequest) -> HttpResponse:
    """This view will add an agency."""
    form = AgencyForm(_list_regions(request), request.POST or None, initial={"valid_from": timezone.localdate()})
    if form.is_valid():
        try:
            ref = actions.create_agency(city=request.city, draft=form.draft(), by=request.user, at=timezone.now())
        except CodeTaken:
            form.add_error("code", _("Another agency of the city has this code."))
        else:
            messages.success(request, _("%(agency)s was added.") % {"agency": ref.abbreviation})
            return redirect("network:agency_detail", city=request.city.slug, code=ref.code)
    context = {"form": form, "detail": None}
    return render(request, "network/agency_form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.AGENCY_MANAGE)
def agency_change(request: CityRequest, code: str) -> HttpResponse:
    """This view will change an agency."""
    detail = _get_detail(request, code)
    posted = request.POST if request.method == "POST" else None
    form = AgencyForm(_list_regions(request), posted, initial=AgencyForm.initial_of(detail))
    if form.is_bound and form.is_valid():
        new_code = _change(request, code, form)
        if new_code:
            return redirect("network:agency_detail", city=request.city.slug, code=new_code)
    context = {"form": form, "detail": detail}
    return render(request, "network/agency_form.html", context, status=422 if form.is_bound else 200)


def _change(request: CityRequest, code: str, form: AgencyForm) -> str:
    """The code after the change, or nothing when the form tells why not."""
    draft, at = form.draft(), timezone.now()
    try:
        ref = actions.change_agency(city=request.city, code=code, draft=draft, by=request.user, at=at)
    except CodeTaken:
        form.add_error("code", _("Another agency of the city has this code."))
        return ""
    except BadValidity:
        form.add_error("valid_from", _("The agency ended before this day."))
        return ""
    messages.success(request, _("%(agency)s was saved.") % {"agency": ref.abbreviation})
    return ref.code


@requires(Permission.AGENCY_MANAGE)
@require_POST
def agency_end(request: CityRequest, code: str) -> HttpResponse:
    """This view will set the last day of an agency; it can be taken back."""
    form = EndForm(request.POST)
    if form.is_valid() and _end(request, code, form.cleaned_data["on"]):
        messages.success(request, _("The agency was ended. What it did stays on record."))
    else:
        messages.error(request, _("The last day must be a date after the agency began."))
    return redirect("network:agency_detail", city=request.city.slug, code=code)


def _end(request: CityRequest, code: str, on: date) -> bool:
    try:
        actions.end_agency(city=request.city, code=code, on=on, by=request.user, at=timezone.now())
    except AgencyNotFound:
        raise Http404 from None
    except BadValidity:
        return False
    return True


@requires(Permission.AGENCY_MANAGE)
@require_POST
def agency_resume(request: CityRequest, code: str) -> HttpResponse:
    """This view will take the end of an agency back."""
    try:
        actions.resume_agency(city=request.city, code=code, by=request.user, at=timezone.now())
    except AgencyNotFound:
        raise Http404 from None
    return redirect("network:agency_detail", city=request.city.slug, code=code)


def _list_regions(request: CityRequest) -> list[tuple[str, str]]:
    """Each kecamatan of the city and, set in below it, its kelurahan."""
    code = request.city.code
    districts, villages = (list_regions(code, level) for level in (Level.KECAMATAN, Level.KELURAHAN))
    named = [(region.code, region.name) for region in districts]
    named += [(region.code, f"\N{EN DASH} {region.name}") for region in villages]
    return sorted(named)


def _get_detail(request: CityRequest, code: str) -> AgencyDetail:
    try:
        return queries.get_agency(request.city, code)
    except AgencyNotFound:
        raise Http404 from None
