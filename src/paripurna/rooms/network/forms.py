"""What people fill in about agencies, roles and questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.fields import TableField
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.network.types import AgencyDetail, AgencyDraft, AgencyKind, AgencyRef, Member


class AgencyForm(forms.Form):
    abbreviation = forms.CharField(label=_("Abbreviation"), max_length=40)
    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Short, in small letters; imports and exports use it: dinkes")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind.choices)
    sector = forms.CharField(
        label=_("Sector"), max_length=80, required=False, help_text=_("What it deals in: banking, health, radio")
    )
    region_code = forms.ChoiceField(
        label=_("Where it works"),
        required=False,
        help_text=_("The kecamatan or kelurahan; left open, the whole city."),
    )
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    valid_from = forms.DateField(label=_("Since"), widget=DateInput())
    tasks = forms.CharField(label=_("What it does for children"), required=False, widget=forms.Textarea({"rows": 3}))
    head_name = forms.CharField(label=_("Head"), max_length=200, required=False)
    contact_name = forms.CharField(label=_("Contact person"), max_length=200, required=False)
    contact_phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea({"rows": 2}))
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("Where this is known from, for whoever checks it"),
    )

    def __init__(self, regions: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region_code"].choices = [("", _("The whole city")), *regions]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, detail: AgencyDetail) -> dict[str, Any]:
        return {name: getattr(detail.draft, name) for name in cls.base_fields}

    def draft(self) -> AgencyDraft:
        values = dict(self.cleaned_data)
        return AgencyDraft(**values | {"kind": AgencyKind(values["kind"])})


class EndForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DateInput())

    @classmethod
    def at(cls, day: date) -> EndForm:
        return cls(initial={"on": day})


class MemberForm(forms.Form):
    membership = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, people: Sequence[Member], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].choices = [  # type: ignore[attr-defined]
            (person.membership_id, f"{person.name} · {person.role}") for person in people
        ]


class AgenciesForm(forms.Form):
    """Which agencies, and who of them leads."""

    agencies = forms.MultipleChoiceField(
        label=_("Agencies"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None: nobody plays it.")
    )
    lead = forms.ChoiceField(label=_("Leads"), required=False, help_text=_("Left open, the first one chosen leads."))

    def __init__(self, known: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(agency.code, f"{agency.abbreviation} · {agency.name}") for agency in known]
        self.fields["agencies"].choices = choices  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("lead") and values["lead"] not in values.get("agencies", ()):
            self.add_error("lead", _("Choose the lead among the agencies above."))
        return values


class AssignForm(forms.Form):
    """Questions by number, and one agency to give them to; without one they go back to the roles."""

    questions = forms.MultipleChoiceField()
    agency = forms.ChoiceField(required=False)

    def __init__(self, numbers: Sequence[str], known: Sequence[AgencyRef], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [(number, number) for number in numbers]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", ""), *((a.code, a.abbreviation) for a in known)]  # type: ignore[attr-defined]


class MoveForm(AssignForm):
    """As on the list; here a word stands for "as the roles say", so that a forgotten choice moves nothing."""

    BY_ROLE = "-"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        (_open, *known) = self.fields["agency"].choices  # type: ignore[attr-defined]
        self.fields["agency"].choices = [(self.BY_ROLE, ""), *known]  # type: ignore[attr-defined]
        self.fields["agency"].required = True


class UploadForm(forms.Form):
    file = TableField(megabytes=2, help_text=_("At most 1,000 rows."))
