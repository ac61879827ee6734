"""Icon, address of a built file, copy button, help from the manual."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from paripurna.platform.ui.assets import asset_url
from paripurna.platform.ui.icons import icon_svg

register = template.Library()


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """`{% icon "download" %}`, or with `label=` when it stands alone."""
    return icon_svg(name, size, str(label))


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "main.css" %}`: the address of a built file."""
    return asset_url(name)


@register.inclusion_tag("ui/components/copy_button.html")
def copy_button(text: str, label: str = "") -> dict[str, str]:
    """`{% copy_button invitation.url %}`: copies `text`; without JavaScript it is not shown."""
    return {"text": text, "label": label}


@register.inclusion_tag("ui/components/help_link.html")
def help_link(manual: str) -> dict[str, str]:
    """`{% help_link manual="menjawab#mengajukan" %}`: a quiet question mark that opens the manual at this passage."""
    page, _hash, anchor = manual.partition("#")
    return {"url": reverse("manual:page", kwargs={"page": page}) + (f"#{anchor}" if anchor else "")}
