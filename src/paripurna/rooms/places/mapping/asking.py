"""The address of the map, read: what it is colored by, which places, when, where. Whatever cannot be read is left out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping.types import OPEN_STATES, Asked, Box, Measure, State

FIRST_KINDS = ("play_space",)
FIRST_STATES = (*OPEN_STATES, State.PLANNED)
FIRST_YEAR = 2010
TABLES = {"wilayah": False, "sarana": True}


def read_asked(query: QueryDict, *, on: date) -> Asked:
    """This function will read what a page of the map is asked for."""
    month, last = _read_month(query.get("bulan", ""), on)
    return Asked(
        on=last,
        measure=_pick(Measure, query.get("warna", "")) or Measure.COUNT,
        kinds=tuple(kind for kind in list_kinds() if kind in query.getlist("jenis")) or FIRST_KINDS,
        states=tuple(state for state in State if state in query.getlist("keadaan")) or FIRST_STATES,
        month=month,
        region=re.sub(r"[^0-9.]", "", query.get("wilayah", ""))[:13],
        code=query.get("kode", "")[:8],
        box=_read_box(query.get("kotak", "")),
        shows_places=TABLES.get(query.get("tabel", ""), False),
    )


def _read_month(text: str, on: date) -> tuple[str, date]:
    """The month as it is written and its last day; a month that is not over, or none, is today."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found or not (f"{FIRST_YEAR}-01" <= text < f"{on:%Y-%m}"):
        return "", on
    year, month = int(found[1]), int(found[2])
    return text, date(year, month, monthrange(year, month)[1])


def _read_box(text: str) -> Box | None:
    parts = text.split(",")
    if len(parts) != 4 or not all(re.fullmatch(r"-?\d{1,3}(\.\d{1,8})?", part) for part in parts):
        return None
    west, south, east, north = map(float, parts)
    return west, south, east, north


def _pick(choices: type[Measure], value: str) -> Measure | None:
    return choices(value) if value in choices.values else None


def write_box(box: Box | None) -> str:
    return ",".join(f"{each:.4f}" for each in box or ())


def write_query(asked: Asked, **changed: str) -> str:
    """This function will write the address of the same map with what is changed."""
    words = {
        "warna": "" if asked.measure is Measure.COUNT else asked.measure.value,
        "jenis": () if asked.kinds == FIRST_KINDS else asked.kinds,
        "keadaan": () if asked.states == FIRST_STATES else tuple(state.value for state in asked.states),
        "bulan": asked.month,
        "wilayah": asked.region,
        "kotak": write_box(asked.box),
        "tabel": "sarana" if asked.shows_places else "wilayah",
        **changed,
    }
    return f"?{urlencode({name: value for name, value in words.items() if value}, doseq=True)}"
