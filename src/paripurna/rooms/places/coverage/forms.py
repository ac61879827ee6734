"""What a person says of numbers of children, of a network, and of which places count."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.fields import TableField
from paripurna.rooms.places.coverage.importing import MOST_MB
from paripurna.rooms.places.coverage.types import About, Asked, Basis
from paripurna.rooms.places.kinds import list_public_kinds

DETOURS = (("1", _("none: straight through the air")), ("1.3", _("usual: 1.3")), ("1.5", _("winding: 1.5")))
LONGEST_WALK, LONGEST_DETOUR = 60, 3.0


class SourceForm(forms.Form):
    """Where a file comes from, and of which day it tells."""

    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Who counted, and where it was published."))
    as_of = forms.DateField(
        label=_("As of"), widget=forms.DateInput({"type": "date"}), help_text=_("The day that the numbers tell of.")
    )

    def __init__(self, today: date, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.today = today

    def clean_as_of(self) -> Any:
        as_of = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return as_of


class NetworkForm(SourceForm):
    """Paths: as OSMnx writes them, those of a large city are half of what is allowed."""

    file = TableField(
        megabytes=60, endings=(".geojson", ".json", ".graphml", ".xml"), label=_("GeoJSON or GraphML file")
    )


class NumbersForm(SourceForm):
    file = TableField(megabytes=MOST_MB)
    basis = forms.ChoiceField(
        label=_("How they are known"),
        choices=[(each.value, each.label) for each in (Basis.MEASURED, Basis.ESTIMATED)],
        help_text=_("Points and totals of kecamatan are estimates unless a column “dasar” says otherwise."),
    )

    def about(self) -> About:
        said = self.cleaned_data
        return About(said["source"], said["as_of"], Basis(said["basis"]))


def read_asked(given: Any) -> Asked:
    """This function will return what the address asks for; what makes no sense is left at its default."""
    usual = Asked()
    if not given:
        return usual
    return Asked(
        kind=given.get("jenis") if given.get("jenis") in list_public_kinds() else usual.kind,
        is_open=given.get("rencana") != "ya",
        certified=given.get("sertifikat") == "ya",
        fit_ages=given.get("umur") != "semua",
        accessible=given.get("akses") == "ya",
        free=given.get("gratis") == "ya",
        minutes=_read_number(given.get("menit"), usual.minutes, LONGEST_WALK),
        detour=_read_number(given.get("putar"), usual.detour, LONGEST_DETOUR),
        by_paths=given.get("jalan") != "lurus",
    )


def _read_number(text: str | None, usual: Any, most: float) -> Any:
    """A number of the kind that is usual, from 1 to the most there may be."""
    try:
        number = type(usual)(text or usual)
    except ValueError:
        return usual
    return number if 1 <= number <= most else usual
