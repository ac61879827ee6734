"""Whole numbers that a form sends along: a revision, a row."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[0-9]{1,9}")


def read_whole(text: str, *, default: int = 0) -> int:
    """This function will read at most nine plain digits; whatever else somebody sent is `default`, never an error."""
    return int(text) if _WHOLE.fullmatch(text) else default
