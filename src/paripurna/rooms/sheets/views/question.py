"""The panel of one question: shown, saved by itself or by hand, with a conflict shown and asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import MatrixRule
from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets import actions, queries
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.saving import merge, read_sent, save_sent
from paripurna.rooms.sheets.typed import drop_row, paste_rows
from paripurna.rooms.sheets.types import AnswerRow, BadAnswer, Conflict, SheetClosed, UnknownQuestion, WrongState
from paripurna.rooms.sheets.views.answers import (
    Attempt,
    show_conflict,
    show_gone,
    show_panel,
    show_refusal,
    show_saved,
    show_typed,
)
from paripurna.rooms.sheets.views.opening import get_sheet


@require_GET
@requires(Permission.CITY_VIEW)
def show_question(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    return show_panel(request, get_sheet(request, code), question)


@require_POST
@requires(Permission.ANSWER_EDIT)
def save_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    """Every button of the answer form comes here: what is typed travels with each of them."""
    sheet = get_sheet(request, code)
    found = _get_question(sheet, question)
    attempt = Attempt(request, sheet, found, read_sent(found, request.POST), timezone.now())
    deed = next((DEEDS[name] for name in DEEDS if name in request.POST), _save)
    try:
        return deed(attempt)
    except Conflict as conflict:
        return show_conflict(attempt, conflict)
    except BadAnswer as error:
        return show_refusal(attempt, error)
    except (SheetClosed, WrongState) as error:
        return show_gone(attempt, error)


def _get_question(sheet: Sheet, number: str) -> Question:
    try:
        return queries.get_question(sheet, number)
    except UnknownQuestion:
        raise Http404 from None


def _save(attempt: Attempt) -> HttpResponse:
    return show_saved(attempt, _write(attempt))


def _write(attempt: Attempt) -> AnswerRow:
    return save_sent(attempt.sheet, attempt.question, attempt.sent, by=attempt.request.user, at=attempt.at)


def _save_over(attempt: Attempt) -> HttpResponse:
    seen = attempt.request.POST["over"]
    return _save(attempt.resend(revision=read_whole(seen)))


def _submit(attempt: Attempt) -> HttpResponse:
    request, sheet, number = attempt.request, attempt.sheet, attempt.question.number
    revision = _write(attempt).revision
    actions.submit_answer(sheet=sheet, question=number, base_revision=revision, by=request.user, at=attempt.at)
    return show_panel(request, get_sheet(request, sheet.code), number, moved=True)


def _merge(attempt: Attempt) -> HttpResponse:
    theirs = queries.get_answer(attempt.sheet, attempt.question.number)
    return show_typed(replace(attempt, sent=merge(attempt.question, theirs, attempt.sent)))


def _add_row(attempt: Attempt) -> HttpResponse:
    """The form always ends with an empty row, so what was typed only has to be drawn again."""
    return show_typed(attempt)


def _remove_row(attempt: Attempt) -> HttpResponse:
    row, typed = read_whole(attempt.request.POST["remove_row"], default=-1), attempt.sent.typed
    return show_typed(attempt.resend(typed=drop_row(typed, row) if "rows" in typed else typed))


def _paste(attempt: Attempt) -> HttpResponse:
    rule, text = attempt.question.rule, attempt.request.POST.get("pasted", "")
    typed = paste_rows(rule, attempt.sent.typed, text) if isinstance(rule, MatrixRule) else attempt.sent.typed
    return show_typed(attempt.resend(typed=typed))


DEEDS: Mapping[str, Callable[[Attempt], HttpResponse]] = {
    "submit": _submit,
    "over": _save_over,
    "merge": _merge,
    "add_row": _add_row,
    "remove_row": _remove_row,
    "paste": _paste,
}
"""The name of the pressed button → what is done with the form."""
