"""A map that scripts draw, in place of something that says the same without them."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from paripurna.platform.ui.components.frames import framed

register = template.Library()

# In a box of 24, the same as on the drawn map (`frontend/src/map/symbols.ts`): a shape is told without its color.
SHAPES = {
    "circle": "M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 1 0 0-21z",
    "square": "M3 3h18v18h-18z",
    "triangle": "M12 1l11.5 21h-23z",
    "diamond": "M12 .5l11.5 11.5l-11.5 11.5l-11.5-11.5z",
    "cross": "M3 3h18v18h-18zM3 21l18-18",
}


@register.simple_block_tag
def geo_map(
    content: str, label: str, mode: str = "show", areas: str = "", places: str = "", **more: str | tuple[float, ...]
) -> SafeString:
    """`{% geo_map label areas=url places=url at=position %}what says it without scripts{% endgeo_map %}`.

    Feeds are GeoJSON by address. `mode` is `show`, `choose` (with `lon` and `lat`, or `position`: ids of fields) or
    `explore`; `draws` ("line", "area") lets draw a shape into the field `geometry`. `at` is (lon, lat), `box` (west,
    south, east, north) is the whole, `start` what is shown first.
    """
    given: dict[str, Any] = {name: _write(value) for name, value in more.items() if value}
    return framed(
        "geo_map", content, label=label, mode=mode, areas=areas, places=places, tiles=settings.MAP_TILES, **given
    )


@register.simple_tag
def map_symbol(shape: str, tone: str, letter: str = "", size: int = 22) -> SafeString:
    """`{% map_symbol "circle" "green" "R" %}`: the sign of a place, for legends and tables."""
    return format_html(
        '<svg class="p-geo-sign p-geo-sign--{} p-geo-sign--{}" width="{}" height="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        shape,
        tone,
        size,
        size,
        draw_sign(shape, letter),
    )


def draw_sign(shape: str, letter: str) -> SafeString:
    """This function will draw a shape of the box of 24 with its letter inside."""
    down = "19.5" if shape == "triangle" else "16.5"
    return format_html('<path d="{}"/><text x="12" y="{}">{}</text>', SHAPES[shape], down, letter)


def _write(value: str | tuple[float, ...]) -> str:
    return value if isinstance(value, str) else ",".join(f"{each:.6f}" for each in value)
