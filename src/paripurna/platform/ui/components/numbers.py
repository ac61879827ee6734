"""Numbers that answer "why?", and the headline figure."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def why(value: Any, href: str, unit: str = "", label: str = "") -> SafeString:
    """`{% why total|points url unit="poin" %}`: a number with its unit, linked (dotted) to its explanation.

    `label` is said after the number to those who hear the page: "why this number?", or of what it is.
    """
    spoken = format_html('<span class="visually-hidden"> {}</span>', label) if label else ""
    number = format_html('<a class="p-why" href="{}">{}{}</a>', href, value, spoken)
    return format_html('{} <span class="p-unit">{}</span>', number, unit) if unit else number


@register.inclusion_tag("ui/components/stat.html")
def stat(label: str, value: Any, unit: str = "", href: str = "", note: str = "", tone: str = "") -> dict[str, Any]:
    """`{% stat _("Verified score") total|points unit="poin" href=url note=… %}`: one headline figure."""
    return {"label": label, "value": value, "unit": unit, "href": href, "note": note, "tone": tone}
