"""Asking agencies for documents: one, or many at once from the gaps of the proof."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.refusals import complaining
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.registry import find_current_sheet
from paripurna.rooms.evidence.request_forms import AskForm, ProposalForm
from paripurna.rooms.evidence.requesting import proposals
from paripurna.rooms.evidence.types import EvidenceError
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.types import SheetError

USUAL_TIME = timedelta(days=14)
AGENCIES_PER_PAGE = 10
SHOWN_OPEN = 30  # so many lines are shown at once; more stay folded by agency


@requires(Permission.PROOF_REQUEST)
def ask(request: CityRequest) -> HttpResponse:
    """This view will ask one agency for one document."""
    sheet = find_current_sheet(request.city)
    if sheet is None:
        return _no_sheet(request)
    form = _make_form(request, sheet)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_for_document(sheet=sheet, draft=form.draft(), by=request.user, at=timezone.now())
        except (EvidenceError, SheetError) as error:
            field = getattr(error, "field", "question")
            form.add_error(field if field in form.fields else None, str(error.sentence))
        else:
            messages.success(request, _("The agency is asked."))
            return redirect("evidence:request", city=request.city.slug, code=made.code)
    context = {"form": form, "trail": _trail(request)}
    return render(request, "evidence/request_form.html", context, status=422 if form.errors else 200)


def _make_form(request: CityRequest, sheet: sheets.Sheet) -> AskForm:
    language, today = get_language() or "id", timezone.localdate()
    kinds = [(kind.code, kind.label.in_language(language)) for kind in sheets.edition_of(sheet).evidence_kinds]
    number, kind = request.GET.get("pertanyaan", ""), request.GET.get("bukti", "")
    known = (
        {}
        if request.method == "POST"
        else proposals.describe_request(sheet, number, dict(kinds).get(kind, ""), on=today)
    )
    initial = {"due_on": today + USUAL_TIME, "question": number, "kind": kind, **known}
    return AskForm(network.list_agencies(request.city, on=today), kinds, request.POST or None, initial=initial)


@requires(Permission.PROOF_REQUEST)
def propose(request: CityRequest) -> HttpResponse:
    """This view will show what could be asked, from the gaps or of every question, and ask for what is chosen: all or none."""
    sheet, today = find_current_sheet(request.city), timezone.localdate()
    if sheet is None:
        return _no_sheet(request)
    only_gaps = request.GET.get("dari") != "semua"
    found = proposals.list_proposals(sheet, only_gaps=only_gaps, on=today)
    form = ProposalForm(request.POST or None, initial={"due_on": today + USUAL_TIME, "token": uuid4()})
    if request.method == "POST" and form.is_valid():
        with complaining(form):
            return _ask_many(request, sheet, form, found, only_gaps=only_gaps)
    context = {
        "form": form,
        "trail": _trail(request),
        "due_on": request.POST.get("due_on", (today + USUAL_TIME).isoformat()),
        "note": request.POST.get("note", ""),
        **_preview(request, sheet, found, only_gaps=only_gaps),
    }
    return render(request, "evidence/request_proposals.html", context, status=422 if form.errors else 200)


def _ask_many(
    request: CityRequest, sheet: sheets.Sheet, form: ProposalForm, found: list[proposals.Proposal], *, only_gaps: bool
) -> HttpResponse:
    said = form.cleaned_data
    keys = request.POST.getlist("keys")
    drafts = proposals.build_drafts(found, keys, token=said["token"], due_on=said["due_on"], note=said["note"])
    actions.ask_for_documents(sheet=sheet, drafts=drafts, is_from_gaps=only_gaps, by=request.user, at=timezone.now())
    count = len(set(keys))
    text = ngettext("%(count)s document is asked for.", "%(count)s documents are asked for.", count)
    messages.success(request, text % {"count": count})
    return redirect("evidence:requests", city=request.city.slug)


def _preview(
    request: CityRequest, sheet: sheets.Sheet, found: list[proposals.Proposal], *, only_gaps: bool
) -> dict[str, Any]:
    language = get_language() or "id"
    strands = [(each.code, each.label.in_language(language)) for each in sheets.edition_of(sheet).strands]
    asked = {"agency": request.GET.get("pd", ""), "text": request.GET.get("cari", "").strip()}
    asked["strand"] = request.GET.get("klaster", "" if only_gaps else strands[0][0])
    shown = proposals.filter_proposals(found, **asked)
    agencies = {proposal.agency.code: proposal.agency for proposal in found}
    return {
        "page": read_page(proposals.group_proposals(shown), request.GET, per_page=AGENCIES_PER_PAGE),
        "count": len(shown),
        "only_gaps": only_gaps,
        "is_narrow": len(shown) <= SHOWN_OPEN or bool(asked["agency"]),
        "asked": asked,
        "chosen": request.POST.getlist("keys"),
        "agencies": sorted(agencies.values(), key=lambda agency: agency.abbreviation.casefold()),
        "strands": strands,
    }


def _no_sheet(request: CityRequest) -> HttpResponse:
    return render(request, "evidence/request_no_round.html", {"trail": _trail(request)})


def _trail(request: CityRequest) -> list[tuple[str, str]]:
    return [(_("Requests"), reverse("evidence:requests", kwargs={"city": request.city.slug}))]
