"""Switches of the top bar: theme and language, working without JavaScript."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext_lazy as _

register = template.Library()

THEME_LABELS = (
    ("auto", _("As the device"), "device-desktop"),
    ("light", _("Light"), "sun"),
    ("dark", _("Dark"), "moon"),
)


@register.inclusion_tag("ui/components/theme_switch.html", takes_context=True)
def theme_switch(context: Any) -> dict[str, Any]:
    """`{% theme_switch %}`"""
    return {**_form(context), "themes": THEME_LABELS}


@register.inclusion_tag("ui/components/language_switch.html", takes_context=True)
def language_switch(context: Any) -> dict[str, Any]:
    """`{% language_switch %}`"""
    return {**_form(context), "languages": settings.LANGUAGES}


def _form(context: Any) -> dict[str, Any]:
    request = context.get("request")
    return {
        "house": context.get("house"),
        "csrf_token": context.get("csrf_token", ""),
        "next": request.get_full_path() if request else "/",
    }
