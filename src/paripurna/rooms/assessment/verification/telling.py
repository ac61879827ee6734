"""Verdicts and reasons in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from paripurna.rooms.assessment.verification.models import Verdict
from paripurna.rooms.assessment.verification.types import Decision, Reason


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One verdict as people read it."""

    by: str
    what: str
    reasons: tuple[str, ...]
    text: str
    at: datetime
    is_first: bool  # of two: a second acceptance was still waited for


def tell_verdict(verdict: Verdict) -> VerdictLine:
    """This function will put a verdict in words."""
    return VerdictLine(
        by=verdict.given_by.name if verdict.given_by else _("somebody who has left"),
        what=str(Decision(verdict.decision).label),
        reasons=tuple(str(Reason(code).label) for code in verdict.reasons),
        text=verdict.text,
        at=verdict.given_at,
        is_first=not verdict.took_effect,
    )
