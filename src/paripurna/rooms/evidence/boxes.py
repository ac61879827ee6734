"""Boxes as people draw them or write them into fields: four numbers in percent of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.reading.types import Box
from paripurna.rooms.evidence.types import BadDocument

if TYPE_CHECKING:
    from django.http import QueryDict

SIDES = ("left", "top", "width", "height")
OUTSIDE = _("A box lies inside its page: left and top from 0 to 100, width and height above 0, in percent.")


def read_boxes(data: QueryDict) -> tuple[Box, ...]:
    """This function will return the boxes of a form; empty rows and those in `gone` are left out. Raises `BadDocument`."""
    gone = set(data.getlist("gone"))
    rows = zip(data.getlist("number"), *(data.getlist(side) for side in SIDES), strict=False)
    return tuple(_read_box(sides) for number, *sides in rows if number not in gone and any(map(str.strip, sides)))


def _read_box(sides: list[str]) -> Box:
    try:
        return Box(*(round(float(side.strip().replace(",", ".")) / 100, 4) for side in sides))
    except ValueError:
        raise BadDocument(OUTSIDE, "boxes") from None
