"""Plans as a whole: the list, a new one, its matrix and papers, adopting it."""

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
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.assessment import queries as assessment
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.roadmap.models import ActionPlan
from paripurna.rooms.roadmap.rad import actions, following, queries
from paripurna.rooms.roadmap.rad.drafting import draft_from_steps
from paripurna.rooms.roadmap.rad.exports import WRITERS, write_plan
from paripurna.rooms.roadmap.rad.forms import AdoptForm, PlanForm
from paripurna.rooms.roadmap.rad.page import build_plan_page, edition_of_plan, read_matrix
from paripurna.rooms.sheets.queries import edition_of

YEARS_OF_PLAN = 5


@require_safe
@requires(Permission.CITY_VIEW)
def list_plans(request: CityRequest) -> HttpResponse:
    """This view will show the RAD in force, drafts, and those before."""
    context = {"plans": queries.list_plans(request.city), "may_manage": allows_for(request)(Permission.ROADMAP_MANAGE)}
    return render(request, "roadmap/rad_list.html", context)


@requires(Permission.ROADMAP_MANAGE)
def add_plan(request: CityRequest) -> HttpResponse:
    """This view will begin a draft, with the steps of the road map where that is wished."""
    running = assessment.find_current_round(request.city)
    if running is None:
        return render(request, "roadmap/no_round.html", {"may_manage": True})
    year = timezone.localdate().year
    initial = {"first_year": year, "last_year": year + YEARS_OF_PLAN - 1, "from_steps": True}
    form = PlanForm(request.POST or None, initial=initial)
    if form.is_valid():
        draft = form.draft()
        wants_steps = form.cleaned_data["from_steps"]
        rows = draft_from_steps(request.city, edition_of(running.sheet), draft.years) if wants_steps else []
        with complaining(form):
            plan = actions.draft_plan(round=running, draft=draft, activities=rows, by=request.user, at=timezone.now())
            return to_plan(plan)
    context = {"form": form, "trail": build_trail(request)}
    return render(request, "roadmap/rad_form.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.CITY_VIEW)
def show_plan(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will show the matrix and what is to be done about it."""
    return _show(request, queries.get_plan(request.city, code))


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def adopt_plan(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will make a draft the RAD, by its decree."""
    plan = queries.get_plan(request.city, code)
    form = _build_adopt_form(request)
    if not form.is_valid():
        return _show(request, plan, adopt_form=form)
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    decree = evidence.get_document(request.city, scope, UUID(form.cleaned_data["decree"]))
    day = form.cleaned_data["adopted_on"]
    with complaining(form):
        actions.adopt_plan(plan=plan, decree=decree, adopted_on=day, by=request.user, at=timezone.now())
        messages.success(request, _("This plan is the RAD of the city now."))
        return to_plan(plan)
    return _show(request, plan, adopt_form=form)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def remove_plan(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will throw a draft away."""
    plan = queries.get_plan(request.city, code)
    with telling(request):
        actions.remove_plan(plan=plan, by=request.user, at=timezone.now())
        messages.success(request, _("The draft was thrown away."))
        return redirect("roadmap:rad", city=request.city.slug)
    return to_plan(plan)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def take_steps(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will add the steps of the road map that the draft does not hold yet."""
    plan = queries.get_plan(request.city, code)
    missing = build_plan_page(plan, {}).drift.missing
    edition, now = edition_of_plan(plan), timezone.now()
    with telling(request):
        rows = actions.add_activities(plan=plan, activities=missing, edition=edition, by=request.user, at=now)
        messages.success(request, _("%(rows)s rows were added.") % {"rows": len(rows)})
    return to_plan(plan)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def follow_plan(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will take the rows into the catalogue as moves that must be done."""
    plan, now = queries.get_plan(request.city, code), timezone.now()
    running = assessment.find_current_round(request.city)
    if running is None:
        raise Http404
    rows = [row.activity for row in read_matrix(plan).rows]
    count = following.follow_activities(
        plan=plan, activities=rows, round=running, by=request.user, on=timezone.localdate(), at=now
    )
    text = _("%(rows)s moves stand in the catalogue now. Say there which questions they lift.")
    messages.success(request, text % {"rows": count})
    return to_plan(plan)


@require_safe
@requires(Permission.EXPORT)
def export_plan(request: CityRequest, code: UUID, ending: str) -> HttpResponse:
    """This view will send the plan as a document, a workbook or a PDF."""
    plan = queries.get_plan(request.city, code)
    if ending not in WRITERS:
        raise Http404
    content, media_type = write_plan(read_matrix(plan), ending)
    response = HttpResponse(content, content_type=media_type)
    name = f"rad-kla-{request.city.slug}-{plan.first_year}-{plan.last_year}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _show(request: CityRequest, plan: ActionPlan, *, adopt_form: AdoptForm | None = None) -> HttpResponse:
    allows = allows_for(request)
    may_manage, kwargs = allows(Permission.ROADMAP_MANAGE), {"city": request.city.slug, "code": plan.code}
    names = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}
    links = [(label, reverse("roadmap:rad_export", kwargs={**kwargs, "ending": end})) for end, label in names.items()]
    page = build_plan_page(plan, request.GET)
    context = {
        "page": page,
        "may_manage": may_manage,
        "exports": links if allows(Permission.EXPORT) else [],
        "adopt_form": (adopt_form or _build_adopt_form(request)) if may_manage and page.is_draft else None,
        "trail": build_trail(request),
    }
    return render(request, "roadmap/rad_plan.html", context, status=422 if adopt_form else 200)


def _build_adopt_form(request: CityRequest) -> AdoptForm:
    today = timezone.localdate()
    scope = evidence.read_scope(request.user, request.city, on=today)
    papers = evidence.list_documents(request.city, scope, state="CURRENT", sort=("judul", False))
    decrees = papers.filter(kind__in=sorted(actions.DECREES))
    return AdoptForm(list(decrees), request.POST if request.method == "POST" else None, on=today)


def to_plan(plan: ActionPlan) -> HttpResponse:
    return redirect("roadmap:rad_plan", city=plan.city.slug, code=plan.code)


def build_trail(request: CityRequest, plan: ActionPlan | None = None) -> list[tuple[str, str]]:
    """This function will return the way here: the list of plans, and the plan."""
    kwargs = {"city": request.city.slug}
    trail = [(_("RAD KLA"), reverse("roadmap:rad", kwargs=kwargs))]
    if plan is not None:
        trail.append((plan.title, reverse("roadmap:rad_plan", kwargs={**kwargs, "code": plan.code})))
    return trail
