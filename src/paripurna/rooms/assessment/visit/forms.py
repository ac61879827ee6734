"""Forms of the field visit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.regions import queries as regions
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.assessment.visit.types import AskDraft, PlanDraft, SiteDraft, SiteKind

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.platform.regions.types import RegionRef
    from paripurna.rooms.assessment.visit.models import VisitPlan, VisitSite
    from paripurna.rooms.network.types import AgencyRef

BETWEEN = re.compile(r"[,;\s]+")
NUMBER_HELP = _(
    "Numbers as on the form, separated by commas: 11.1, 11.2. Their documents become the proof pack of the site."
)


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PlanForm(forms.Form):
    """Day and hours of the visit."""

    held_on = forms.DateField(
        label=_("Day of the visit"),
        required=False,
        widget=DateInput,
        help_text=_("Empty: the first day of the stage in the calendar."),
    )
    begins_at = forms.TimeField(label=pgettext_lazy("visit", "Begins at"), widget=TimeInput)
    ends_by = forms.TimeField(label=_("Agreed end"), required=False, widget=TimeInput)
    note = forms.CharField(label=_("Note for everybody"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    base_revision = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def initial_of(plan: VisitPlan) -> dict[str, Any]:
        names = ("held_on", "begins_at", "ends_by", "note")
        return {name: getattr(plan, name) for name in names} | {"base_revision": plan.revision}

    def draft(self) -> PlanDraft:
        data = self.cleaned_data
        return PlanDraft(data["held_on"], data["begins_at"], data["ends_by"], data["note"])


class SiteForm(forms.Form):
    """Everything about a site."""

    kind = forms.ChoiceField(label=_("Kind of site"), choices=SiteKind.choices)
    name = forms.CharField(label=pgettext_lazy("site", "Name"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    region = forms.ChoiceField(label=_("Kelurahan"), required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    person_name = forms.CharField(label=_("Person in charge"), max_length=200, required=False)
    person_phone = forms.CharField(
        label=_("Telephone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Only the secretariat and the agency of this site see name and number."),
    )
    shown = forms.CharField(label=_("What is shown"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    questions = forms.CharField(label=_("Questions it proves"), required=False, help_text=NUMBER_HELP)
    minutes = forms.IntegerField(label=_("Minutes at the site"), min_value=1, max_value=600, initial=15)
    travel = forms.IntegerField(label=_("Minutes on the way to it"), min_value=0, max_value=600, initial=0)
    starts_at = forms.TimeField(
        label=_("Promised start"),
        required=False,
        widget=TimeInput,
        help_text=_("Only where a time was promised. Otherwise the clock follows from the order."),
    )
    online_link = forms.URLField(label=_("Online link"), required=False, max_length=400, assume_scheme="https")
    has_children = forms.BooleanField(label=_("Children take part"), required=False)
    script = forms.CharField(
        label=_("Script and safeguarding notes"), required=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    rain_plan = forms.CharField(label=_("If it rains"), max_length=300, required=False)
    is_reserve = forms.BooleanField(label=_("This is a reserve"), required=False)
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, places: Sequence[RegionRef], agencies: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(str(agency.id), f"{agency.abbreviation} · {agency.name}") for agency in agencies]
        self.fields["region"].choices = [("", "–"), *((place.code, place.name) for place in places)]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", "–"), *offices]  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(site: VisitSite) -> dict[str, Any]:
        same = set(SiteDraft.__dataclass_fields__) - {"questions", "region_id", "agency_id"}
        return {name: getattr(site, name) for name in same} | {
            "questions": ", ".join(site.questions),
            "region": site.region.code if site.region else "",
            "agency": str(site.agency_id or ""),
            "base_revision": site.revision,
        }

    def draft(self, city: City) -> SiteDraft:
        data = dict(self.cleaned_data)
        data.pop("base_revision")
        region, agency = data.pop("region"), data.pop("agency")
        numbers = dict.fromkeys(number for number in BETWEEN.split(data.pop("questions")) if number)
        return SiteDraft(
            **{**data, "kind": SiteKind(data["kind"])},
            questions=tuple(numbers),
            region_id=regions.find_region_id(region, within=city.code) if region else None,
            agency_id=int(agency) if agency else None,
        )


class AskForm(forms.Form):
    """What the visiting team asked for."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("What was asked for"), max_length=300)
    question = forms.CharField(label=_("Number of the question"), max_length=20, required=False)
    agency = forms.ChoiceField(label=_("Who brings it"))
    bringer = forms.ChoiceField(
        label=_("Person"), required=False, help_text=_("Empty: everybody who works for this agency is told.")
    )
    note = forms.CharField(label=_("What they said"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(
        self, agencies: Sequence[AgencyRef], people: Sequence[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offices = [(str(agency.id), f"{agency.abbreviation} · {agency.name}") for agency in agencies]
        self.fields["agency"].choices = offices  # type: ignore[attr-defined]
        self.fields["bringer"].choices = [("", "–"), *people]  # type: ignore[attr-defined]

    def draft(self) -> AskDraft:
        data = self.cleaned_data
        return AskDraft(
            title=data["title"],
            agency_id=int(data["agency"]),
            question=data["question"].strip(),
            bringer_id=int(data["bringer"]) if data["bringer"] else None,
            note=data["note"],
            key=data["key"],
        )


class HoursForm(forms.Form):
    """From when the hours run, in the city's own zone."""

    starts = forms.DateTimeField(
        label=_("The hours run from"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
