"""*Rencana*: the adopted plan on its board and in its schedule, one step, and ending the plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.context import allows_for
from paripurna.platform.ui.formats import format_moment
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap import actions, queries
from paripurna.rooms.roadmap.models import Step
from paripurna.rooms.roadmap.pages.plan_page import build_plan_page
from paripurna.rooms.roadmap.pages.step_page import build_step_page
from paripurna.rooms.roadmap.types import RoadmapError, StepState
from paripurna.rooms.roadmap.wording import language


@require_safe
@requires(Permission.CITY_VIEW)
def show_plan(request: CityRequest) -> HttpResponse:
    """This view will show how the adopted plan stands, its board and its steps; without one, where to begin."""
    return _show(request, "roadmap/plan.html")


@require_safe
@requires(Permission.CITY_VIEW)
def show_schedule(request: CityRequest) -> HttpResponse:
    """This view will show when each step runs, and what it waits for."""
    return _show(request, "roadmap/schedule.html")


def _show(request: CityRequest, template: str) -> HttpResponse:
    adoption, may_manage = queries.find_adoption(request.city), allows_for(request)(Permission.ROADMAP_MANAGE)
    if adoption is None:
        has_round = assessment.find_current_round(request.city) is not None
        name = "roadmap/no_plan.html" if has_round else "roadmap/no_round.html"
        return render(request, name, {"may_manage": may_manage})
    page = build_plan_page(adoption, on=timezone.localdate())
    context = {
        "page": page,
        "lines": read_page(page.choose(request.GET), request.GET),
        "chosen": {name: request.GET.get(name, "") for name in ("pd", "triwulan", "keadaan")},
        "states": StepState.choices,
        "may_manage": may_manage,
        "tabs": build_tabs(request),
    }
    return render(request, template, context)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def end_plan(request: CityRequest) -> HttpResponse:
    """This view will end the plan that stands."""
    adoption = queries.find_adoption(request.city)
    if adoption is None:
        raise Http404
    actions.end_plan(adoption=adoption, by=request.user, at=timezone.now())
    messages.success(request, _("The plan has ended. Adopt another one from a scenario."))
    return redirect("roadmap:plan", city=request.city.slug)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def replan(request: CityRequest) -> HttpResponse:
    """This view will have the plan worked out anew from today on, with as few changes as can be."""
    adoption, now = queries.find_adoption(request.city), timezone.now()
    if adoption is None:
        raise Http404
    said = {"plan": adoption.title[:80], "moment": format_moment(now, language())}
    with telling(request):
        title = _("%(plan)s, changed %(moment)s") % said
        scenario = actions.add_replan(adoption=adoption, title=title, by=request.user, at=now)
        actions.begin_solving(scenario=scenario, by=request.user, at=now)
        return redirect("roadmap:scenario", city=request.city.slug, code=scenario.code)
    return redirect("roadmap:plan", city=request.city.slug)


@require_safe
@requires(Permission.CITY_VIEW)
def show_step(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show a step: what it is to bring about, its owner, and what became of it."""
    return _show_step(request, queries.get_step(request.city, code))


@require_POST
@requires(Permission.CITY_VIEW)
def move_step(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will bring a step into another state; done needs a document."""
    step, wish, now = queries.get_step(request.city, code), request.POST.get("state", ""), timezone.now()
    if wish not in StepState.values:
        raise Http404
    document = _find_document(request, request.POST.get("document", ""))
    note = request.POST.get("note", "")[:4000]
    try:
        actions.move_step(step=step, state=StepState(wish), document=document, note=note, by=request.user, at=now)
    except RoadmapError as error:
        return _show_step(request, step, refusal=str(error.sentence))
    messages.success(request, _("Saved."))
    return redirect("roadmap:step", city=request.city.slug, code=code)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def change_step(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will say who owns a step and which line of the budget pays it."""
    step, post = queries.get_step(request.city, code), request.POST
    known = {agency.code: agency.id for agency in network.list_agencies(request.city, on=timezone.localdate())}
    said = {"agency_id": known.get(post.get("agency", "")), "budget_code": post.get("budget_code", "")[:60]}
    revision = read_whole(post.get("base_revision", ""))
    try:
        actions.change_step(step=step, **said, base_revision=revision, by=request.user, at=timezone.now())
    except RoadmapError as error:
        return _show_step(request, step, refusal=str(error.sentence))
    messages.success(request, _("Saved."))
    return redirect("roadmap:step", city=request.city.slug, code=code)


def _show_step(request: CityRequest, step: Step, *, refusal: str = "") -> HttpResponse:
    today = timezone.localdate()
    context = {
        "page": build_step_page(step, request.user, on=today),
        "agencies": network.list_agencies(request.city, on=today),
        "trail": [(_("Plan"), reverse("roadmap:plan", kwargs={"city": request.city.slug}))],
        "refusal": refusal,
    }
    return render(request, "roadmap/step.html", context, status=422 if refusal else 200)


def _find_document(request: CityRequest, code: str) -> evidence.Document | None:
    """The chosen document, if there is one that the person may see."""
    if not code:
        return None
    try:
        key = UUID(code)
    except ValueError:
        raise Http404 from None
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    return evidence.get_document(request.city, scope, key)


def build_tabs(request: CityRequest) -> list[tuple[str, str, int | None]]:
    kwargs = {"city": request.city.slug}
    return [
        (_("Board"), reverse("roadmap:plan", kwargs=kwargs), None),
        (_("Schedule"), reverse("roadmap:schedule", kwargs=kwargs), None),
    ]
