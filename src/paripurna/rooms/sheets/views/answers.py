"""What the doors of an answer say back: a whole page, a panel, or the parts of it that a save has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Question
from paripurna.platform.access.doors import CityRequest
from paripurna.platform.ui.autosave import changed_elsewhere, is_autosave, saved
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.answer_form import say_error
from paripurna.rooms.sheets.pages.filters import read_filters
from paripurna.rooms.sheets.pages.panel import Refill, build_panel
from paripurna.rooms.sheets.pages.reading import OpenedSheet, read_opened, read_question
from paripurna.rooms.sheets.pages.saving import Sent
from paripurna.rooms.sheets.types import AnswerData, AnswerRow, BadAnswer, Conflict, SheetError, UnknownQuestion
from paripurna.rooms.sheets.wording import say_answer

UNREADABLE = 422
NOTHING_WRONG: Mapping[str, Any] = {
    "refusal": "",
    "conflict": None,
    "is_unsaved": False,
    "typed_reason": "",
    "mark_stage": "",
    "mark_error": "",
    "mark_typed": {},
}
"""What a panel says beside itself only when something could not be done."""
MERGEABLE = frozenset({"checklist", "matrix"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sent answer form on its way in."""

    request: CityRequest
    sheet: Sheet
    question: Question
    sent: Sent
    at: datetime

    @property
    def url(self) -> str:
        place = {"city": self.sheet.city.slug, "code": self.sheet.code, "question": self.question.number}
        return reverse("sheets:question", kwargs=place)

    @property
    def key(self) -> str:
        return self.question.number.replace(".", "-")

    def resend(self, **changes: Any) -> Attempt:
        return replace(self, sent=replace(self.sent, **changes))

    def refill(self, errors: dict[str, str] | None = None) -> Refill:
        return Refill(self.sent.typed, self.sent.note, self.sent.revision, errors or {}, self.sent.nonce)


def open_for(request: CityRequest, sheet: Sheet) -> OpenedSheet:
    return read_opened(sheet, user=request.user, on=timezone.localdate(), explain=True)


def show_panel(
    request: CityRequest,
    sheet: Sheet,
    number: str,
    *,
    refill: Refill | None = None,
    moved: bool = False,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """This function will draw the panel: alone for htmx, within its page otherwise. After a step, a browser goes to the page."""
    opened = open_for(request, sheet)
    try:
        panel = build_panel(opened, number, filters=read_filters(request.GET), refill=refill)
    except UnknownQuestion:
        raise Http404 from None
    if moved and not request.htmx:
        return redirect(panel.url)
    context = {**NOTHING_WRONG, "opened": opened, "sheet": sheet, "panel": panel, **extra}
    template = "sheets/question_panel.html" if request.htmx else "sheets/question_page.html"
    response = render(request, template, context, status=status)
    if request.htmx and request.method == "POST":
        response["HX-Retarget"], response["HX-Reswap"] = "#detail", "innerHTML"
    return response


def show_saved(attempt: Attempt, row: AnswerRow) -> HttpResponse:
    """This function will tell that the answer stands: the changed parts of the panel, or a message and the page."""
    request, number = attempt.request, attempt.question.number
    if not request.htmx:
        messages.success(request, _("The answer to question %(number)s is saved.") % {"number": number})
        return redirect(f"{attempt.url}{_query(request)}")
    opened = read_question(attempt.sheet, row, user=request.user, on=timezone.localdate())
    panel = build_panel(opened, number, filters=None)
    context = {**NOTHING_WRONG, "sheet": opened.sheet, "panel": panel, "opened": opened}
    response = render(request, "sheets/answer_saved.html", context)
    return saved(response, revision=row.revision, at=attempt.at)


def show_typed(attempt: Attempt) -> HttpResponse:
    """This function will draw the panel filled with what was typed, not saved yet."""
    refill = attempt.refill()
    return show_panel(attempt.request, attempt.sheet, attempt.question.number, refill=refill, is_unsaved=True)


def show_refusal(attempt: Attempt, error: BadAnswer) -> HttpResponse:
    """This function will say beside the field what cannot be read; everything typed stays."""
    errors = {error.field: say_error(attempt.question, error)}
    if is_autosave(attempt.request):
        return render(
            attempt.request, "sheets/answer_errors.html", {"errors": errors, "key": attempt.key}, status=UNREADABLE
        )
    refill = attempt.refill(errors)
    return show_panel(attempt.request, attempt.sheet, attempt.question.number, refill=refill, status=UNREADABLE)


def show_conflict(attempt: Attempt, conflict: Conflict) -> HttpResponse:
    """This function will show both versions and ask; what the person typed stays in the form."""
    question, theirs = attempt.question, conflict.theirs
    context = {
        "theirs": theirs,
        "theirs_text": _whole_text(question, theirs.data, theirs.note),
        "mine_text": _whole_text(question, conflict.mine.data, conflict.mine.note),
        "question_url": f"{attempt.url}{_query(attempt.request)}",
        "can_merge": question.rule.kind in MERGEABLE or bool(theirs.note and attempt.sent.note),
    }
    if is_autosave(attempt.request):
        return changed_elsewhere(
            render(attempt.request, "sheets/answer_conflict.html", {"conflict": context, "key": attempt.key})
        )
    refill = attempt.refill()
    return show_panel(attempt.request, attempt.sheet, question.number, refill=refill, status=409, conflict=context)


def show_gone(attempt: Attempt, error: SheetError) -> HttpResponse:
    """This function will show the answer as it is now, with the reason why nothing was done."""
    refusal = str(error.sentence)
    return show_panel(attempt.request, attempt.sheet, attempt.question.number, status=409, refusal=refusal)


def _whole_text(question: Question, data: AnswerData, note: str) -> str:
    return "\n\n".join(filter(None, (say_answer(question, data), note)))


def _query(request: CityRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""
