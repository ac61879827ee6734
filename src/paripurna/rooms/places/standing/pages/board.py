"""Standards and certificates of a city: how far each kind of place has come, what is to be renewed, and which places they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.places.kinds import PlaceKind, list_kinds
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.standing import queries
from paripurna.rooms.places.standing.standards import Standard, list_standards
from paripurna.rooms.places.standing.types import NO_STANDING, Standing, StandingState, Step

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

TONES = {
    StandingState.CERTIFIED: "green",
    StandingState.EXPIRED: "red",
    StandingState.ASSESSED: "brand",
    StandingState.DECREED: "quiet",
    StandingState.DECLARED: "quiet",
    StandingState.NONE: "quiet",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    kind: str = ""
    region: str = ""
    filter: str = ""

    def as_query(self, **narrowed: str) -> str:
        words = {"jenis": self.kind, "wilayah": self.region, "keadaan": self.filter, **narrowed}
        return f"?{urlencode({name: value for name, value in words.items() if value})}#sarana"


@dataclass(frozen=True, slots=True)
class Line:
    """One place on the page."""

    place: Place
    kind: PlaceKind
    standing: Standing
    on: date

    @property
    def state(self) -> StandingState:
        return self.standing.state

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def ends_on(self) -> date | None:
        return self.standing.until or self.standing.expired_on

    @property
    def days_left(self) -> int | None:
        return (self.ends_on - self.on).days if self.ends_on else None


@dataclass(frozen=True, slots=True)
class Filter:
    """What a column counts and the list can be narrowed to: the same rule for both, so that the numbers agree."""

    code: str
    label: Promise
    fits: Callable[[Line], bool]


FILTERS: Mapping[str, Filter] = {
    each.code: each
    for each in (
        Filter("dinyatakan", Step.DECLARED.label, lambda line: Step.DECLARED in line.standing.held),
        Filter("sk", Step.DECREE.label, lambda line: Step.DECREE in line.standing.held),
        Filter("dinilai", Step.SELF_ASSESSED.label, lambda line: Step.SELF_ASSESSED in line.standing.held),
        Filter("sesuai", Step.STANDARDIZED.label, lambda line: line.standing.is_certified),
        Filter("segera", _("ends within 90 days"), lambda line: line.standing.is_expiring(line.on)),
        Filter("habis", StandingState.EXPIRED.label, lambda line: line.state is StandingState.EXPIRED),
        Filter("belum", StandingState.NONE.label, lambda line: line.state is StandingState.NONE),
    )
}
SHOWN = (
    *("code", "name", "kind", "is_example", "kelurahan__code", "kelurahan__name"),
    *("kelurahan__parent__code", "kelurahan__parent__name"),
)
COLUMNS = ("dinyatakan", "sk", "dinilai", "sesuai", "segera", "habis")


@dataclass(frozen=True, slots=True)
class Cell:
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of place: how many are open, and how many of these have come how far."""

    kind: PlaceKind
    standard: Standard
    count: int
    cells: tuple[Cell, ...]

    @property
    def issuers(self) -> str:
        """Who may say that a place is to standard."""
        return ", ".join(str(each.label) for each in self.standard.list_issuers(Step.STANDARDIZED))


@dataclass(frozen=True, slots=True)
class Board:
    asked: Asked
    kinds: tuple[KindLine, ...]
    unknown: tuple[PlaceKind, ...]  # kinds with a standard of which no place is open
    totals: tuple[int, ...]
    shown: tuple[Line, ...]
    renewals: tuple[Line, ...]
    kind_choices: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]

    @property
    def filters(self) -> Iterable[Filter]:
        return FILTERS.values()

    @property
    def heads(self) -> list[Promise]:
        return [FILTERS[code].label for code in COLUMNS]

    @property
    def count(self) -> int:
        return sum(line.count for line in self.kinds)


def read_asked(query: Mapping[str, str]) -> Asked:
    """This function will read the address; what nobody knows is not asked for."""
    kind, wish = query.get("jenis", ""), query.get("keadaan", "")
    return Asked(kind if kind in list_kinds() else "", query.get("wilayah", ""), wish if wish in FILTERS else "")


def build_board(city: City, asked: Asked, *, on: date) -> Board:
    """This function will gather the page: two statements, whatever the number of places."""
    standards = list_standards()
    lines = tuple(_read_lines(city, standards, on))
    every = tuple(_list_kinds(lines, standards))
    kinds = tuple(line for line in every if line.count)
    ending = (line for line in lines if line.standing.is_expiring(on) or line.state is StandingState.EXPIRED)
    return Board(
        asked=asked,
        kinds=kinds,
        unknown=tuple(line.kind for line in every if not line.count),
        totals=tuple(sum(line.cells[index].count for line in kinds) for index in range(len(COLUMNS))),
        shown=tuple(line for line in lines if _is_shown(line, asked)),
        renewals=tuple(sorted(ending, key=lambda line: line.ends_on or on)),
        kind_choices=tuple((line.kind.code, line.kind.name) for line in kinds),
        regions=tuple(_list_regions(lines)),
    )


def _read_lines(city: City, standards: Mapping[str, Standard], on: date) -> Iterator[Line]:
    standings, kinds = queries.read_standings(city, on), list_kinds()
    places = Place.objects.of_city(city.pk).in_use().select_related("kelurahan__parent").only(*SHOWN)
    for place in places.order_by("folded", "pk"):
        if place.kind in kinds and place.kind in standards:
            yield Line(place, kinds[place.kind], standings.get(place.pk, NO_STANDING), on)


def _list_kinds(lines: Sequence[Line], standards: Mapping[str, Standard]) -> Iterator[KindLine]:
    for kind in list_kinds().values():
        if kind.code not in standards:
            continue
        own = [line for line in lines if line.kind is kind]
        cells = tuple(
            Cell(sum(FILTERS[code].fits(line) for line in own), Asked(kind.code, filter=code).as_query())
            for code in COLUMNS
        )
        yield KindLine(kind, standards[kind.code], len(own), cells)


def _is_shown(line: Line, asked: Asked) -> bool:
    """Without a filter of its own, the list leaves out places that never took a step: they are many and say nothing."""
    if asked.kind not in {"", line.kind.code} or not _lies_in(line.place, asked.region):
        return False
    if asked.filter:
        return FILTERS[asked.filter].fits(line)
    return line.state is not StandingState.NONE


def _lies_in(place: Place, region: str) -> bool:
    code = place.kelurahan.code if place.kelurahan else ""
    return not region or code == region or code.startswith(f"{region}.")


def _list_regions(lines: Sequence[Line]) -> list[tuple[str, str]]:
    found = {line.place.kelurahan.parent for line in lines if line.place.kelurahan}
    return sorted((region.code, region.name) for region in found if region)
