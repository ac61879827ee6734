"""Forms of the regional action plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.roadmap.fields import RupiahField
from paripurna.rooms.roadmap.rad.types import ActivityDraft, PlanDraft, ReviewDraft, YearDraft, YearResult

if TYPE_CHECKING:
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.network.types import AgencyRef
    from paripurna.rooms.roadmap.models import ActivityYear, PlannedActivity

FIRST, LAST = 2000, 2100


class PlanForm(forms.Form):
    """The plan as a whole, and where its rows come from."""

    title = forms.CharField(label=_("What the plan is called"), max_length=200)
    rpjmd = forms.CharField(label=_("RPJMD it belongs to"), max_length=200)
    first_year = forms.IntegerField(label=_("First year"), min_value=FIRST, max_value=LAST)
    last_year = forms.IntegerField(label=_("Last year"), min_value=FIRST, max_value=LAST)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    from_steps = forms.BooleanField(
        label=_("Begin with the steps of the adopted road map"),
        required=False,
        help_text=_("Rows of a workbook can be imported afterwards."),
    )

    def draft(self) -> PlanDraft:
        data = self.cleaned_data
        names = ("title", "rpjmd", "first_year", "last_year", "note")
        return PlanDraft(**{name: data[name] for name in names})


class ActivityForm(forms.Form):
    """One row of the matrix, with a target and a budget for each year."""

    strand = forms.ChoiceField(label=_("Cluster"))
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    program = forms.CharField(label=_("Program"), max_length=300)
    activity = forms.CharField(label=_("Activity"), max_length=300)
    measure = forms.CharField(
        label=_("Measure"),
        max_length=200,
        required=False,
        help_text=_("In what the target is counted: people, kelurahan."),
    )
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    fund = forms.CharField(label=_("Source of funds"), max_length=60, required=False)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, edition: Edition, agencies: Sequence[AgencyRef], years: Iterable[int], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = list(years)
        self._choose("strand", [(s.code, s.label.in_language("id")) for s in edition.strands])
        self._choose("indicator", [("", _("the whole cluster")), *_group_indicators(edition)])
        self._choose("agency", [("", "–"), *((str(a.id), f"{a.abbreviation} · {a.name}") for a in agencies)])
        for year in self.years:
            words = {"year": year}
            self.fields[f"target_{year}"] = forms.CharField(
                label=_("Target %(year)s") % words, max_length=100, required=False
            )
            self.fields[f"budget_{year}"] = RupiahField(label=_("Budget %(year)s (Rp)") % words, required=False)

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def year_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"target_{year}"], self[f"budget_{year}"]) for year in self.years]

    @staticmethod
    def initial_of(activity: PlannedActivity) -> dict[str, Any]:
        same = ("strand", "indicator", "program", "activity", "measure", "fund", "note")
        years: dict[str, Any] = {}
        for found in activity.years.all():
            years |= {f"target_{found.year}": found.target, f"budget_{found.year}": found.budget_idr}
        here = {"agency": str(activity.agency_id or ""), "base_revision": activity.revision}
        return {name: getattr(activity, name) for name in same} | here | years

    def draft(self, move_id: int | None = None) -> ActivityDraft:
        data = self.cleaned_data
        same = ("strand", "indicator", "program", "activity", "measure", "fund", "note")
        return ActivityDraft(
            **{name: data[name] for name in same},
            agency_id=int(data["agency"]) if data["agency"] else None,
            move_id=move_id,
            years={year: YearDraft(data[f"target_{year}"], data[f"budget_{year}"]) for year in self.years},
        )


class AdoptForm(forms.Form):
    """The decree that makes a draft the RAD."""

    decree = forms.ChoiceField(label=_("Decree or regulation"))
    adopted_on = forms.DateField(label=_("In force since"), widget=DateInput)

    def __init__(self, decrees: Sequence[Document], *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        choices = [("", "–"), *((str(found.code), found.title) for found in decrees)]
        self.fields["decree"].choices = choices  # type: ignore[attr-defined]

    def clean_adopted_on(self) -> date:
        day: date = self.cleaned_data["adopted_on"]
        if day > self.on:
            raise forms.ValidationError(_("This day lies ahead. Adopt the plan once the decree is signed."))
        return day


class ReviewForm(forms.Form):
    """Two fields for each row that promises something for the year, and a conclusion."""

    def __init__(self, rows: Sequence[PlannedActivity], year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = ((row, {said.year: said for said in row.years.all()}.get(year)) for row in rows)
        self.promised = [(row, said) for row, said in found if said is not None]
        for row, said in self.promised:
            words = {"activity": row.activity}
            self.fields[f"reached_{row.pk}"] = forms.CharField(
                label=_("Reached: %(activity)s") % words, max_length=100, required=False, initial=said.reached
            )
            self.fields[f"spent_{row.pk}"] = RupiahField(
                label=_("Spent: %(activity)s") % words, initial=said.spent_idr, required=False
            )
        self.fields["base"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.fields["conclusion"] = forms.CharField(
            label=_("What the city concludes"), widget=forms.Textarea(attrs={"rows": 4}), max_length=10_000
        )

    @property
    def lines(self) -> list[tuple[PlannedActivity, ActivityYear, forms.BoundField, forms.BoundField]]:
        return [(row, said, self[f"reached_{row.pk}"], self[f"spent_{row.pk}"]) for row, said in self.promised]

    def clean_base(self) -> datetime | None:
        """When the review that was seen was written; whatever else somebody sent is none."""
        try:
            return parse_datetime(self.cleaned_data["base"])
        except ValueError:
            return None

    def draft(self, year: int) -> ReviewDraft:
        data = self.cleaned_data
        results = {
            row.pk: YearResult(data[f"reached_{row.pk}"], data[f"spent_{row.pk}"]) for row, _said in self.promised
        }
        return ReviewDraft(year, results, data["conclusion"], data["base"])


def _group_indicators(edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (s.label.in_language("id"), [(i.number, f"{i.number} · {i.label.in_language('id')}") for i in s.indicators])
        for s in edition.strands
    ]
