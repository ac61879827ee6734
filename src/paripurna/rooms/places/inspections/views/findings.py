"""Findings: the list, one of them, and every step that leads it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.tables.sending import offer_files, send_table
from paripurna.platform.ui.refusals import telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.places import queries as places
from paripurna.rooms.places.inspections import actions, policy, queries
from paripurna.rooms.places.inspections.exporting import build_table
from paripurna.rooms.places.inspections.forms import FindingForm, NoteForm, RepairForm, say_finding
from paripurna.rooms.places.inspections.links import finding_url
from paripurna.rooms.places.inspections.pages.findings import build_list, build_page, read_asked
from paripurna.rooms.places.inspections.queries import Finding
from paripurna.rooms.places.inspections.seeing import read_sight
from paripurna.rooms.places.types import PlaceError

UNREADABLE = 422


@require_GET
@requires(Permission.CITY_VIEW)
def list_page(request: CityRequest) -> HttpResponse:
    """This view will list the findings that stand, by due day, or those that filters ask for."""
    found = build_list(request.city, request.GET, request.user, on=timezone.localdate())
    exports = offer_files(request, "inspections:findings_export")
    return render(request, "inspections/findings.html", {"list": found, "exports": exports})


@require_GET
@requires(Permission.EXPORT)
def export(request: CityRequest, ending: str) -> HttpResponse:
    """This view will send the findings that filters ask for and that this person is told, as CSV or as a workbook."""
    on = timezone.localdate()
    sight = read_sight(request.user, request.city, on=on)
    found = queries.list_findings(request.city, read_asked(request.GET, on=on), sight=sight)
    return send_table(build_table(found), title=_("Findings"), name=f"temuan-{request.city.slug}", ending=ending)


@require_GET
@requires(Permission.CITY_VIEW)
def show(request: CityRequest, uuid: UUID) -> HttpResponse:
    return _show(request, _get(request, uuid))


@require_http_methods(["GET", "POST"])
@requires(Permission.PLACE_EDIT)
def report(request: CityRequest, code: str) -> HttpResponse:
    """This view will take in what somebody saw at a place without inspecting it."""
    place, on = places.get_place(request.city, code), timezone.localdate()
    policy.check_may_mend(request.user, place, on=on)
    owner = place.agency.code if place.agency else ""
    form = FindingForm(request.POST or None, city=request.city, initial={"owner": owner, "uuid": uuid4()})
    if form.is_valid() and (finding := _report(request, place, form)):
        messages.success(request, _("The finding is reported."))
        return redirect(finding_url(finding))
    context = {"form": form, "place": place}
    return render(request, "inspections/report.html", context, status=UNREADABLE if form.errors else 200)


def _report(request: CityRequest, place: places.Place, form: FindingForm) -> Finding | None:
    said: dict[str, Any] = {"draft": form.draft, "uuid": form.cleaned_data["uuid"]}
    try:
        return actions.report_finding(place=place, **said, by=request.user, at=timezone.now())
    except PlaceError as refused:
        form.add_error(None, str(refused.sentence))
        return None


@require_http_methods(["GET", "POST"])
@requires(Permission.PLACE_INSPECT)
def change(request: CityRequest, uuid: UUID) -> HttpResponse:
    """This view will change how bad a finding is, who answers for it and until when."""
    finding = _get(request, uuid)
    policy.check_may_inspect(request.user, finding.place, on=timezone.localdate())
    form = FindingForm(request.POST or None, city=request.city, initial=say_finding(finding))
    if not form.is_valid():
        context = {"form": form, "finding": finding, "url": finding_url(finding)}
        return render(request, "inspections/change.html", context, status=UNREADABLE if form.errors else 200)
    return _step(request, finding, lambda said: actions.change_finding(draft=form.draft, **said), _("It is saved."))


@require_POST
@requires(Permission.PLACE_EDIT)
def repair(request: CityRequest, uuid: UUID) -> HttpResponse:
    finding = _get(request, uuid)
    form = RepairForm(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return _show(request, finding, form)
    said = form.cleaned_data
    told = {"note": said["note"], "repaired_on": said["done_on"], "cost_idr": said["cost_idr"], "fund": said["fund"]}
    done = _("It is said to be repaired. Another person looks and confirms it.")
    return _step(request, finding, lambda also: actions.repair_finding(**told, **also), done)


@require_POST
@requires(Permission.PLACE_INSPECT)
def confirm(request: CityRequest, uuid: UUID) -> HttpResponse:
    finding, note = _get(request, uuid), _read_note(request)
    done = _("The repair is confirmed.")
    return _step(request, finding, lambda said: actions.confirm_finding(note=note, **said), done)


@require_POST
@requires(Permission.PLACE_INSPECT)
def send_back(request: CityRequest, uuid: UUID) -> HttpResponse:
    finding, note = _get(request, uuid), _read_note(request)
    done = _("The finding is open again.")
    return _step(request, finding, lambda said: actions.send_finding_back(note=note, **said), done)


def _get(request: CityRequest, uuid: UUID) -> Finding:
    sight = read_sight(request.user, request.city, on=timezone.localdate())
    return queries.get_finding(request.city, uuid, sight=sight)


def _step(
    request: CityRequest, finding: Finding, take: Callable[[dict[str, object]], object], done: str
) -> HttpResponse:
    base = read_whole(request.POST.get("revision", ""))
    with telling(request, done):
        take({"finding": finding, "base_revision": base, "by": request.user, "at": timezone.now()})
    return redirect(finding_url(finding))


def _show(request: CityRequest, finding: Finding, form: Form | None = None) -> HttpResponse:
    on = timezone.localdate()
    page = build_page(finding, request.user, on=on)
    context = {"page": page, "finding": finding, "form": form or RepairForm(None, on=on)}
    return render(request, "inspections/finding.html", context, status=UNREADABLE if form else 200)


def _read_note(request: CityRequest) -> str:
    form = NoteForm(request.POST)
    return str(form.cleaned_data["note"]) if form.is_valid() else ""
