"""The form of a place, and of a step of its life."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.places.describing import BY_NAME, Group
from paripurna.rooms.places.form_fields import LONGEST_SHAPE, LinesField, NumberField, PositionField, ShapeField
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.types import (
    PHASES,
    Access,
    Fund,
    Land,
    LandStatus,
    Phase,
    PositionBasis,
    Values,
)
from paripurna.rooms.places.wording import tell_position

Options = Sequence[tuple[Any, Any]]
MOST_MONEY, MOST_PEOPLE, MOST_AREA = 10**13, 100_000, 10**7
CHARGES = (("", _("not known")), ("yes", _("free of charge")), ("no", _("with a fee")))
IS_FREE = {"yes": True, "no": False, "": None}
LAYOUT: tuple[tuple[Group, tuple[tuple[str, str], ...]], ...] = (
    (Group.WHAT, (("kind", ""), ("name", ""), ("aliases", ""), ("phase", ""), ("phase_since", "short"))),
    (Group.WHERE, (("position", ""), ("position_basis", ""), ("kelurahan", ""), ("address", ""))),
    (
        Group.USE,
        (
            *(("agency", ""), ("manager", ""), ("opens_at", "short"), ("closes_at", "short"), ("hours_note", "")),
            *(("is_free", ""), ("age_from", "short"), ("age_to", "short"), ("access", ""), ("access_note", "")),
            *(("capacity", "short"), ("area_m2", "short")),
        ),
    ),
    (Group.LAND, (("land_owner", ""), ("land_owner_name", ""), ("land_status", ""))),
    (Group.MONEY, (("fund", ""), ("partner", ""), ("cost_idr", "short"))),
    (Group.NOTES, (("is_hidden", ""), ("note", ""), ("source", ""), ("license", ""))),
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: kelurahan by kecamatan, and agencies; each with its id as value."""

    kelurahan: Sequence[tuple[str, Options]]
    agencies: Options
    partners: Options


def _labelled(name: str, kind: type[forms.Field] = forms.CharField, **more: Any) -> Any:
    said = BY_NAME[name]
    return kind(label=said.label, help_text=said.help, **{"required": False} | more)


def _select(name: str, choices: Options, **more: Any) -> Any:
    return _labelled(name, forms.ChoiceField, choices=choices, **more)


def _one_of(name: str, choices: type[TextChoices]) -> Any:
    """A choice that is "not known" until somebody knows."""
    return _select(name, choices.choices, required=True, initial="UNKNOWN")


