"""Forms of the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.assessment.meetings.types import DecisionDraft, MeetingDraft, MinutesDraft
from paripurna.rooms.assessment.visit.forms import TimeInput

if TYPE_CHECKING:
    from paripurna.rooms.assessment.meetings.models import Meeting
    from paripurna.rooms.network.types import AgencyRef

NAMES = ("title", "held_on", "begins_at", "place", "link", "note")


class MeetingForm(forms.Form):
    """When, where and for whom."""

    title = forms.CharField(label=_("What the meeting is called"), max_length=200)
    held_on = forms.DateField(label=_("Day"), widget=DateInput)
    begins_at = forms.TimeField(label=pgettext_lazy("meeting", "Begins at"), widget=TimeInput)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    link = forms.URLField(
        label=_("Online link"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("A meeting has a place, a link, or both."),
    )
    note = forms.CharField(label=_("Note for those invited"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    agencies = forms.MultipleChoiceField(
        label=_("Who is invited"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody who works for these agencies gets the invitation."),
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, agencies: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].choices = _choices(agencies)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(meeting: Meeting, agency_ids: frozenset[int]) -> dict[str, Any]:
        same = {name: getattr(meeting, name) for name in NAMES}
        return {**same, "agencies": [str(pk) for pk in agency_ids], "base_revision": meeting.revision}

    def draft(self) -> MeetingDraft:
        data = self.cleaned_data
        chosen = tuple(int(pk) for pk in data["agencies"])
        return MeetingDraft(**{name: data[name] for name in NAMES}, agency_ids=chosen)


class DecisionForm(forms.Form):
    """What was decided, who sees to it, until when."""

    text = forms.CharField(label=_("Decision"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)
    agency = forms.ChoiceField(label=_("Owner"))
    due_on = forms.DateField(label=_("Due"), widget=DateInput)

    def __init__(self, agencies: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "–"), *_choices(agencies)]  # type: ignore[attr-defined]

    def draft(self) -> DecisionDraft:
        data = self.cleaned_data
        return DecisionDraft(data["text"], int(data["agency"]), data["due_on"])


class MinutesForm(forms.Form):
    """What was said, and the next meeting."""

    minutes = forms.CharField(
        label=_("What was said"), required=False, widget=forms.Textarea(attrs={"rows": 8}), max_length=20000
    )
    next_on = forms.DateField(label=_("Next meeting"), required=False, widget=DateInput)
    base_revision = forms.IntegerField(widget=forms.HiddenInput)

    def draft(self) -> MinutesDraft:
        return MinutesDraft(self.cleaned_data["minutes"], self.cleaned_data["next_on"])


def _choices(agencies: Sequence[AgencyRef]) -> list[tuple[str, str]]:
    return [(str(agency.id), f"{agency.abbreviation} · {agency.name}") for agency in agencies]
