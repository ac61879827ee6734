"""States, standings and strands: always a word or an icon beside the colour."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override, pgettext_lazy

from paripurna.platform.ui.icons import icon_svg

register = template.Library()

STATES = {
    "EMPTY": ("quiet", "circle-dashed", pgettext_lazy("answer state", "not filled in")),
    "DRAFT": ("quiet", "pencil", pgettext_lazy("answer state", "draft")),
    "SUBMITTED": ("brand", "send", pgettext_lazy("answer state", "submitted")),
    "RETURNED": ("amber", "corner-up-left", pgettext_lazy("answer state", "needs work")),
    "ACCEPTED": ("green", "circle-check", pgettext_lazy("answer state", "verified internally")),
}
STANDINGS = {
    "OFFICIAL": ("green", "rosette-discount-check", pgettext_lazy("standing of a rule", "official")),
    "INFERRED": ("amber", "bulb", pgettext_lazy("standing of a rule", "inferred")),
    "UNKNOWN": ("quiet", "help-circle", pgettext_lazy("standing of a rule", "not known yet")),
    "LOCAL": ("brand", "building-community", pgettext_lazy("standing of a rule", "decided by the city")),
}


@register.simple_tag
def state_badge(state: str) -> SafeString:
    """`{% state_badge answer.state %}`: EMPTY, DRAFT, SUBMITTED, RETURNED, ACCEPTED."""
    return _state_badge(str(state).upper(), get_language() or "id")


@register.simple_tag
def standing_badge(standing: str) -> SafeString:
    """`{% standing_badge rule.standing %}`: OFFICIAL, INFERRED, UNKNOWN."""
    return _standing_badge(str(standing).upper(), get_language() or "id")


@register.simple_tag
def badge(label: str, tone: str = "quiet", icon: str = "") -> SafeString:
    """`{% badge "contoh" tone="amber" icon="flask" %}`: tones quiet, brand, green, amber, red."""
    return badge_html(str(label), tone, icon)


@register.simple_tag
def strand_dot(number: int, label: str = "") -> SafeString:
    """`{% strand_dot 3 label="Klaster II" %}`: the hue of strand 1–7; without a label the name must stand beside it."""
    dot = format_html('<span class="p-strand p-strand--{}" aria-hidden="true"></span>', number)
    return format_html('<span class="p-strand-name">{}{}</span>', dot, label) if label else dot


def badge_html(label: str, tone: str, icon: str = "") -> SafeString:
    drawing = icon_svg(icon, 14) if icon else ""
    return format_html('<span class="p-badge p-badge--{}">{}<span>{}</span></span>', tone, drawing, label)


@lru_cache(maxsize=32)
def _state_badge(state: str, language: str) -> SafeString:
    tone, icon, label = STATES[state]
    with override(language):
        return badge_html(str(label), tone, icon)


@lru_cache(maxsize=16)
def _standing_badge(standing: str, language: str) -> SafeString:
    tone, icon, label = STANDINGS[standing]
    with override(language):
        return badge_html(str(label), tone, icon)