class PlaceForm(forms.Form):
    """`uuid` makes sending twice adding once; `revision` is the state that the person saw."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    kind = _labelled("kind", forms.ChoiceField, required=True)
    name = _labelled("name", required=True, max_length=200)
    aliases = _labelled("aliases", LinesField, widget=forms.Textarea({"rows": 2}))
    phase = _labelled("phase", forms.ChoiceField, required=True, choices=Phase.choices)
    phase_since = _labelled("phase_since", forms.DateField, widget=DateInput())
    position = PositionField(
        label=_("Position"),
        required=False,
        max_length=80,
        help_text=_(
            "Latitude and longitude as your map shows them: -1.242431, 116.896256 · -1,242431; 116,896256 · "
            "1°14'32\" LS 116°53'46\" BT."
        ),
    )
    position_basis = _one_of("position_basis", PositionBasis)
    kelurahan = _select("kelurahan_id", ())
    address = _labelled("address", max_length=300)
    shape = ShapeField(
        label=_("Border or route"),
        required=False,
        max_length=LONGEST_SHAPE,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
        help_text=_(
            "GeoJSON from a map program: a border, or the line of a route. The position is then taken from it."
        ),
    )
    agency = _select("agency_id", ())
    manager = _labelled("manager", max_length=200)
    opens_at = _labelled("opens_at", forms.TimeField, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    closes_at = _labelled("closes_at", forms.TimeField, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    hours_note = _labelled("hours_note", max_length=200)
    is_free = _select("is_free", CHARGES)
    age_from = _labelled("age_from", NumberField, most=17)
    age_to = _labelled("age_to", NumberField, most=17)
    access = _one_of("access", Access)
    access_note = _labelled("access_note", max_length=300)
    capacity = _labelled("capacity", NumberField, most=MOST_PEOPLE)
    area_m2 = _labelled("area_m2", NumberField, most=MOST_AREA, places=1)
    land_owner = _one_of("land_owner", Land)
    land_owner_name = _labelled("land_owner_name", max_length=200)
    land_status = _one_of("land_status", LandStatus)
    fund = _select("fund", (("", _("not known")), *Fund.choices))
    partner = _select("partner_id", ())
    cost_idr = _labelled("cost_idr", NumberField, most=MOST_MONEY)
    is_hidden = forms.BooleanField(
        label=_("Never show it on a public map"), required=False, help_text=BY_NAME["is_hidden"].help
    )
    note = _labelled("note", widget=forms.Textarea({"rows": 3}))
    source = _labelled("source", max_length=300)
    license = _labelled("license", max_length=100)

    def __init__(self, choices: Choices, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_fill(place) if place else {"uuid": uuid.uuid4(), "revision": 0, "phase": Phase.OPEN}) | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        self.place = place
        self._offer(kind=[("", _("Choose…")), *_list_kinds()], kelurahan=[("", _("not known")), *choices.kelurahan])
        self._offer(agency=[("", "–"), *choices.agencies], partner=[("", "–"), *choices.partners])
        if place:  # the life of a place is led on its page, step by step
            del self.fields["phase"], self.fields["phase_since"]

    def _offer(self, **choices: Options) -> None:
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        moved = "position" in self.changed_data and "shape" not in self.changed_data
        if self.place and self.place.geometry and moved and self.cleaned_data.get("shape"):
            self.add_error("position", _("The position is taken from the border or route. Change that, or empty it."))
        return self.cleaned_data

    @property
    def shown_as(self) -> dict[str, str]:
        """Fields of the model that a field of the form stands for."""
        spot = "shape" if self.cleaned_data.get("shape") else "position"
        return {"lat": spot, "lon": spot, "position": spot, "geometry": "shape", "kelurahan_id": "kelurahan"}

    def renew(self, revision: int) -> None:
        """This method will let the next sending rest on what the person has been shown now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data["revision"] = revision
        self.data = data

    def values(self) -> Values:
        """This method will return what the person says of the place, by the names of the model's fields."""
        said = self.cleaned_data
        plain = {name: said[name] for name in self.fields if name in BY_NAME and name != "is_free"}
        ids = {f"{name}_id": int(said[name]) if said[name] else None for name in ("kelurahan", "agency", "partner")}
        whole = plain | ids | self._position() | {"is_free": IS_FREE[said["is_free"]]}
        return whole if whole["lat"] is not None else whole | {"position_basis": PositionBasis.UNKNOWN}

    def _position(self) -> Values:
        shape, reading = self.cleaned_data["shape"], self.cleaned_data["position"]
        if shape:
            geometry = None if shape.geometry["type"] == "Point" else shape.geometry
            return {"geometry": geometry, "lat": shape.position.lat, "lon": shape.position.lon}
        if self.place and reading and "position" not in self.changed_data:  # shown with fewer digits than it has
            return {"geometry": None, "lat": self.place.lat, "lon": self.place.lon}
        return {"geometry": None, "lat": reading and reading.lat, "lon": reading and reading.lon}

    def list_groups(self) -> Iterator[tuple[str, str, list[tuple[forms.BoundField, str]]]]:
        """This method will return the groups of the page, each with its key and its fields and their widths."""
        for group, names in LAYOUT:
            yield group.value, str(group.label), [(self[name], width) for name, width in names if name in self.fields]


def _list_kinds() -> Options:
    return [(code, kind.full_name) for code, kind in list_kinds().items()]


def _fill(place: Place) -> dict[str, Any]:
    """What a place holds, as the form shows it."""
    known = {name: getattr(place, name) for name in PlaceForm.base_fields if hasattr(place, name)}
    ids = {name: getattr(place, f"{name}_id") or "" for name in ("kelurahan", "agency", "partner")}
    charge = next(word for word, value in IS_FREE.items() if value is place.is_free)
    shape = json.dumps(place.geometry) if place.geometry else ""
    return known | ids | {"is_free": charge, "shape": shape, "position": tell_position(place.lat, place.lon)}


class PhaseForm(forms.Form):
    """A step of a place's life: what it becomes, since when, and a word on it."""

    prefix = "tahap"
    phase = forms.ChoiceField(label=_("It is now"))
    since = forms.DateField(label=_("Since"), required=False, widget=DateInput(), help_text=BY_NAME["phase_since"].help)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(phase.value, phase.label) for phase in PHASES[Phase(place.phase)]]
        self.fields["phase"].choices = offered  # type: ignore[attr-defined]
