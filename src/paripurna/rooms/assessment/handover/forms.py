"""Reading what the operator typed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import parse_number
from paripurna.rooms.assessment.handover.types import BadScore, ScoreKey, ScoreLevel, Scores


class EntryRuleForm(forms.Form):
    """How large a file may be, and what it is called."""

    limit_megabytes = forms.IntegerField(label=_("Largest file of the application, in MB"), min_value=1, max_value=500)
    name_pattern = forms.CharField(
        label=_("Name of a file"),
        max_length=120,
        help_text=_("May hold {nomor}, {indikator}, {kota} and {tahun}; {nomor} is needed."),
    )


def read_scores(data: Mapping[str, str]) -> Scores:
    """This function will read every field that is named like `INDICATOR:11`. Raises `BadScore` with the number."""
    return {key: _read_points(key, data[field]) for field in data if (key := _read_key(field)) is not None}


def _read_key(field: str) -> ScoreKey | None:
    level, colon, number = field.partition(":")
    return ScoreKey(ScoreLevel(level), number) if colon and level in ScoreLevel.values else None


def _read_points(key: ScoreKey, text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        return round(parse_number(text, indonesian=True, field="points"), 2)
    except BadValue:
        number = key.number or ScoreLevel.TOTAL.label
        raise BadScore(_("%(number)s: type a number, for example 12,5.") % {"number": number}) from None
