"""Rows of a plan: one by one, or from a workbook; and what became of them in a year."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap.fields import TableForm
from paripurna.rooms.roadmap.models import ActionPlan, PlannedActivity
from paripurna.rooms.roadmap.rad import actions, queries
from paripurna.rooms.roadmap.rad.forms import ActivityForm, ReviewForm
from paripurna.rooms.roadmap.rad.importing import Preview, read_activities, read_token, sign_activities
from paripurna.rooms.roadmap.rad.page import edition_of_plan, read_matrix
from paripurna.rooms.roadmap.rad.views.plans import build_trail, to_plan


@requires(Permission.ROADMAP_MANAGE)
def add_activity(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will add one row."""
    plan = queries.get_plan(request.city, code)
    form = _build_form(request, plan)
    if form.is_valid():
        edition, now = edition_of_plan(plan), timezone.now()
        with complaining(form):
            actions.add_activities(plan=plan, activities=[form.draft()], edition=edition, by=request.user, at=now)
            return to_plan(plan)
    return _show_form(request, plan, form)


@requires(Permission.ROADMAP_MANAGE)
def change_activity(request: CityRequest, code: UUID, row: UUID) -> HttpResponse:
    """This view will write a row anew."""
    plan = queries.get_plan(request.city, code)
    activity = queries.get_activity(plan, row)
    form = _build_form(request, plan, activity)
    if form.is_valid():
        revision = form.cleaned_data["base_revision"] or 0
        draft = form.draft(activity.move_id)
        with complaining(form):
            actions.change_activity(
                activity=activity,
                draft=draft,
                edition=edition_of_plan(plan),
                base_revision=revision,
                by=request.user,
                at=timezone.now(),
            )
            return to_plan(plan)
    return _show_form(request, plan, form, activity)


@require_POST
@requires(Permission.ROADMAP_MANAGE)
def remove_activity(request: CityRequest, code: UUID, row: UUID) -> HttpResponse:
    """This view will take a row out of a draft."""
    plan = queries.get_plan(request.city, code)
    with telling(request):
        actions.remove_activity(activity=queries.get_activity(plan, row), by=request.user, at=timezone.now())
    return to_plan(plan)


@requires(Permission.ROADMAP_MANAGE)
def import_activities(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will read a workbook and show what it would write; the confirmed preview is taken whole."""
    plan = queries.get_plan(request.city, code)
    if token := request.POST.get("token"):
        return _take(request, plan, token)
    form = TableForm(request.POST or None, request.FILES or None)
    preview: Preview | None = None
    token = ""
    if form.is_valid():
        content, edition = form.cleaned_data["file"].read(), edition_of_plan(plan)
        preview = read_activities(content, city=request.city, edition=edition, years=plan.years)
        token = _sign(request, plan, preview) if preview.can_run else ""
    is_refused = form.errors or (preview and preview.problems)
    context = {"form": form, "preview": preview, "token": token, "plan": plan, "trail": build_trail(request, plan)}
    return render(request, "roadmap/rad_import.html", context, status=422 if is_refused else 200)


def _sign(request: CityRequest, plan: ActionPlan, preview: Preview) -> str:
    return sign_activities(preview.activities, plan, request.user, after=queries.count_activities(plan))


def _take(request: CityRequest, plan: ActionPlan, token: str) -> HttpResponse:
    edition, now, after = edition_of_plan(plan), timezone.now(), queries.count_activities(plan)
    with telling(request):
        drafts = read_token(token, plan, request.user, after=after)
        said = {"activities": drafts, "edition": edition, "after": after}
        rows = actions.add_activities(plan=plan, **said, by=request.user, at=now)
        messages.success(request, _("%(rows)s rows were added.") % {"rows": len(rows)})
    return to_plan(plan)


@requires(Permission.ROADMAP_MANAGE)
def review_year(request: CityRequest, code: UUID, year: int) -> HttpResponse:
    """This view will note what was reached and spent in a year, and what the city concludes."""
    plan = queries.get_plan(request.city, code)
    if year not in plan.years:
        raise Http404
    rows = [row.activity for row in read_matrix(plan).rows]
    form = ReviewForm(rows, year, request.POST or None, initial=_read_review(plan, year))
    if form.is_valid():
        with complaining(form):
            actions.review_year(plan=plan, draft=form.draft(year), by=request.user, at=timezone.now())
            messages.success(request, _("The review of %(year)s is kept.") % {"year": year})
            return to_plan(plan)
    context = {"form": form, "plan": plan, "year": year, "trail": build_trail(request, plan)}
    return render(request, "roadmap/rad_review.html", context, status=422 if form.errors else 200)


def _read_review(plan: ActionPlan, year: int) -> dict[str, str]:
    review = plan.reviews.filter(year=year).first()
    return {"conclusion": review.conclusion, "base": review.reviewed_at.isoformat()} if review else {}


def _build_form(request: CityRequest, plan: ActionPlan, activity: PlannedActivity | None = None) -> ActivityForm:
    initial = ActivityForm.initial_of(activity) if activity else {"strand": request.GET.get("klaster", "")}
    agencies = network.list_agencies(request.city, on=timezone.localdate())
    return ActivityForm(edition_of_plan(plan), agencies, plan.years, request.POST or None, initial=initial)


def _show_form(
    request: CityRequest, plan: ActionPlan, form: ActivityForm, activity: PlannedActivity | None = None
) -> HttpResponse:
    context = {"form": form, "plan": plan, "activity": activity, "trail": build_trail(request, plan)}
    return render(request, "roadmap/rad_activity.html", context, status=422 if form.errors else 200)
