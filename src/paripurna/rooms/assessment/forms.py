"""Forms of rounds: what a person types, and the sentence when it does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.assessment.types import StageDates
from paripurna.rooms.sheets.queries import EditionChoice


class RoundForm(forms.Form):
    """A new round: its name, the period that it covers, the edition, and the round it follows."""

    label = forms.CharField(label=_("Name of the round"), max_length=120)
    period_start = forms.DateField(
        label=_("First day of the period"), widget=DateInput, help_text=_("The period that the answers tell of.")
    )
    period_end = forms.DateField(label=_("Last day of the period"), widget=DateInput)
    edition = forms.ChoiceField(
        label=_("Edition of the instrument"),
        help_text=_("The round stays with this edition, also when a newer one is published."),
    )
    previous = forms.ChoiceField(
        label=_("Follows the round"), required=False, help_text=_("Its answers can be carried over afterwards.")
    )

    def __init__(self, *args: Any, editions: Sequence[EditionChoice], rounds: Sequence[Round], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [(choice.key, choice.label) for choice in editions]  # type: ignore[attr-defined]
        names = [(str(found.code), found.label) for found in rounds]
        self.fields["previous"].choices = [("", _("none")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("period_start"), data.get("period_end")
        if first and last and last < first:
            self.add_error("period_end", _("The period ends before it begins. Check both dates."))
        return data


class CalendarForm(forms.Form):
    """Two days for every stage of a round."""

    def __init__(self, *args: Any, stages: Sequence[tuple[RoundStage, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stages = stages
        for stage, _label in stages:
            for end, day in (("starts_on", stage.starts_on), ("ends_on", stage.ends_on)):
                self.fields[f"{stage.code}-{end}"] = forms.DateField(
                    label=_ENDS[end], required=False, initial=day, widget=DateInput
                )

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(label, self[f"{s.code}-starts_on"], self[f"{s.code}-ends_on"]) for s, label in self.stages]

    @property
    def dates(self) -> list[StageDates]:
        def day(stage: RoundStage, end: str) -> date | None:
            found: date | None = self.cleaned_data.get(f"{stage.code}-{end}")
            return found

        return [StageDates(s.code, day(s, "starts_on"), day(s, "ends_on")) for s, _label in self.stages]


_ENDS = {"starts_on": _("First day"), "ends_on": _("Last day")}
