"""`{% ruler %}`: the signature of the house, large, as a strip or as a thumbnail."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from paripurna.platform.ui.components.formatting import points
from paripurna.platform.ui.ruler import Drawing, Marker, Ruler, Step, draw

register = template.Library()

ROW_HEIGHT = 30
AXIS_HEIGHT = 40
LINE_HEIGHT = 15
TIGHT = Decimal("0.85")  # a number so near to the end would touch the last one on a phone
STAIRS = {"large": (12, 48), "strip": (6, 18), "thumbnail": (4, 16)}


@register.inclusion_tag("ui/components/ruler.html", name="ruler")
def draw_ruler(ruler: Ruler, size: str = "large") -> dict[str, Any]:
    """`{% ruler ruler size="large|strip|thumbnail" %}`: `ruler` is a `platform.ui.ruler.Ruler`."""
    drawing = draw(ruler)
    low, high = STAIRS[size]
    head = ROW_HEIGHT * len(drawing.pins) + 6 if size == "large" else 10 if size == "strip" else 2
    base = head + high
    below = AXIS_HEIGHT + LINE_HEIGHT * (max((len(step.lines) for step in drawing.steps), default=0) > 1)
    return {
        "ruler": ruler,
        "drawing": drawing,
        "size": size,
        "height": base + (below if size == "large" else 2),
        "base": base,
        "head": head,
        "steps": [(step, _rise(step, low, high), base - _rise(step, low, high)) for step in drawing.steps],
        "pins": [(pin, pin.row * ROW_HEIGHT + 14) for pin in drawing.pins],
        "is_tight": len(ruler.bands) > 1 and ruler.bands[-1].start > ruler.maximum * TIGHT,
        "ticks": [(at, points(value), anchor) for at, value, anchor in drawing.ticks],
        "has_links": size == "large" and any(pin.marker.href for pin in drawing.pins),
        "sentence": tell(ruler, drawing),
    }


def tell(ruler: Ruler, drawing: Drawing) -> str:
    """This function will say the whole ruler in words, for those who do not see it."""
    scale = _("%(title)s on a scale from 0 to %(maximum)s.") % {
        "title": ruler.title,
        "maximum": points(ruler.maximum),
    }
    values = "; ".join(_tell_marker(pin.marker) for pin in drawing.pins) or _("no value yet")
    return " ".join(part for part in (scale, f"{values}.", str(ruler.note)) if part)


def _tell_marker(marker: Marker) -> str:
    words = f"{marker.label} {points(marker.value)}"
    if marker.low is not None and marker.high is not None:
        words += _(" (between %(low)s and %(high)s)") % {"low": points(marker.low), "high": points(marker.high)}
    return f"{words}, {marker.grade}" if marker.grade else words


def _rise(step: Step, low: int, high: int) -> int:
    return low + int(step.rise * (high - low) + Decimal("0.5"))
