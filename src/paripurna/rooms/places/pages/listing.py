"""The list of places, as its filters ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.ui.components.lists import PAGE_PARAMETER, read_sort
from paripurna.rooms.network import queries as network
from paripurna.rooms.places import queries
from paripurna.rooms.places.kinds import PlaceKind, list_kinds
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.pages.links import place_url
from paripurna.rooms.places.queries import Asked
from paripurna.rooms.places.standing.queries import read_standings
from paripurna.rooms.places.standing.types import NO_STANDING, StandingState
from paripurna.rooms.places.types import Phase

if TYPE_CHECKING:
    from django.http import QueryDict

    from paripurna.platform.regions.models import City
    from paripurna.platform.regions.types import RegionRef

PER_PAGE = 40
WITHDRAWN = "ditarik"
SORTS = {"nama": "name", "jenis": "kind", "keadaan": "phase", "kelurahan": "kelurahan", "diubah": "changed"}
FILTERS = ("cari", "jenis", "keadaan", "wilayah", "pd", "standar", "isian")
CERTIFIED = {"ya": True, "tidak": False}
TONES = {Phase.OPEN: "green", Phase.CLOSED: "amber", Phase.BUILT: "brand", Phase.DESIGN: "brand"}
STANDING_TONES = {StandingState.CERTIFIED: "green", StandingState.EXPIRED: "amber"}
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A place as a row."""

    place: Place
    url: str
    kind: PlaceKind | None
    phase: str
    tone: str
    standing: str
    standing_tone: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the list shows."""

    page: Page[Place]
    lines: Sequence[Line]
    asked: Mapping[str, str]
    kinds: Options
    phases: Options
    regions: Sequence[tuple[str, Options]]
    agencies: Options
    credits: Sequence[str]  # of those on the page whose license asks to be named

    @property
    def is_filtered(self) -> bool:
        return any(self.asked.values())


def read_asked(query: QueryDict, *, on: date) -> Asked:
    """This function will read what the address asks of the list; what it does not know stays away."""
    sort, is_down = read_sort(query, tuple(SORTS), "nama")
    return Asked(
        text=query.get("cari", "").strip(),
        kind=_known(query.get("jenis", ""), list_kinds()),
        phase=_known(query.get("keadaan", ""), Phase.values),
        region=query.get("wilayah", ""),
        agency=query.get("pd", ""),
        is_certified=CERTIFIED.get(query.get("standar", "")),
        on=on,
        is_withdrawn=query.get("isian", "") == WITHDRAWN,
        sort=(SORTS[sort], is_down),
    )


def _known(value: str, allowed: Sequence[str] | Mapping[str, object]) -> str:
    return value if value in allowed else ""


def build_list(city: City, query: QueryDict, *, on: date) -> ListPage:
    """This function will read the page of the list that the address asks for."""
    page = Paginator(queries.list_places(city, read_asked(query, on=on)), PER_PAGE).get_page(query.get(PAGE_PARAMETER))
    return ListPage(
        page=page,
        lines=build_lines(city, list(page.object_list), on=on),
        asked={name: query.get(name, "").strip() for name in FILTERS},
        kinds=list_kind_options(),
        phases=[(phase.value, str(phase.label)) for phase in Phase],
        regions=group_regions(city),
        agencies=[(agency.code, agency.abbreviation) for agency in network.list_agencies(city)],
        credits=sorted({f"{place.source} ({place.license})" for place in page.object_list if place.license}),
    )


def build_lines(city: City, places: Sequence[Place], *, on: date) -> list[Line]:
    """This function will return places as rows, each with how it stands by the standard of its kind."""
    standings = read_standings(city, on, [place.pk for place in places])
    return [_build_line(place, city, standings.get(place.pk, NO_STANDING).state) for place in places]


def _build_line(place: Place, city: City, standing: StandingState) -> Line:
    phase = Phase(place.phase)
    return Line(
        place,
        place_url(place, city),
        list_kinds().get(place.kind),
        phase=str(phase.label),
        tone=tone_of(phase),
        standing=str(standing.label),
        standing_tone=STANDING_TONES.get(standing, "quiet"),
    )


def tone_of(phase: Phase) -> str:
    return TONES.get(phase, "quiet")


def list_kind_options() -> Options:
    """This function will return the kinds to choose from."""
    return [(code, kind.full_name) for code, kind in list_kinds().items()]


def group_regions(city: City) -> list[tuple[str, Options]]:
    """This function will return the kelurahan to choose from below their kecamatan, each of which can be chosen whole."""
    kelurahan = list_regions(city.code, Level.KELURAHAN)
    return [(above.name, _choose_in(above, kelurahan)) for above in list_regions(city.code, Level.KECAMATAN)]


def _choose_in(above: RegionRef, kelurahan: Sequence[RegionRef]) -> Options:
    whole = (above.code, _("all of %(kecamatan)s") % {"kecamatan": above.name})
    return [whole, *((one.code, one.name) for one in kelurahan if one.code.startswith(f"{above.code}."))]
