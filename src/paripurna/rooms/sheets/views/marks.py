"""Marks at the stages of a round, and what became of an answer and its marks."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.sheets import actions
from paripurna.rooms.sheets.pages.history import read_history, read_mark_history
from paripurna.rooms.sheets.pages.panel import find_place, may_answer_now, question_url
from paripurna.rooms.sheets.typed import current_language, read_points
from paripurna.rooms.sheets.types import MarkDraft, SheetError, UnknownQuestion
from paripurna.rooms.sheets.views.answers import open_for, show_panel
from paripurna.rooms.sheets.views.opening import get_sheet

UNREADABLE = 422


@require_POST
@requires(Permission.CITY_VIEW)
def give_mark(request: CityRequest, code: UUID, question: str, stage: str) -> HttpResponse:
    """A verifier marks at the internal check, the secretariat enters the marks of others: the action knows."""
    sheet = get_sheet(request, code)
    typed = {"points": request.POST.get("points", ""), "reason": request.POST.get("reason", "").strip()}
    try:
        reason_code = request.POST.get("reason_code", "")
        mark = MarkDraft(question, _read_mark(typed["points"]), typed["reason"], reason_code)
        actions.give_mark(sheet=sheet, stage=stage, mark=mark, by=request.user, at=timezone.now())
    except UnknownQuestion:
        raise Http404 from None
    except SheetError as error:
        extra = {"mark_error": str(error.sentence), "mark_stage": stage, "mark_typed": typed}
        return show_panel(request, sheet, question, status=UNREADABLE, **extra)
    return show_panel(request, get_sheet(request, code), question, moved=True)


def _read_mark(text: str) -> Decimal | None:
    return read_points(text, "points") if text.strip() else None


@require_GET
@requires(Permission.CITY_VIEW)
def show_history(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    sheet = get_sheet(request, code)
    opened = open_for(request, sheet)
    try:
        found = opened.get_question(question)
    except UnknownQuestion:
        raise Http404 from None
    strand, hue, indicator = find_place(opened.edition, question)
    stages = {stage.code: stage.label.in_language(current_language()) for stage in opened.edition.stages}
    context = {
        "sheet": sheet,
        "question": found,
        "label": found.label.in_language(current_language()),
        "hue": hue,
        "strand": strand,
        "indicator": indicator,
        "answer": opened.get_answer(question),
        "versions": read_history(sheet, found),
        "marks": read_mark_history(sheet, found, stages),
        "may_restore": may_answer_now(opened, found),
        "url": question_url(opened, question),
    }
    template = "sheets/question_history.html#history" if request.htmx else "sheets/question_history.html"
    return render(request, template, context)
