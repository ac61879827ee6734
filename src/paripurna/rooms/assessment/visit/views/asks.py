"""The hours after the visit: what was asked for, and who brings it."""

from __future__ import annotations

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.refusals import complaining, telling
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.visit import asking, queries
from paripurna.rooms.assessment.visit.asks_page import build_asks_page
from paripurna.rooms.assessment.visit.forms import AskForm, HoursForm
from paripurna.rooms.assessment.visit.models import VisitPlan
from paripurna.rooms.assessment.visit.policy import check_may_step
from paripurna.rooms.assessment.visit.types import AskAnswer, AskStep
from paripurna.rooms.assessment.visit.views.plan import read_plan
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.types import DocumentState
from paripurna.rooms.network import queries as network

FOUND = 12


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def list_asks(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will list what was asked for, the most urgent first."""
    return _show(request, read_plan(request, code), _make_form(request))


@require_GET
@requires(Permission.EVIDENCE_VIEW)
def print_asks(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will lay the list out for paper, agency by agency."""
    plan = read_plan(request, code)
    page = build_asks_page(plan, request.user, on=timezone.localdate(), at=timezone.now())
    return render(request, "assessment/visit_asks_print.html", {"page": page})


@require_POST
@requires(Permission.ROUND_MANAGE)
def add_ask(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will note a paper that was asked for. Sent twice over a bad line, it is noted once."""
    plan, form = read_plan(request, code), _make_form(request)
    if form.is_valid():
        with complaining(form):
            asking.add_ask(plan=plan, draft=form.draft(), by=request.user, at=timezone.now())
            messages.success(request, _("Noted. Those who bring it are told."))
            return _to_asks(plan)
    return _show(request, plan, form, status=422)


@require_POST
@requires(Permission.ROUND_MANAGE)
def start_hours(request: CityRequest, code: UUID) -> HttpResponse:
    """This view will let the hours run from the instant that was typed."""
    plan, form = read_plan(request, code), HoursForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give day and hour from which the hours run."))
        return _to_asks(plan)
    with telling(request):
        asking.start_hours(plan=plan, starts=form.cleaned_data["starts"], by=request.user, at=timezone.now())
    return _to_asks(plan)


@require_POST
@requires(Permission.EVIDENCE_EDIT)
def step_ask(request: CityRequest, code: UUID, ask: UUID) -> HttpResponse:
    """This view will bring, hand over, decline or ask again."""
    plan = read_plan(request, code)
    found, step = queries.get_ask(plan, ask), _read_step(request)
    seen = read_whole(request.POST.get("base_revision", ""))
    said = {"answer": _read_answer(request), "base_revision": seen}
    with telling(request, _("Noted.")):
        asking.take_step(ask=found, step=step, **said, by=request.user, at=timezone.now())
    return _to_asks(plan)


@require_GET
@requires(Permission.EVIDENCE_EDIT)
def choose_document(request: CityRequest, code: UUID, ask: UUID) -> HttpResponse:
    """This view will offer documents of the library for what was asked for."""
    plan, today = read_plan(request, code), timezone.localdate()
    found = queries.get_ask(plan, ask)
    check_may_step(request.user, found, AskStep.BRING, on=today)
    text = request.GET.get("cari", "").strip()
    scope = evidence.read_scope(request.user, request.city, on=today)
    documents = evidence.list_documents(request.city, scope, text=text, state=DocumentState.CURRENT)[:FOUND]
    context = {"plan": plan, "ask": found, "documents": list(documents), "text": text}
    return render(request, "assessment/visit_ask_document.html", context)


def _show(request: CityRequest, plan: VisitPlan, form: AskForm, *, status: int = 200) -> HttpResponse:
    page = build_asks_page(plan, request.user, on=timezone.localdate(), at=timezone.now())
    hours = HoursForm(initial={"starts": timezone.localtime(plan.asks_from or timezone.now())})
    return render(request, "assessment/visit_asks.html", {"page": page, "form": form, "hours": hours}, status=status)


def _make_form(request: CityRequest) -> AskForm:
    today = timezone.localdate()
    agencies = network.list_agencies(request.city, on=today)
    workers = network.list_workers(request.city, [agency.code for agency in agencies], on=today)
    people = {str(worker.pk): worker.name for found in workers.values() for worker in found}
    return AskForm(agencies, sorted(people.items(), key=lambda one: one[1]), request.POST or None, initial=_fresh())


def _fresh() -> dict[str, UUID]:
    return {"key": uuid.uuid4()}


def _read_step(request: CityRequest) -> AskStep:
    text = request.POST.get("step", "")
    if text not in AskStep.values:
        raise Http404
    return AskStep(text)


def _read_answer(request: CityRequest) -> AskAnswer:
    text = request.POST.get("document", "")
    try:
        document = UUID(text) if text else None
    except ValueError:
        raise Http404 from None
    return AskAnswer(
        document=document, note=request.POST.get("note", "")[:2000], place=request.POST.get("place", "")[:80]
    )


def _to_asks(plan: VisitPlan) -> HttpResponse:
    return redirect("assessment:visit_asks", city=plan.city.slug, code=plan.round.code)
