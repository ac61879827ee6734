"""The page of the task force, and what changes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.pages import list_strand_labels
from paripurna.rooms.network.policy import may_manage, may_see_contacts
from paripurna.rooms.network.posts.queries import list_posts
from paripurna.rooms.network.registry import find_decree, find_decree_entry
from paripurna.rooms.network.task_force import actions, queries
from paripurna.rooms.network.task_force.forms import SeatForm, TaskForceForm
from paripurna.rooms.network.task_force.types import SeatRow, TaskForceDetail, TaskForceNotFound


@requires(Permission.CITY_VIEW)
def task_force_now(request: CityRequest) -> HttpResponse:
    """This view will show the task force in office today, or how to appoint one."""
    return _show(request, queries.find_task_force(request.city, on=timezone.localdate()))


@requires(Permission.CITY_VIEW)
def task_force_detail(request: CityRequest, pk: int) -> HttpResponse:
    """This view will show the task force of one decree."""
    return _show(request, _get(request, pk))


def _show(request: CityRequest, detail: TaskForceDetail | None, form: SeatForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    is_manager = may_manage(request.user, request.city, on=today)
    context = {
        "detail": detail,
        "title": detail.ref.title if detail else _("Task force"),
        "parts": _list_parts(request, detail) if detail else [],
        "leaders": detail.seats.get("", ()) if detail else (),
        "others": [ref for ref in queries.list_task_forces(request.city) if detail is None or ref.id != detail.ref.id],
        **_find_decree(request, detail, on=today),
        "may_manage": is_manager,
        "sees_names": may_see_contacts(request.user, request.city, on=today),
        "form": form or (_seat_form(request) if is_manager and detail else None),
        "is_over": bool(detail and detail.ref.valid_to and detail.ref.valid_to < today),
    }
    return render(request, "network/task_force.html", context, status=422 if form else 200)


def _find_decree(request: CityRequest, detail: TaskForceDetail | None, *, on: date) -> dict[str, Any]:
    """The decree itself, or where it is entered."""
    if detail is None:
        return {"decree": None, "enter_url": ""}
    found = find_decree(request.city, detail.draft, request.user, on=on)
    enter_url = "" if found else find_decree_entry(request.city, detail.draft, request.user, on=on)
    return {"decree": found, "enter_url": enter_url}


def _list_parts(request: CityRequest, detail: TaskForceDetail) -> list[tuple[int, str, tuple[SeatRow, ...]]]:
    """Hue, name and seats of each part, in the order of the instrument. Parts without a seat are told too."""
    known = list_strand_labels(request.city)
    parts = [(hue, label, detail.seats.get(code, ())) for hue, (code, label) in enumerate(known.items(), start=1)]
    strange = set(detail.seats) - {*known, ""}
    return parts + [(1, code, detail.seats[code]) for code in sorted(strange)]


def _seat_form(request: CityRequest, *posted: Any) -> SeatForm:
    agencies = network.list_agencies(request.city, on=timezone.localdate())
    return SeatForm(list(list_strand_labels(request.city).items()), agencies, list_posts(request.city), *posted)


@requires(Permission.AGENCY_MANAGE)
def task_force_create(request: CityRequest) -> HttpResponse:
    """This view will appoint the task force of a decree, with the seats of the present one if asked."""
    today = timezone.localdate()
    present = queries.find_task_force(request.city, on=today)
    initial = {"title": _("KLA task force"), "valid_from": today, "takes_over": True}
    form = TaskForceForm(request.POST or None, initial=initial, has_present=present is not None)
    if form.is_valid():
        follows = present.ref.id if present and form.cleaned_data.get("takes_over") else None
        given = {"draft": form.draft(), "follows": follows, "by": request.user, "at": timezone.now()}
        with complaining(form):
            pk = actions.appoint_task_force(city=request.city, **given)
            return redirect("network:task_force_detail", city=request.city.slug, pk=pk)
    context = {"form": form, "detail": None}
    return render(request, "network/task_force_form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.AGENCY_MANAGE)
def task_force_change(request: CityRequest, pk: int) -> HttpResponse:
    """This view will change what the decree says."""
    detail = _get(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = TaskForceForm(posted, initial=TaskForceForm.initial_of(detail))
    if form.is_valid():
        draft = form.draft(is_example=detail.draft.is_example)
        with complaining(form):
            actions.change_task_force(city=request.city, pk=pk, draft=draft, by=request.user, at=timezone.now())
            return redirect("network:task_force_detail", city=request.city.slug, pk=pk)
    context = {"form": form, "detail": detail}
    return render(request, "network/task_force_form.html", context, status=422 if form.is_bound else 200)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def seat_add(request: CityRequest, pk: int) -> HttpResponse:
    """This view will give an agency a seat."""
    detail = _get(request, pk)
    form = _seat_form(request, request.POST)
    if not form.is_valid():
        return _show(request, detail, form)
    with complaining(form, "sits"):
        actions.seat_agency(city=request.city, pk=pk, draft=form.draft(), by=request.user, at=timezone.now())
        return redirect("network:task_force_detail", city=request.city.slug, pk=pk)
    return _show(request, detail, form)


@requires(Permission.AGENCY_MANAGE)
@require_POST
def seat_remove(request: CityRequest, pk: int, seat_id: int) -> HttpResponse:
    """This view will take a seat away."""
    _get(request, pk)
    actions.leave_seat(city=request.city, pk=pk, seat_id=seat_id, by=request.user, at=timezone.now())
    messages.success(request, _("The seat was removed."))
    return redirect("network:task_force_detail", city=request.city.slug, pk=pk)


def _get(request: CityRequest, pk: int) -> TaskForceDetail:
    try:
        return queries.get_task_force(request.city, pk)
    except TaskForceNotFound:
        raise Http404 from None
