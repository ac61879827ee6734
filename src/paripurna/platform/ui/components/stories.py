"""What happened and what changed: timeline, difference of two values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True)
class Entry:
    """One event of a timeline: when, a whole sentence, a reason or quote, and what can be done about it."""

    at: datetime
    sentence: Any
    detail: str = ""
    icon: str = "point"
    url: str = ""
    url_label: Any = ""


@register.inclusion_tag("ui/components/timeline.html")
def timeline(entries: Sequence[Entry], label: str = "") -> dict[str, Any]:
    """`{% timeline entries %}` of `stories.Entry`, newest first as given."""
    return {"entries": entries, "label": label}


@register.inclusion_tag("ui/components/diff.html")
def diff(before: str, after: str, before_label: str = "", after_label: str = "") -> dict[str, Any]:
    """`{% diff before=old after=new %}`: two versions beside each other; what differs is marked and named."""
    parts = compare(before, after)
    return {"parts": parts, "before_label": before_label, "after_label": after_label}


@dataclass(frozen=True)
class Part:
    """A run of words that stayed or changed."""

    text: str
    changed: bool


def compare(before: str, after: str) -> dict[str, list[Part]]:
    """This function will cut two texts into runs of words that stayed and runs that changed."""
    old, new = _words(before), _words(after)
    sides: dict[str, list[Part]] = {"before": [], "after": []}
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if end > start:
            sides["before"].append(Part("".join(old[start:end]), kind != "equal"))
        if new_end > new_start:
            sides["after"].append(Part("".join(new[new_start:new_end]), kind != "equal"))
    return sides


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
