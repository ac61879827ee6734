"""What people fill in about figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.fields import TableField
from paripurna.rooms.registers.figures.importing import Column, Given
from paripurna.rooms.registers.figures.types import BadPeriod, FigureDraft, Sex, read_period
from paripurna.rooms.registers.models import FigureSeries


class FigureForm(forms.Form):
    source = forms.CharField(label=_("Who counted"), max_length=200, help_text=_("Dukcapil, BPS, the agency itself"))
    period = forms.CharField(label=_("Period"), max_length=20, help_text=_("2024, 2024-S1, 2024-05 or 2024-01/2024-07"))
    value = forms.DecimalField(label=_("Figure"), max_digits=16, decimal_places=3, localize=True)
    whole = forms.DecimalField(label=_("Of"), max_digits=16, decimal_places=3, localize=True, required=False)
    region_code = forms.ChoiceField(label=_("Region"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, required=False)
    age = forms.CharField(label=_("Age"), max_length=40, required=False)
    disability = forms.CharField(label=_("Disability"), max_length=60, required=False)
    category = forms.CharField(label=_("Another breakdown"), max_length=120, required=False)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, regions: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region_code"].choices = [("", _("The whole city")), *regions]  # type: ignore[attr-defined]

    def clean_period(self) -> Any:
        try:
            return read_period(self.cleaned_data["period"])
        except BadPeriod as bad:
            raise forms.ValidationError(str(bad.sentence)) from bad

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("whole") is not None and data.get("value") is not None and data["whole"] < data["value"]:
            self.add_error("whole", _("A part is never greater than its whole."))
        return data

    def draft(self, region_id: int | None) -> FigureDraft:
        data = {name: value for name, value in self.cleaned_data.items() if name != "region_code"}
        return FigureDraft(**data, region_id=region_id)


class FiguresFileForm(forms.Form):
    """A file of figures, the series that they are of, and what holds for rows that do not say."""

    series = forms.ChoiceField(label=_("Series"))
    file = TableField(megabytes=10)

    def __init__(self, known: Sequence[FigureSeries], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].choices = [(one.slug, one.title) for one in known]  # type: ignore[attr-defined]


class MappingForm(forms.Form):
    """What each column holds; `source` and `period` are for rows that do not say."""

    source = forms.CharField(label=_("Who counted"), max_length=200, required=False)
    period = forms.CharField(label=_("Period"), max_length=20, required=False)

    def __init__(self, heads: Sequence[str], mapping: Sequence[Column], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for index, (head, column) in enumerate(zip(heads, mapping, strict=True)):
            self.fields[f"k{index}"] = forms.ChoiceField(
                label=head or str(index + 1), choices=Column.choices, initial=column, required=False
            )
        self.count = len(heads)

    def mapping(self) -> list[Column]:
        return [Column(self.cleaned_data[f"k{index}"] or Column.IGNORE) for index in range(self.count)]

    def given(self) -> Given:
        return Given(self.cleaned_data["source"].strip(), self.cleaned_data["period"].strip())

    def list_columns(self) -> list[forms.BoundField]:
        return [self[f"k{index}"] for index in range(self.count)]
