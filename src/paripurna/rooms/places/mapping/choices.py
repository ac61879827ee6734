"""What a person may choose on the map: colors, kinds and states with how many there are, months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from paripurna.platform.ui.components.maps import map_symbol
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping.asking import FIRST_YEAR, write_query
from paripurna.rooms.places.mapping.page import MapPage
from paripurna.rooms.places.mapping.types import Measure, State


@dataclass(frozen=True, slots=True)
class Choice:
    """One switch of the map, which is a line of its legend too."""

    value: str
    label: str | Promise
    count: int
    is_on: bool
    sign: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything in the form of the map."""

    measures: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    states: tuple[Choice, ...]
    first_month: str
    last_month: str
    tables: tuple[tuple[str, str, int], ...]
    table: str


def list_choices(page: MapPage, today: date) -> Choices:
    """This function will list what can be chosen; kinds of which the city has none are left out."""
    asked = page.asked
    regions, places = (write_query(asked, tabel=table) for table in ("wilayah", "sarana"))
    return Choices(
        measures=tuple(Choice(each.value, each.label, 0, each is asked.measure) for each in Measure),
        kinds=tuple(_list_kinds(page)),
        states=tuple(_list_states(page)),
        first_month=f"{FIRST_YEAR}-01",
        last_month=f"{today:%Y-%m}",
        tables=((_("Regions"), regions, len(page.regions)), (_("Places"), places, len(page.listed))),
        table=places if asked.shows_places else regions,
    )


def _list_kinds(page: MapPage) -> Iterator[Choice]:
    for code, kind in list_kinds().items():
        count, is_on = page.kind_counts.get(code, 0), code in page.asked.kinds
        if count or is_on:
            yield Choice(code, kind.name, count, is_on, kind.letter)


def _list_states(page: MapPage) -> Iterator[Choice]:
    for state in State:
        sign = map_symbol(state.sign.shape, state.sign.tone)
        yield Choice(state.value, state.label, page.state_counts.get(state, 0), state in page.asked.states, sign)
