"""Files on their way in: chosen, dropped or photographed, with what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.inclusion_tag("ui/components/upload_queue.html", takes_context=True)
def upload_queue(
    context: Context,
    url: str,
    label: str,
    metadata: Mapping[str, str] | None = None,
    accept: str = "",
    help: str = "",
    pages: bool = False,
) -> dict[str, Any]:
    """`{% upload_queue upload_url "Dokumen" metadata=words pages=True %}`: as many files as one likes, each with its way.

    `url` is `files:upload_begin` of a registered kind, `metadata` what the room wants to know with each file. `pages` lets
    photographs become one PDF. The form fires `p:uploaded` for every file that was kept.
    """
    request = context.get("request")
    return {
        "url": url,
        "label": label,
        "words": tuple((metadata or {}).items()),
        "accept": accept,
        "help": help,
        "pages": pages,
        "next": request.get_full_path() if request else "",
        "csrf_token": context.get("csrf_token", ""),
    }
