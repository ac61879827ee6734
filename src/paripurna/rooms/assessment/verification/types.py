"""Verdicts and the reasons for them: one list for answers that come back and for points that are lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Decision(models.TextChoices):
    ACCEPT = "ACCEPT", _("accepted")
    RETURN = "RETURN", _("returned")


class Reason(models.TextChoices):
    """Why an answer is returned, or why a stage gave less than the answer says."""

    MISSING = "MISSING", _("a document is missing")
    WRONG_PERIOD = "WRONG_PERIOD", _("wrong year or period")
    UNSIGNED = "UNSIGNED", _("not signed")
    MISMATCH = "MISMATCH", _("the answer and the document disagree")
    UNREADABLE = "UNREADABLE", _("the document cannot be read")
    WRONG_PLACE = "WRONG_PLACE", _("of another agency or region")
    NOT_IN_FORCE = "NOT_IN_FORCE", _("the regulation or decree was not in force")
    MISCALCULATED = "MISCALCULATED", _("wrongly calculated")
    INCOMPLETE_TABLE = "INCOMPLETE_TABLE", _("the table is not complete")
    LATE = "LATE", _("the document came too late")
    NOT_ON_SITE = "NOT_ON_SITE", _("not found on site")
    MINISTRY_POLICY = "MINISTRY_POLICY", _("policy of the ministry")
    NOT_EXPLAINED = "NOT_EXPLAINED", _("those who marked gave no reason")
    OTHER = "OTHER", _("another reason")


R = Reason
RETURN_REASONS = (
    R.MISSING,
    R.WRONG_PERIOD,
    R.UNSIGNED,
    R.MISMATCH,
    R.UNREADABLE,
    R.WRONG_PLACE,
    R.NOT_IN_FORCE,
    R.MISCALCULATED,
    R.INCOMPLETE_TABLE,
    R.OTHER,
)
"""In the order of the keys 1 to 9 and 0."""
LOSS_REASONS = tuple(Reason)
"""Points are lost for the same reasons, and for some that nobody can mend."""
LOSS_LABELS = {reason.value: reason.label for reason in LOSS_REASONS}

CLAIM_LASTS = timedelta(minutes=15)
"""For so long an open page tells others that somebody is at it."""


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """What a verifier is meant to look at: a cluster (`strand`) or an agency, by their codes; one of the two."""

    verifier_id: int
    strand: str = ""
    agency: str = ""
