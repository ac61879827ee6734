"""Places on the still map: a sign with its letter each, or, where there are too many to read letters, their shapes alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from paripurna.platform.regions.drawing import Frame
from paripurna.platform.ui.components.maps import draw_sign
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping.links import Links
from paripurna.rooms.places.mapping.types import SIGNS, Spot

READABLE = 150
WHOLE, SMALL = 1.5, 0.6
LINK = '<a href="{}" tabindex="-1" aria-hidden="true">{}</a>'
SIGN = '<g class="p-geo-sign p-geo-sign--{} p-geo-sign--{}" transform="translate({} {}) scale({}) translate(-12 -12)"><title>{}</title>{}</g>'


def draw_signs(spots: Sequence[Spot], frame: Frame, links: Links) -> SafeString:
    """This function will draw the places that have a position; what matters most is drawn last, over the rest."""
    located = sorted((spot for spot in spots if spot.is_located), key=lambda spot: -spot.state.sign.rank)
    if len(located) > READABLE:
        return _draw_shapes(located, frame)
    return format_html_join("", LINK, ((links.to(spot.code), _draw_sign(spot, frame)) for spot in located))


def _draw_sign(spot: Spot, frame: Frame) -> SafeString:
    sign, letter = spot.state.sign, list_kinds()[spot.kind].letter
    return format_html(
        SIGN, sign.shape, sign.tone, *frame.place(*spot.position), WHOLE, spot.name, draw_sign(sign.shape, letter)
    )


def _draw_shapes(spots: Iterable[Spot], frame: Frame) -> SafeString:
    marks = ((spot.state.value, *frame.place(*spot.position)) for spot in spots)
    shapes = ((state.value, sign.shape, sign.tone, SMALL, draw_sign(sign.shape, "")) for state, sign in SIGNS.items())
    symbols = format_html_join(
        "",
        '<g id="sign-{}" class="p-geo-sign p-geo-sign--{} p-geo-sign--{}"><g transform="scale({}) translate(-12 -12)">{}</g></g>',
        shapes,
    )
    uses = format_html_join("", '<use href="#sign-{}" x="{}" y="{}"/>', marks)
    return format_html("<defs>{}</defs>{}", symbols, uses)
