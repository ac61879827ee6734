"""One site: everything about it, its connection, and whether it was visited."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.regions import queries as regions
from paripurna.platform.regions.types import Level
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.visit import actions, queries
from paripurna.rooms.assessment.visit.forms import SiteForm
from paripurna.rooms.assessment.visit.models import VisitPlan, VisitSite
from paripurna.rooms.assessment.visit.page import build_day_page
from paripurna.rooms.assessment.visit.types import LineResult
from paripurna.rooms.assessment.visit.views.plan import read_plan
from paripurna.rooms.network import queries as network


@requires(Permission.ROUND_MANAGE)
def add_site(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will put a site at the end of the run sheet."""
    return _edit(request, read_plan(request, code), None)


@requires(Permission.ROUND_MANAGE)
def edit_site(request: CityRequest, code: UUID, site: UUID) -> HttpResponse:
    """This view will change a site; what is typed survives every refusal."""
    plan = read_plan(request, code)
    return _edit(request, plan, queries.get_site(plan, site))


def _edit(request: CityRequest, plan: VisitPlan, site: VisitSite | None) -> HttpResponse:
    form = _make_form(request, plan, site)
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            saved = _save(request, form, plan, site)
            messages.success(request, _("Saved."))
            return _to_visit(plan, saved.code)
    trail = [*build_trail(plan.city, plan.round), (_("Run sheet"), _visit_url(plan))]
    context = {"form": form, "plan": plan, "site": site, "trail": trail}
    return render(request, "assessment/visit_site_form.html", context, status=422 if form.errors else 200)


def _make_form(request: CityRequest, plan: VisitPlan, site: VisitSite | None) -> SiteForm:
    places = regions.list_regions(plan.city.code, Level.KELURAHAN)
    agencies = network.list_agencies(plan.city, on=timezone.localdate())
    script = queries.overlay_of(plan.round.sheet).children_script
    initial = SiteForm.initial_of(site) if site else {"script": script}
    return SiteForm(places, agencies, request.POST or None, initial=initial)


def _save(request: CityRequest, form: SiteForm, plan: VisitPlan, site: VisitSite | None) -> VisitSite:
    draft, now = form.draft(plan.city), timezone.now()
    if site is None:
        return actions.add_site(plan=plan, draft=draft, by=request.user, at=now)
    seen = form.cleaned_data["base_revision"] or 0
    return actions.change_site(site=site, draft=draft, base_revision=seen, by=request.user, at=now)


@require_POST
@requires(Permission.ROUND_MANAGE)
def remove_site(request: CityRequest, code: UUID, site: UUID) -> HttpResponse:
    """This view will take a site out of the run sheet."""
    plan = read_plan(request, code)
    with telling(request, _("The site is out of the run sheet.")):
        actions.remove_site(site=queries.get_site(plan, site), by=request.user, at=timezone.now())
    return _to_visit(plan)


@require_POST
@requires(Permission.ROUND_MANAGE)
def note_line(request: CityRequest, code: UUID, site: UUID) -> HttpResponse:
    """This view will note how the connection of a site is."""
    plan = read_plan(request, code)
    found = queries.get_site(plan, site)
    known = set(LineResult.values)
    result = LineResult(request.POST["result"]) if request.POST.get("result") in known else LineResult.UNTRIED
    said = {"result": result, "note": request.POST.get("note", "")}
    with telling(request):
        actions.note_line(site=found, **said, by=request.user, at=timezone.now())
    return _to_visit(plan, found.code)


@require_GET
@requires(Permission.CITY_VIEW)
def show_day(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show the day on a phone: the present site, the next one, how the clock runs."""
    day = build_day_page(read_plan(request, code), request.user, at=timezone.now())
    return render(request, "assessment/visit_day.html", {"day": day, "page": day.page})


@require_POST
@requires(Permission.ROUND_MANAGE)
def tick_site(request: CityRequest, code: UUID, site: UUID) -> HttpResponse:
    """This view will note that a site was visited, or take that back. Sent twice, it is noted once."""
    plan = read_plan(request, code)
    done = request.POST.get("done") == "1"
    with telling(request):
        actions.tick_site(site=queries.get_site(plan, site), done=done, by=request.user, at=timezone.now())
    return redirect("assessment:visit_day", city=plan.city.slug, code=plan.round.code)


def _to_visit(plan: VisitPlan, site: UUID | None = None) -> HttpResponse:
    return redirect(_visit_url(plan) + (f"#lokasi-{site}" if site else ""))


def _visit_url(plan: VisitPlan) -> str:
    return reverse("assessment:visit", kwargs={"city": plan.city.slug, "code": plan.round.code})
