"""The run sheet: begin it, frame it, order it, print it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.queries import Round, get_round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.visit import actions, queries
from paripurna.rooms.assessment.visit.forms import PlanForm
from paripurna.rooms.assessment.visit.models import VisitPlan
from paripurna.rooms.assessment.visit.page import build_visit_page


def read_plan(request: CityRequest, code: UUID) -> VisitPlan:
    """This function will return the run sheet of the round. Raises `Http404` and `Stranger`."""
    return queries.get_plan(get_round(request.city, code=str(code)))


@require_GET
@requires(Permission.CITY_VIEW)
def show_visit(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show the run sheet, or offer ways to begin one."""
    found = get_round(request.city, code=str(code))
    plan = queries.find_plan(found)
    if plan is None:
        return _offer_beginning(request, found)
    page = build_visit_page(plan, request.user, on=timezone.localdate())
    return render(request, "assessment/visit_plan.html", {"page": page})


def _offer_beginning(request: CityRequest, found: Round) -> HttpResponse:
    context = {
        "round": found,
        "trail": build_trail(request.city, found),
        "may_manage": allows_for(request)(Permission.ROUND_MANAGE) and found.state == "RUNNING",
        "earlier": queries.list_earlier_plans(found),
        "ideas": len(queries.overlay_of(found.sheet).template),
    }
    return render(request, "assessment/visit_begin.html", context)


@require_GET
@requires(Permission.CITY_VIEW)
def print_visit(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will lay the run sheet out for paper."""
    page = build_visit_page(read_plan(request, code), request.user, on=timezone.localdate())
    return render(request, "assessment/visit_print.html", {"page": page})


@require_GET
@requires(Permission.CITY_VIEW)
def show_pdf(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will hand out the run sheet as a PDF, as far as the person may see it."""
    from paripurna.rooms.assessment.visit.run_sheet import set_run_sheet  # late: loads Typst

    page = build_visit_page(read_plan(request, code), request.user, on=timezone.localdate())
    response = HttpResponse(set_run_sheet(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lembar-jalan-{request.city.slug}-{page.round.year}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires(Permission.ROUND_MANAGE)
def begin_visit(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will begin the run sheet from the template, from an earlier round, or empty."""
    found = get_round(request.city, code=str(code))
    way = request.POST.get("way", "")
    earlier = queries.get_earlier_plan(found, way) if way not in {"template", "empty"} else None
    now = timezone.now()
    with telling(request):
        if earlier:
            actions.copy_plan(round=found, earlier=earlier, by=request.user, at=now)
        else:
            actions.begin_plan(round=found, with_template=way == "template", by=request.user, at=now)
    return redirect("assessment:visit", city=request.city.slug, code=code)


@requires(Permission.ROUND_MANAGE)
def edit_visit(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will set day, hours and note; what is typed survives every refusal."""
    plan = read_plan(request, code)
    form = PlanForm(request.POST or None, initial=PlanForm.initial_of(plan))
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["base_revision"]
        with complaining(form):
            actions.change_plan(plan=plan, draft=form.draft(), base_revision=seen, by=request.user, at=timezone.now())
            messages.success(request, _("Saved."))
            return redirect("assessment:visit", city=request.city.slug, code=code)
    context = {"form": form, "plan": plan, "trail": _trail_to(plan)}
    return render(request, "assessment/visit_form.html", context, status=422 if form.errors else 200)


def _trail_to(plan: VisitPlan) -> list[tuple[str, str]]:
    return build_trail(plan.city, plan.round)


@require_POST
@requires(Permission.ROUND_MANAGE)
def order_sites(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will put the sites into the order that was sent."""
    plan = read_plan(request, code)
    codes = [_read_code(text) for text in request.POST.get("order", "").split(",") if text]
    seen = read_whole(request.POST.get("base_revision", ""))
    with telling(request):
        actions.order_sites(plan=plan, codes=codes, base_revision=seen, by=request.user, at=timezone.now())
    moved = request.POST.get("moved", "")
    response = redirect("assessment:visit", city=request.city.slug, code=code)
    if moved:
        response["Location"] += f"#lokasi-{_read_code(moved)}"
    return response


def _read_code(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
