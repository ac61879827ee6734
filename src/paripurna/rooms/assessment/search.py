"""Questions of the round, found by the search of the top bar."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.ui.registry import Hit, Search, register_search
from paripurna.rooms.assessment.queries import find_current_round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.subject import get_url
from paripurna.rooms.sheets.queries import edition_of, search_questions


def register() -> None:
    register_search(Search("assessment.questions", _("Questions"), find_questions, Permission.CITY_VIEW, order=10))


def find_questions(request: HttpRequest, words: str, limit: int) -> Sequence[Hit]:
    """This function will return the questions of the city's current round that match, best first."""
    found = find_current_round(request.city)  # type: ignore[attr-defined]
    if found is None:
        return []
    questions = edition_of(found.sheet).question_by_number
    numbers = search_questions(found.sheet, words)[:limit]
    return [Hit(f"{n} {questions[n].label.in_language(language())}", get_url(found.sheet, n)) for n in numbers]
