"""What a form saved by itself and its page say to each other, in headers of one answer.

The page sends the form with `X-Autosave: 1`. The view answers `saved(…)`, or `changed_elsewhere(…)` when
the revision it was written on is no longer the newest.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from paripurna.platform.ui.formats import format_clock

CHANGED_ELSEWHERE = 409


def is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def saved(response: HttpResponse, *, revision: int, at: datetime) -> HttpResponse:
    """This function will tell the page that the form stands as `revision`, saved at `at`."""
    response["X-Saved-At"] = format_clock(timezone.localtime(at), get_language() or "id")
    response["X-Revision"] = str(revision)
    return response


def changed_elsewhere(response: HttpResponse) -> HttpResponse:
    """This function will tell the page that someone else has written; `response` shows both and asks."""
    response.status_code = CHANGED_ELSEWHERE
    return response
