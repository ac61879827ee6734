"""By what a person is known again in two lists, and what must never stand in one."""

from __future__ import annotations

import hashlib
import re

IDENTITY_NUMBER = re.compile(r"(?:\d[ .-]?){16}")
HONORIFICS = frozenset({"dr", "drs", "dra", "drg", "ir", "prof", "h", "hj", "ust", "ns", "bd", "sdr", "bpk", "ibu"})


def fold_name(name: str) -> str:
    """This function will return a name without titles, degrees, marks and odd spaces: "  Hj. SITI Aminah, S.Pd" → "siti aminah"."""
    words = re.sub(r"[^\w\s']", " ", name.partition(",")[0].casefold()).split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words.pop(0)
    return " ".join(words)


def key_person(city_id: int, agency_id: int, name: str) -> str:
    """This function will return by what a person of an agency is known again, however the name is typed."""
    return hashlib.sha256(f"{city_id}:{agency_id}:{fold_name(name)}".encode()).hexdigest()
