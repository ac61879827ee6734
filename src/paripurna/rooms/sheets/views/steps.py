"""Steps of an answer, each a door of its own with its own right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets import actions
from paripurna.rooms.sheets.types import SheetError
from paripurna.rooms.sheets.views.answers import show_panel
from paripurna.rooms.sheets.views.opening import get_sheet

Action = Callable[..., Any]


@require_POST
@requires(Permission.ANSWER_EDIT)
def submit_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    return _take(request, code, question, actions.submit_answer)


@require_POST
@requires(Permission.ANSWER_EDIT)
def withdraw_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    return _take(request, code, question, actions.withdraw_answer)


@require_POST
@requires(Permission.ANSWER_VERIFY)
def accept_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    return _take(request, code, question, actions.accept_answer)


@require_POST
@requires(Permission.ANSWER_VERIFY)
def return_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    said = {"reason": request.POST.get("reason", ""), "codes": request.POST.getlist("reason_code")}
    return _take(request, code, question, actions.return_answer, **said)


@require_POST
@requires(Permission.ANSWER_EDIT_ANY)
def reopen_answer(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    return _take(request, code, question, actions.reopen_answer, reason=request.POST.get("reason", ""))


@require_POST
@requires(Permission.ANSWER_EDIT)
def restore_answer(request: CityRequest, code: UUID, question: str, revision: int) -> HttpResponse:
    return _take(request, code, question, actions.restore_answer, revision=revision)


def _take(request: CityRequest, code: UUID, question: str, action: Action, **said: Any) -> HttpResponse:
    sheet = get_sheet(request, code)
    seen = request.POST.get("revision", "")
    revision = read_whole(seen)
    try:
        action(sheet=sheet, question=question, base_revision=revision, by=request.user, at=timezone.now(), **said)
    except SheetError as error:
        reason = said.get("reason", "")
        return show_panel(request, sheet, question, status=409, refusal=str(error.sentence), typed_reason=reason)
    return show_panel(request, get_sheet(request, code), question, moved=True)
