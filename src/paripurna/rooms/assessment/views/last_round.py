"""The section "last round" of a question's panel: asked by the panel as a page asks a view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.last_round import find_last_answer
from paripurna.rooms.assessment.queries import find_round_of
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.network.queries import may_answer
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.queries import Sheet
from paripurna.rooms.sheets.registry import PanelSection
from paripurna.rooms.sheets.types import AnswerState


def build_section(sheet: Sheet, number: str, user: User) -> Mapping[str, Any] | None:
    """This function will tell the panel about the last round, or stay away where there is nothing to tell."""
    found = find_round_of(sheet)
    last = find_last_answer(found, number) if found else None
    if found is None or last is None:
        return None
    now = queries.get_answer(sheet, number)
    may_copy = (
        last.fits
        and found.state == RoundState.RUNNING
        and now.state in {AnswerState.EMPTY, AnswerState.DRAFT}
        and now.data != last.data
        and _may_answer(user, sheet, number)
    )
    place = {"city": sheet.city.slug, "code": found.code, "question": number}
    earlier = {"city": sheet.city.slug, "code": last.round.sheet.code, "question": last.number}
    return {
        "last": last,
        "last_url": reverse("sheets:question", kwargs=earlier),
        "revision": now.revision,
        "copy_url": reverse("assessment:copy_answer", kwargs=place) if may_copy else "",
    }


def _may_answer(user: User, sheet: Sheet, number: str) -> bool:
    roles = queries.get_question(sheet, number).roles
    return may_answer(user, sheet.city, question=number, roles=roles, key=str(sheet.code), on=timezone.localdate())


LAST_ROUND = PanelSection(
    code="assessment.last_round",
    title=_("Last round"),
    template="assessment/panel_last_round.html",
    get_context=build_section,
    order=40,
)
