"""Filling a whole sheet on one page, with or without a network.

The page saves each answer by itself. A phone keeps what is typed until the server has taken it, and sends it again with the
same key, so the doors here may be called twice with the same content. The shell is what a browser shows without a network:
a page without a word of anybody's data. The script behind it is served beside the pages that it may answer for.
"""

from __future__ import annotations

import json
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.assets import list_needed, read_built
from paripurna.platform.ui.autosave import changed_elsewhere, is_autosave, saved
from paripurna.platform.ui.whole import read_whole
from paripurna.rooms.sheets import policy
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.answer_form import say_error
from paripurna.rooms.sheets.pages.filling import build_fill_page
from paripurna.rooms.sheets.pages.reading import read_opened
from paripurna.rooms.sheets.pages.saving import Sent, read_sent, save_sent
from paripurna.rooms.sheets.queries import edition_of, find_question
from paripurna.rooms.sheets.registry import get_subject_kind
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.types import BadAnswer, Conflict, SheetClosed, UnknownQuestion, WrongState
from paripurna.rooms.sheets.views.opening import get_sheet
from paripurna.rooms.sheets.wording import say_answer

UNREADABLE, CLOSED = 422, 423
SCRIPTS = ("main.css", "theme.js", "fill.js")


@require_GET
@requires(Permission.CITY_VIEW)
def show_fill(request: CityRequest, code: str) -> HttpResponse:
    sheet = _get_fillable(request, code)
    opened = read_opened(sheet, user=request.user, on=timezone.localdate())
    context = {"page": build_fill_page(opened), "sheet": sheet, "session": _describe_session(request)}
    return render(request, "sheets/fill_page.html", context)


@require_POST
@requires(Permission.CITY_VIEW)
def save_filled(request: CityRequest, code: str, question: str) -> HttpResponse:
    """One answer, typed here or brought back by a phone. `over` names the revision that a person chose to write over."""
    sheet = _get_fillable(request, code)
    try:
        found = find_question(edition_of(sheet), question)
    except UnknownQuestion:
        raise Http404 from None
    sent, at = _read_sent(request, found), timezone.now()
    policy.check_may_answer(request.user, sheet, found, on=timezone.localdate())
    try:
        row = save_sent(sheet, found, sent, by=request.user, at=at)
    except Conflict as conflict:
        context = {
            "theirs": conflict.theirs,
            "theirs_text": say_answer(found, conflict.theirs.data),
            "mine_text": say_answer(found, conflict.mine.data),
        }
        return changed_elsewhere(render(request, "sheets/fill_conflict.html", context))
    except BadAnswer as error:
        return _refuse(request, say_error(found, error), UNREADABLE)
    except (SheetClosed, WrongState) as error:
        return _refuse(request, str(error.sentence), CLOSED)
    if not is_autosave(request):
        messages.success(request, _("The answer to question %(number)s is saved.") % {"number": question})
        return redirect(f"{reverse('sheets:fill', kwargs={'city': request.city.slug, 'code': code})}#{question}")
    return saved(HttpResponse(status=204), revision=row.revision, at=at)


@require_GET
@requires(Permission.CITY_VIEW)
def give_ticket(request: CityRequest, code: str) -> JsonResponse:
    """What a phone asks for when its network is back: who is signed in, and the token that lets it send."""
    _get_fillable(request, code)
    return JsonResponse({**_describe_session(request), "token": get_token(request)})


@require_GET
@requires(Permission.CITY_VIEW)
def show_shell(request: CityRequest) -> HttpResponse:
    """The page without data that a browser keeps. Without a request in its context, nothing personal can come into it."""
    return HttpResponse(render_to_string("sheets/fill_shell.html", {"language": current_language()}))


@require_GET
@requires(Permission.CITY_VIEW)
def send_worker(request: CityRequest) -> HttpResponse:
    """The service worker, told which files it keeps: those that the shell asks for, and no other."""
    shell = reverse("sheets:fill_shell", kwargs={"city": request.city.slug})
    kept = json.dumps({"shell": shell, "files": list_needed(SCRIPTS)})
    script = f"self.KEPT = {kept};\n{read_built('fill-worker.js')}"
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


def _get_fillable(request: CityRequest, code: str) -> Sheet:
    sheet = get_sheet(request, code)
    if not get_subject_kind(sheet.subject_kind).is_filled_at_once:
        raise Http404
    return sheet


def _read_sent(request: CityRequest, question: object) -> Sent:
    sent = read_sent(question, request.POST)
    return replace(sent, revision=read_whole(request.POST["over"])) if "over" in request.POST else sent


def _refuse(request: CityRequest, sentence: str, status: int) -> HttpResponse:
    context = {"sentence": sentence, "is_final": status == CLOSED}
    return render(request, "sheets/fill_refusal.html", context, status=status)


def _describe_session(request: CityRequest) -> dict[str, str]:
    """Whose data a device keeps and until when; the session's own key never leaves the cookie."""
    marker = salted_hmac("sheets.fill", request.session.session_key or "").hexdigest()[:32]
    until = request.session.get_expiry_date()
    return {"person": str(request.user.code), "session": marker, "until": until.isoformat()}
