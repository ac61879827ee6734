"""What people fill in to import a list: the file, and what holds for all of it; then what each column holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.fields import TableField
from paripurna.rooms.places.importing.columns import COLUMNS, IGNORED
from paripurna.rooms.places.importing.types import Given
from paripurna.rooms.places.kinds import list_kinds


class ListForm(forms.Form):
    """A file of places, and what holds for rows that do not say."""

    file = TableField(
        megabytes=25, endings=(".xlsx", ".csv", ".json", ".geojson"), label=_("Workbook, CSV or GeoJSON file")
    )
    source = forms.CharField(
        label=_("Who made the list"),
        max_length=300,
        help_text=_(
            "Dapodik 2026, OpenStreetMap, the agency itself. A later list of the same source finds its places again."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind of place"), required=False, help_text=_("Of rows that do not say. NPSN alone means a school.")
    )
    license = forms.CharField(
        label=_("License of the data"),
        max_length=100,
        required=False,
        help_text=_("For example ODbL 1.0 of OpenStreetMap."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(code, kind.full_name) for code, kind in list_kinds().items()]
        self.fields["kind"].choices = [("", _("the file says it")), *kinds]  # type: ignore[attr-defined]

    def given(self) -> Given:
        said = self.cleaned_data
        return Given(said["kind"], said["source"], said["license"])


class MappingForm(forms.Form):
    """What each column holds, and who wins where the file and a person say different things."""

    is_winning = forms.BooleanField(label=_("Replace also what people wrote by hand"), required=False)

    def __init__(
        self, heads: Sequence[str], samples: Sequence[str], mapping: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(IGNORED, _("not taken")), *((one.name, one.label) for one in COLUMNS)]
        for index, (head, sample, name) in enumerate(zip(heads, samples, mapping, strict=True)):
            self.fields[f"k{index}"] = forms.ChoiceField(
                label=head or str(index + 1), help_text=sample, choices=choices, initial=name, required=False
            )
        self.count = len(heads)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen: dict[str, str] = {}
        for name in (f"k{index}" for index in range(self.count)):
            column = said.get(name, IGNORED)
            if column and column in chosen:
                self.add_error(name, _("Another column holds this already."))
            chosen[column] = name
        return said

    def mapping(self) -> list[str]:
        return [self.cleaned_data[f"k{index}"] for index in range(self.count)]

    def list_columns(self) -> list[forms.BoundField]:
        return [self[f"k{index}"] for index in range(self.count)]
