"""The section "internal check" of a question's panel: what verifiers said, and whether a second one is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.verification.queries import list_verdicts_on
from paripurna.rooms.assessment.verification.telling import VerdictLine, tell_verdict
from paripurna.rooms.sheets.queries import Sheet, get_answer
from paripurna.rooms.sheets.registry import PanelSection
from paripurna.rooms.sheets.types import AnswerState


def build_section(sheet: Sheet, number: str, user: User) -> Mapping[str, Any] | None:
    """This function will tell the panel about the verdicts, or stay away where there is none."""
    verdicts = list_verdicts_on(sheet, number)
    if not verdicts:
        return None
    answer = get_answer(sheet, number)
    lines = [tell_verdict(verdict) for verdict in verdicts]
    is_waiting = answer.state is AnswerState.SUBMITTED and answer.revision == verdicts[0].revision
    first: VerdictLine | None = lines[0] if is_waiting and not verdicts[0].took_effect else None
    return {"lines": lines, "first": first}


INTERNAL_CHECK = PanelSection(
    code="assessment.internal_check",
    title=_("Internal check"),
    template="assessment/panel_internal_check.html",
    get_context=build_section,
    order=30,
)
