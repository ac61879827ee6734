"""What a person asks of the tree, as it stands in the address bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

FORM_ORDER, MOST_LOST, NEWEST = "nomor", "hilang", "terbaru"
ORDERS = (FORM_ORDER, MOST_LOST, NEWEST)
LOST, UNANSWERED, FULL = "hilang", "kosong", "penuh"

PARAMETERS: Mapping[str, str] = {
    "words": "q",
    "agency": "opd",
    "kind": "jenis",
    "theme": "tema",
    "state": "status",
    "evidence": "bukti",
    "points": "nilai",
    "standing": "dasar",
    "mine": "saya",
    "stage": "tahap",
    "order": "urut",
}
"""Our name → the name in the address bar."""


@dataclass(frozen=True, slots=True)
class TreeFilters:
    """Empty text means everything. Hashable, so that a drawn tree can be kept under it."""

    words: str = ""
    agency: str = ""
    kind: str = ""
    theme: str = ""
    state: str = ""
    evidence: str = ""
    points: str = ""
    standing: str = ""
    mine: str = ""  # "1": only questions of the person's own agencies
    stage: str = ""  # empty: the stage of the answers themselves
    order: str = ""  # empty: as the form is printed

    @property
    def narrows(self) -> bool:
        """Whether fewer than all questions may be shown, so that everything found should stand open."""
        return any(getattr(self, field.name) for field in fields(self) if field.name not in {"stage", "order"})

    @property
    def is_flat(self) -> bool:
        return self.order in {MOST_LOST, NEWEST}

    def as_query(self, **changes: str) -> str:
        """This function will return the query string of these filters with `changes`, without the empty ones."""
        changed = replace(self, **changes)
        pairs = ((name, getattr(changed, ours)) for ours, name in PARAMETERS.items())
        return urlencode([(name, value) for name, value in pairs if value])


def read_filters(query: Mapping[str, str]) -> TreeFilters:
    """This function will read filters from the address bar; what is too long or unknown narrows to nothing, never breaks."""
    found = {ours: query.get(name, "").strip()[:80] for ours, name in PARAMETERS.items()}
    if found["order"] not in ORDERS or found["order"] == FORM_ORDER:
        found["order"] = ""
    return TreeFilters(**found)
