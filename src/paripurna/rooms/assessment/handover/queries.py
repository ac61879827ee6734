"""Reads of the hand-over."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from paripurna.rooms.assessment.handover.models import ApplicationScore, EntryRule, EntryTick
from paripurna.rooms.assessment.handover.types import ScoreKey, ScoreLevel
from paripurna.rooms.assessment.models import Round

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def list_ticks(found: Round) -> dict[str, EntryTick]:
    """This function will return what was entered, by question: one statement."""
    rows = EntryTick.objects.filter(city=found.city_id, round=found).select_related("entered_by")
    return {row.question: row for row in rows}


def list_scores(found: Round) -> dict[ScoreKey, Decimal]:
    """This function will return what the application showed, by level and number."""
    rows = ApplicationScore.objects.filter(city=found.city_id, round=found)
    return {
        ScoreKey(ScoreLevel(level), number): points
        for level, number, points in rows.values_list("level", "number", "points")
    }


def find_rule(city: City) -> EntryRule:
    """This function will return the city's rule for files, or the usual one, unsaved."""
    return EntryRule.objects.filter(city=city).first() or EntryRule(city=city)
