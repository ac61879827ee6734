"""What people say of plans, findings and upkeep on pages; each form hands plain values on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.fields import RupiahField
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.network.queries import list_agencies
from paripurna.rooms.places.inspections.actions.upkeep import UpkeepDone
from paripurna.rooms.places.inspections.types import FindingDraft, Severity, Topic
from paripurna.rooms.places.types import Fund

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Finding, Place

LONGEST = 4000


class PlanForm(forms.Form):
    """Who goes on which day to which places."""

    inspector = forms.ChoiceField(label=_("Who goes"))
    planned_on = forms.DateField(label=_("Day"), widget=DateInput())
    places = forms.MultipleChoiceField(
        label=_("Places"),
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("The route goes from each place to the nearest of those that are left."),
    )

    def __init__(self, data: Any, *, inspectors: Iterable[User], places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.people = {str(each.code): each for each in inspectors}
        self.known = {each.code: each for each in places}
        self.fields["inspector"].choices = [(code, str(each)) for code, each in self.people.items()]  # type: ignore[attr-defined]
        self.fields["places"].choices = [(code, _tell(each)) for code, each in self.known.items()]  # type: ignore[attr-defined]

    @property
    def person(self) -> User:
        return self.people[self.cleaned_data["inspector"]]

    @property
    def chosen(self) -> list[Place]:
        return [self.known[code] for code in self.cleaned_data["places"]]


class FindingForm(forms.Form):
    """A finding as people write it on its own page."""

    uuid = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    text = forms.CharField(
        label=_("What is not as it must be?"), widget=forms.Textarea({"rows": 3}), max_length=LONGEST
    )
    severity = forms.ChoiceField(label=_("How bad is it?"), choices=Severity.choices, initial=Severity.NOTE)
    topic = forms.ChoiceField(label=_("It is about"), choices=Topic.choices, initial=Topic.OTHER)
    owner = forms.ChoiceField(label=_("Who repairs it?"), required=False)
    owner_name = forms.CharField(label=_("Name of the person or body"), max_length=200, required=False)
    due_on = forms.DateField(
        label=_("To be repaired until"),
        widget=DateInput(),
        required=False,
        help_text=_("Empty: 3 days where the place is closed, 30 where it is limited, 90 for a note."),
    )

    def __init__(self, data: Any, *, city: City, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        named = [(agency.code, f"{agency.abbreviation} · {agency.name}") for agency in list_agencies(city)]
        self.fields["owner"].choices = [("", _("Somebody else, named below")), *named]  # type: ignore[attr-defined]

    @property
    def draft(self) -> FindingDraft:
        said = self.cleaned_data
        return FindingDraft(
            severity=Severity(said["severity"]),
            topic=Topic(said["topic"]),
            text=said["text"].strip(),
            owner=said["owner"],
            owner_name=said["owner_name"],
            due_on=said["due_on"],
        )


class RepairForm(forms.Form):
    """Somebody says that a finding is repaired."""

    note = forms.CharField(label=_("What was done?"), widget=forms.Textarea({"rows": 2}), max_length=1000)
    done_on = forms.DateField(label=_("Done on"), widget=DateInput())
    cost_idr = RupiahField(label=_("Cost in rupiah"), required=False)
    fund = forms.ChoiceField(label=_("Source of funds"), choices=[("", "–"), *Fund.choices], required=False)

    def __init__(self, data: Any, *, on: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.on, self.fields["done_on"].initial = on, on

    def clean_done_on(self) -> date:
        day: date = self.cleaned_data["done_on"]
        if day > self.on:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class NoteForm(forms.Form):
    note = forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=1000, required=False)


class UpkeepForm(forms.Form):
    """What is to be done at a place, when, and how often again."""

    uuid = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)
    title = forms.CharField(label=_("What is to be done?"), max_length=200)
    due_on = forms.DateField(label=_("Day"), widget=DateInput())
    every_months = forms.TypedChoiceField(
        label=_("Again"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[
            ("", _("once only")),
            (1, _("every month")),
            (3, _("every three months")),
            (6, _("every six months")),
            (12, _("every year")),
        ],
    )


class UpkeepDoneForm(RepairForm):
    note = forms.CharField(label=_("What was done?"), max_length=500, required=False)

    @property
    def done(self) -> UpkeepDone:
        said = self.cleaned_data
        return UpkeepDone(said["done_on"], said["cost_idr"], said["fund"], said["note"])


def say_finding(finding: Finding) -> dict[str, Any]:
    """This function will return what stands, for the form that changes it."""
    owner = finding.owner_agency.code if finding.owner_agency else ""
    names = ("text", "severity", "topic", "owner_name", "due_on")
    return {"owner": owner, **{name: getattr(finding, name) for name in names}}


def _tell(place: Place) -> str:
    return f"{place.name} · {place.kelurahan.name}" if place.kelurahan else place.name
