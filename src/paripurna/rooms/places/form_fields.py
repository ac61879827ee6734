"""Fields of forms that read what people write of a place: positions, shapes, numbers, names one per line."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from paripurna.platform.regions.coordinates import CannotRead, Reading, read_position
from paripurna.platform.regions.coordinates import Fault as PositionFault
from paripurna.platform.tables import find_number
from paripurna.platform.tables.numbers import undress_money

if TYPE_CHECKING:
    from paripurna.core.siting import Shape

LONGEST_SHAPE = 200_000  # characters


def explain_position(fault: PositionFault) -> str:
    """This function will say why a position cannot be read, and how to write it."""
    sentences = {
        PositionFault.NOT_A_PAIR: _("Write latitude and longitude, for example -1.242431, 116.896256."),
        PositionFault.SIXTY: _("Minutes and seconds are below 60. Check the numbers."),
        PositionFault.SAME_AXIS: _("Both numbers are of the same direction: one must be LU or LS, the other BT."),
        PositionFault.OUTSIDE_INDONESIA: _(
            "These numbers do not lie in Indonesia. Check for a missing digit or point."
        ),
    }
    return sentences[fault]


def read_drawn(text: str) -> Shape:
    """This function will read GeoJSON that somebody pasted. Raises `ValidationError`, which names the spot where a border crosses itself."""
    from paripurna.core.siting import BadInput, Fault, read_shape  # late: loads the geometry

    try:
        return read_shape(json.loads(text))
    except BadInput as error:
        mistake = error.mistakes[0]
        sentence = _("This is no shape: one point, line or border in GeoJSON is needed, as a map program exports it.")
        if mistake.fault == Fault.CROSSES_ITSELF:
            sentence = _("The border crosses itself near %(spot)s. Draw it again there.") % {"spot": mistake.detail}
        raise forms.ValidationError(sentence) from error
    except (ValueError, RecursionError) as error:
        raise forms.ValidationError(_("This is no GeoJSON. Paste what a map program exports, unchanged.")) from error


class TypedField(forms.CharField):
    """A text that is read as something else once it is known to be a text; None where nothing was typed."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.read(text) if text else None

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "").split() != str(data or "").split()


class PositionField(TypedField):
    """Latitude and longitude in one field, in any notation."""

    def read(self, text: str) -> Reading:
        try:
            return read_position(text)
        except CannotRead as error:
            raise forms.ValidationError(explain_position(error.fault)) from error


class ShapeField(TypedField):
    """A shape as GeoJSON."""

    widget = forms.Textarea

    def read(self, text: str) -> Shape:
        return read_drawn(text)


class NumberField(TypedField):
    """A number as people type it: 7,5 · 1.234 · Rp 1.250.000. Whole unless `places` says otherwise."""

    def __init__(self, *, most: int, places: int = 0, **kwargs: Any) -> None:
        self.most, self.places = most, places
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal" if places else "numeric"

    def read(self, text: str) -> Decimal | int:
        found = find_number(undress_money(text))
        if found is None or (not self.places and found != int(found)):
            raise forms.ValidationError(_("“%(text)s” is not a number.") % {"text": text[:40]})
        if not 0 <= found <= self.most:
            raise forms.ValidationError(_("It must lie between %(low)s and %(high)s.") % {"low": 0, "high": self.most})
        return round(found, self.places) if self.places else int(found)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return str(int(value) if value == int(value) else value.normalize()).replace(".", ",")
        return value


class LinesField(forms.CharField):
    """Names, one per line; the value is a list."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        lines = (" ".join(line.split()) for line in str(value or "").splitlines())
        return list(dict.fromkeys(line[:200] for line in lines if line))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value
