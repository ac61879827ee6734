"""The icons in use, taken from Tabler Icons (MIT) by `make icons` and kept in `icons.json`."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

ICONS_FILE = Path(__file__).parent / "icons.json"


class UnknownIcon(Exception):
    """An icon that is not in `icons.json`: add its name to `frontend/icons.txt` and run `make icons`."""


@lru_cache(maxsize=1)
def all_icons() -> dict[str, str]:
    """This function will return the inner SVG of every icon, by name."""
    icons: dict[str, str] = json.loads(ICONS_FILE.read_text(encoding="utf-8"))
    return icons


@lru_cache(maxsize=512)
def icon_svg(name: str, size: int = 20, label: str = "") -> SafeString:
    """This function will return an icon as inline SVG, silent to a screen reader unless it has a label."""
    if name not in all_icons():
        raise UnknownIcon(f"No icon {name!r}: add it to frontend/icons.txt and run `make icons`.")
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="p-icon" width="{0}" height="{0}" viewBox="0 0 24 24" {1}>{2}</svg>',
        size,
        spoken,
        mark_safe(all_icons()[name]),  # noqa: S308 -- our own committed drawings
    )
