"""The section "evidence table" of a question's panel: whether one was signed off, and whether its rows have moved since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.fact_tables.reading import find_signed
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet


def get_context(sheet: Sheet, number: str, user: User, *, on: date) -> Mapping[str, Any] | None:
    """This function will build the section, or None where no register answers the question."""
    if not sheets.is_bound(sheet, number) or not may(user, Permission.EVIDENCE_VIEW, sheet.city, on=on):
        return None
    question = sheets.get_question(sheet, number)
    return {
        "sheet": sheet,
        "question": number,
        "signed": find_signed(sheet, number, on=on),
        "may_sign": sheet.closed_at is None and policy.may_link(user, sheet, question, on=on),
    }
