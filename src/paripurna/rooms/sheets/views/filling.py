"""Filling a whole sheet on one page, with or without a network.

The page saves each answer by itself. A phone keeps what is typed until the server has taken it, and sends it again with the
same key, so the doors here may be called twice with the same content.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.core.instrument.model import Question
from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.autosave import changed_elsewhere, is_autosave, saved
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.answer_form import say_error
from paripurna.rooms.sheets.pages.filling import build_fill_page
from paripurna.rooms.sheets.pages.reading import read_opened
from paripurna.rooms.sheets.pages.saving import Sent, read_base, read_sent, read_sent_part, save_sent
from paripurna.rooms.sheets.queries import edition_of, find_question
from paripurna.rooms.sheets.registry import Parts, get_subject_kind
from paripurna.rooms.sheets.types import (
    BadAnswer,
    Conflict,
    PartConflict,
    SheetClosed,
    SheetError,
    UnknownQuestion,
    WrongState,
)
from paripurna.rooms.sheets.views.opening import get_fillable
from paripurna.rooms.sheets.wording import say_answer

UNREADABLE, CLOSED = 422, 423


@require_GET
@requires(Permission.CITY_VIEW)
def show_fill(request: CityRequest, code: UUID) -> HttpResponse:
    sheet = get_fillable(request, code)
    opened = read_opened(sheet, user=request.user, on=timezone.localdate())
    return render(request, "sheets/fill_page.html", {"page": build_fill_page(opened), "sheet": sheet})


@require_POST
@requires(Permission.CITY_VIEW)
def save_filled(request: CityRequest, code: UUID, question: str) -> HttpResponse:
    """One answer, typed here or brought back by a phone. `over` names the revision that a person chose to write over."""
    sheet = get_fillable(request, code)
    try:
        found = find_question(edition_of(sheet), question)
    except UnknownQuestion:
        raise Http404 from None
    sent, at = _read_sent(request, found), timezone.now()
    policy.check_may_answer(request.user, sheet, found, on=timezone.localdate())
    try:
        row = save_sent(sheet, found, sent, by=request.user, at=at)
    except Conflict as conflict:
        mine, theirs = conflict.mine, conflict.theirs
        return _ask(request, theirs, say_answer(found, theirs.data), say_answer(found, mine.data), note=theirs.note)
    except BadAnswer as error:
        return _refuse(request, say_error(found, error), UNREADABLE)
    except (SheetClosed, WrongState) as error:
        return _refuse(request, str(error.sentence), CLOSED)
    told = _("The answer to question %(number)s is saved.") % {"number": question}
    return _tell(request, sheet, question, told, revision=row.revision, at=at)


@require_POST
@requires(Permission.CITY_VIEW)
def save_part(request: CityRequest, code: UUID, key: str) -> HttpResponse:
    """One form of the sheet's owner, as an answer comes: typed here or brought back by a phone."""
    sheet = get_fillable(request, code)
    sent, at = read_sent_part(key, request.POST), timezone.now()
    try:
        part = _get_parts(sheet).save(sheet, sent, by=request.user, at=at)
    except PartConflict as conflict:
        return _ask(request, conflict.part, conflict.theirs, conflict.mine)
    except SheetClosed as error:
        return _refuse(request, str(error.sentence), CLOSED)
    except SheetError as error:
        return _refuse(request, str(error.sentence), UNREADABLE)
    return _tell(request, sheet, key, _("What you wrote is saved."), revision=part.revision, at=at)


def _get_parts(sheet: Sheet) -> Parts:
    parts = get_subject_kind(sheet.subject_kind).parts
    if parts is None:
        raise Http404
    return parts


def _read_sent(request: CityRequest, question: Question) -> Sent:
    return replace(read_sent(question, request.POST), revision=read_base(request.POST))


def _ask(request: CityRequest, theirs: object, theirs_text: str, mine_text: str, *, note: str = "") -> HttpResponse:
    context = {"theirs": theirs, "theirs_text": theirs_text, "theirs_note": note, "mine_text": mine_text}
    return changed_elsewhere(render(request, "sheets/fill_conflict.html", context))


def _refuse(request: CityRequest, sentence: str, status: int) -> HttpResponse:
    context = {"sentence": sentence, "is_final": status == CLOSED}
    return render(request, "sheets/fill_refusal.html", context, status=status)


def _tell(
    request: CityRequest, sheet: Sheet, anchor: str, sentence: str, *, revision: int, at: datetime
) -> HttpResponse:
    if is_autosave(request):
        return saved(HttpResponse(status=204), revision=revision, at=at)
    messages.success(request, sentence)
    return redirect(f"{reverse('sheets:fill', kwargs={'city': request.city.slug, 'code': sheet.code})}#{anchor}")
