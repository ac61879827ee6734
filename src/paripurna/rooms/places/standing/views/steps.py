"""Taking a step, assessing a place, and what is done with a step that was taken."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.types import DocumentKind
from paripurna.rooms.places import queries as places
from paripurna.rooms.places.standing import actions, policy, queries
from paripurna.rooms.places.standing.forms import AssessmentForm, RevokeForm, StepForm
from paripurna.rooms.places.standing.links import STEPS, attainment_url
from paripurna.rooms.places.standing.pages.detail import build_detail
from paripurna.rooms.places.standing.standards import Standard, find_standard
from paripurna.rooms.places.standing.types import RenewalBlocked, Step

PAPERS = (
    DocumentKind.DECREE,
    DocumentKind.CERTIFICATE,
    DocumentKind.REGULATION,
    DocumentKind.REPORT,
    DocumentKind.OTHER,
)
UNREADABLE = 422


@require_GET
@requires(Permission.CITY_VIEW)
def show_attainment(request: CityRequest, uuid: UUID) -> HttpResponse:
    """This view will show one step: its paper, or the sheet of an assessment with what is missing."""
    found = queries.get_attainment(request.city, uuid)
    page = build_detail(found, request.user, on=timezone.localdate())
    return render(
        request, "places/standing_detail.html", {"page": page, "form": RevokeForm.of(None, timezone.localdate())}
    )


@requires(Permission.PLACE_EDIT)
def take_step(request: CityRequest, code: str, slug: str) -> HttpResponse:
    """This view will enter a step from its paper, or renew the one that stands."""
    place, standard = _open_place(request, code)
    step = STEPS.get(slug)
    if step is None or not step.is_paper or standard.find_step(step) is None:
        raise Http404
    policy.check_may_take(request.user, place, step, on=timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = StepForm(standard, step, _list_documents(request), data, initial=_say_again(place, standard, step))
    blockers: tuple[Any, ...] = ()
    if form.is_valid():
        with complaining(form):
            try:
                taken = _take(request, place, form)
            except RenewalBlocked as blocked:
                blockers = blocked.blockers
                raise
            messages.success(request, _("The step is on record."))
            return redirect(attainment_url(taken, request.city))
    context = {"form": form, "place": place, "standard": standard, "step": step, "blockers": blockers}
    return render(request, "places/standing_step.html", context | _trail(request, place), status=_status(form))


def _say_again(place: places.Place, standard: Standard, step: Step) -> dict[str, Any]:
    """What the step that is renewed said, and the next one is likely to say too."""
    before = queries.find_current(place, standard, step)
    said = {name: getattr(before, name) for name in ("issuer", "issuer_name", "level")} if before else {}
    return {"uuid": uuid4(), **said}


def _take(request: CityRequest, place: places.Place, form: StepForm) -> queries.Attainment:
    code = form.document_code()
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    return actions.take_step(
        place=place,
        draft=form.draft(),
        document=evidence.get_document(request.city, scope, code) if code else None,
        uuid=form.cleaned_data["uuid"],
        by=request.user,
        at=timezone.now(),
    )


@requires(Permission.PLACE_EDIT)
def begin_assessment(request: CityRequest, code: str) -> HttpResponse:
    """This view will open a sheet on which the place assesses itself, and lead to where it is filled."""
    place, standard = _open_place(request, code)
    policy.check_may_take(request.user, place, Step.SELF_ASSESSED, on=timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = AssessmentForm(standard, queries.list_versions(request.city, standard), data)
    if form.is_valid():
        with complaining(form):
            begun = actions.begin_assessment(place=place, **form.cleaned_data, by=request.user, at=timezone.now())
            return redirect(reverse("sheets:fill", kwargs={"city": request.city.slug, "code": begun.sheet.code}))
    context = {"form": form, "place": place, "standard": standard}
    return render(request, "places/standing_assess.html", context | _trail(request, place), status=_status(form))


@require_POST
@requires(Permission.PLACE_EDIT)
def finish_assessment(request: CityRequest, uuid: UUID) -> HttpResponse:
    """This view will close the sheet of an assessment and keep its result."""
    found = queries.get_attainment(request.city, uuid)
    with telling(request, _("The self-assessment is finished and its result is kept.")):
        actions.finish_assessment(attainment=found, by=request.user, at=timezone.now())
    return redirect(attainment_url(found, request.city))


@require_POST
@requires(Permission.PLACE_EDIT)
def revoke_step(request: CityRequest, uuid: UUID) -> HttpResponse:
    """This view will end a step from a day on, with the reason."""
    found = queries.get_attainment(request.city, uuid)
    on = timezone.localdate()
    form = RevokeForm.of(request.POST, on)
    if form.is_valid():
        with complaining(form):
            actions.revoke_step(attainment=found, **form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(request, _("It is revoked. It stays in the history."))
            return redirect(attainment_url(found, request.city))
    context = {"page": build_detail(found, request.user, on=on), "form": form}
    return render(request, "places/standing_detail.html", context, status=UNREADABLE)


def _open_place(request: CityRequest, code: str) -> tuple[places.Place, Standard]:
    place = places.get_place(request.city, code)
    standard = find_standard(place.kind)
    if standard is None:
        raise Http404
    return place, standard


def _list_documents(request: CityRequest) -> list[evidence.Document]:
    scope = evidence.read_scope(request.user, request.city, on=timezone.localdate())
    found = evidence.list_documents(request.city, scope, state="CURRENT", sort=("judul", False))
    return list(found.filter(kind__in=PAPERS))


def _trail(request: CityRequest, place: places.Place) -> dict[str, Any]:
    kwargs = {"city": request.city.slug}
    url = reverse("places:place", kwargs={**kwargs, "code": place.code})
    board = reverse("places:standing", kwargs=kwargs)
    return {"trail": [(_("Standards and certificates"), board), (place.name, url)], "place_url": url}


def _status(form: forms.Form) -> int:
    return UNREADABLE if form.errors else 200
