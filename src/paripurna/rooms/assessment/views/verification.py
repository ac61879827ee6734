"""The internal check: the queue, one answer at a time, and what a verifier says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.core.instrument.model import Question
from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.ui.paging import read_page
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.assessment.queries import Round, find_current_round
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.assessment.verification import actions
from paripurna.rooms.assessment.verification.item_page import (
    MARK_REASONS,
    REASON_KEYS,
    build_item_page,
    find_internal_stage,
    item_url,
    queue_url,
)
from paripurna.rooms.assessment.verification.points import read_points
from paripurna.rooms.assessment.verification.policy import check_may_verify
from paripurna.rooms.assessment.verification.queue import Queue, build_queue, read_filter
from paripurna.rooms.assessment.verification.queue_page import build_queue_page
from paripurna.rooms.assessment.views.home import show_no_round
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import edition_of
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, MarkDraft, SheetError

CONFLICT = 409
NOTHING_TYPED: Mapping[str, Any] = {"refusal": "", "part": "", "codes": (), "text": "", "points": "", "reason_code": ""}
"""What a screen says again when something could not be done."""


@require_GET
@requires(Permission.ANSWER_VERIFY)
def list_queue(request: CityRequest) -> HttpResponse:
    found = find_current_round(request.city)
    if found is None:
        return show_no_round(request)
    page = build_queue_page(_build_queue(request, found))
    context = {"page": page, "rows": read_page(page.rows, request.GET)}
    return render(request, "assessment/verification_queue.html", context)


@require_GET
@requires(Permission.ANSWER_VERIFY)
def start(request: CityRequest) -> HttpResponse:
    """This view will lead to the first answer that waits, as the filter asks; back to the queue when none does."""
    found = _get_round(request)
    queue = _build_queue(request, found)
    url = item_url(found, queue.items[0].number) if queue.items else queue_url(found)
    return redirect(url + queue.chosen.as_query)


@require_GET
@requires(Permission.ANSWER_VERIFY)
def show_item(request: CityRequest, question: str) -> HttpResponse:
    found = _get_round(request)
    return _show(request, found, _find_question(found, question))


@require_POST
@requires(Permission.ANSWER_VERIFY)
def accept(request: CityRequest, question: str) -> HttpResponse:
    return _take(
        request, question, "accept", lambda found, said: _tell_accepted(_accept(request, found, said), question)
    )


def _accept(request: CityRequest, found: Round, said: dict[str, Any]) -> AnswerRow:
    return sheets.accept_answer(sheet=found.sheet, **said, by=request.user, at=timezone.now())


def _tell_accepted(row: AnswerRow, question: str) -> str:
    if row.state is AnswerState.ACCEPTED:
        return _("The answer to question %(number)s is internally verified.") % {"number": question}
    return _("Your acceptance of question %(number)s is kept. It waits for a second verifier.") % {"number": question}


@require_POST
@requires(Permission.ANSWER_VERIFY)
def give_back(request: CityRequest, question: str) -> HttpResponse:
    codes, text = request.POST.getlist("reason_code"), request.POST.get("reason", "")

    def deed(found: Round, said: dict[str, Any]) -> str:
        sheets.return_answer(sheet=found.sheet, **said, codes=codes, reason=text, by=request.user, at=timezone.now())
        return _("The answer to question %(number)s went back to its agency.") % {"number": question}

    return _take(request, question, "return", deed, codes=codes, text=text)


@require_POST
@requires(Permission.ANSWER_VERIFY)
def give_mark(request: CityRequest, question: str) -> HttpResponse:
    """This view will keep the mark of the internal check and stay at the answer."""
    typed = {name: request.POST.get(name, "").strip() for name in ("points", "reason_code", "reason")}

    def deed(found: Round, said: dict[str, Any]) -> str:
        stage = find_internal_stage(edition_of(found.sheet))
        if stage is None:
            raise Http404
        mark = MarkDraft(question, read_points(typed["points"]), typed["reason"], typed["reason_code"])
        sheets.give_mark(sheet=found.sheet, stage=stage.code, mark=mark, by=request.user, at=timezone.now())
        return _("The mark of question %(number)s is kept.") % {"number": question}

    again = {"points": typed["points"], "reason_code": typed["reason_code"], "text": typed["reason"]}
    return _take(request, question, "mark", deed, stay=True, **again)


@require_POST
@requires(Permission.ANSWER_VERIFY)
def claim(request: CityRequest, question: str) -> HttpResponse:
    """This view will note that the person is at this answer, and tell who else is."""
    found = _get_round(request)
    _get_question(request, found, question)
    other = actions.claim_answer(round=found, question=question, by=request.user, at=timezone.now())
    return render(request, "assessment/verification_claim.html", {"claim": other})


def _take(
    request: CityRequest,
    number: str,
    part: str,
    deed: Callable[[Round, dict[str, Any]], str],
    *,
    stay: bool = False,
    **typed: Any,
) -> HttpResponse:
    """Do it and go on to the next answer, or show the screen again with what was typed and why it could not be done."""
    found = _get_round(request)
    question = _get_question(request, found, number)
    said: dict[str, Any] = {"question": number, "base_revision": read_whole(request.POST.get("revision", ""))}
    try:
        told = deed(found, said)
    except SheetError as error:
        return _show(request, found, question, status=CONFLICT, refusal=str(error.sentence), part=part, **typed)
    messages.success(request, told)
    return redirect(_find_next(request, found, number if stay else request.POST.get("next", "")))


def _find_next(request: CityRequest, found: Round, number: str) -> str:
    is_known = number in edition_of(found.sheet).question_by_number
    url = item_url(found, number) if is_known else queue_url(found)
    return url + read_filter(request.GET).as_query


def _show(request: CityRequest, found: Round, question: Question, *, status: int = 200, **typed: Any) -> HttpResponse:
    queue = _build_queue(request, found)
    if queue.reading.is_own(question.number):
        raise NotAllowed
    context = {
        **NOTHING_TYPED,
        **typed,
        "page": build_item_page(queue, question, request.user),
        "reason_keys": REASON_KEYS,
        "mark_reasons": MARK_REASONS,
        "is_running": found.state == RoundState.RUNNING,
    }
    return render(request, "assessment/verification_item.html", context, status=status)


def _build_queue(request: CityRequest, found: Round) -> Queue:
    return build_queue(found, request.user, request.GET, at=timezone.now(), on=timezone.localdate())


def _get_round(request: CityRequest) -> Round:
    found = find_current_round(request.city)
    if found is None:
        raise Http404
    return found


def _find_question(found: Round, number: str) -> Question:
    question = edition_of(found.sheet).question_by_number.get(number)
    if question is None:
        raise Http404
    return question


def _get_question(request: CityRequest, found: Round, number: str) -> Question:
    """The question, for somebody who may verify it. Raises `Http404` and `NotAllowed`."""
    question = _find_question(found, number)
    check_may_verify(request.user, found, question, on=timezone.localdate())
    return question
