"""Words of the hand-over: how far a question is, what the application showed, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.rooms.assessment.types import RoundError

DEFAULT_LIMIT = 10
DEFAULT_PATTERN = "{nomor}_{kota}_{tahun}"
PLACEHOLDERS = ("nomor", "indikator", "kota", "tahun")


class EntryState(models.TextChoices):
    """How far a question is in the national application."""

    OPEN = "OPEN", _("not entered yet")
    CHANGED = "CHANGED", _("changed since it was entered")
    ENTERED = "ENTERED", _("entered")


class ScoreLevel(models.TextChoices):
    """What a score of the application is about."""

    QUESTION = "QUESTION", _("Question")
    INDICATOR = "INDICATOR", _("Indicator")
    STRAND = "STRAND", _("Cluster")
    TOTAL = "TOTAL", pgettext_lazy("score", "Total")


@dataclass(frozen=True, slots=True)
class ScoreKey:
    """A number of the form; the total has none."""

    level: ScoreLevel
    number: str = ""


Scores = dict[ScoreKey, Decimal | None]


class EntryError(RoundError):
    """Something about the hand-over that cannot be done now."""


class EntryChanged(EntryError):
    """The answer was changed after the page was opened."""


class BadScore(EntryError):
    """A score that cannot be: no such number, below zero, or above the maximum."""


class BadEntryRule(EntryError):
    """A limit or a pattern of names that cannot be used."""
