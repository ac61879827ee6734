"""*Cakupan* as its page shows it, and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.regions.queries import list_regions
from paripurna.platform.regions.types import Level
from paripurna.platform.tables.writing import Rows
from paripurna.platform.ui.components.lists import read_sort
from paripurna.rooms.places.coverage.models import ChildrenNumbers, WalkingNetwork
from paripurna.rooms.places.coverage.norms import Norm, list_norms
from paripurna.rooms.places.coverage.queries import find_network
from paripurna.rooms.places.coverage.reading import find_numbers, find_outcome
from paripurna.rooms.places.coverage.types import Ages, Asked, Line, NoBorders, NoNumbers, Outcome
from paripurna.rooms.places.coverage.wording import say_rule, say_way
from paripurna.rooms.places.kinds import PlaceKind, list_public_kinds
from paripurna.rooms.places.models import Place

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City

SORTS = ("kelurahan", "anak", "dekat", "jauh", "jalan", "luas")
DISTANCES = {"dekat": 0, "jauh": 1, "jalan": 2}
NOBODY = -1.0


@dataclass(frozen=True)
class Reach:
    """Children reached at one distance, of a line or of an age group."""

    count: int
    share: float | None


@dataclass(frozen=True)
class KelurahanLine:
    """A kelurahan by name, or the whole city."""

    name: str
    line: Line

    @property
    def reaches(self) -> list[Reach]:
        return [Reach(self.line.count_reached(step), self.line.share(step)) for step in range(len(self.line.reached))]

    @property
    def area_per_child(self) -> Decimal | None:
        found = self.line.area_per_child
        return None if found is None else Decimal(found)


@dataclass(frozen=True)
class AgeLine:
    """An age group over the whole city."""

    label: str
    children: int
    reaches: tuple[Reach, ...]


@dataclass(frozen=True)
class OffPaths:
    """Children of a kelurahan who live too far from every path."""

    kelurahan: str
    children: int


@dataclass(frozen=True)
class CoveragePage:
    """Everything that *Cakupan* shows. Without an outcome, `refusal` says why."""

    asked: Asked
    rule: str
    way: str  # how distances run
    kinds: tuple[PlaceKind, ...]
    numbers: ChildrenNumbers | None
    network: WalkingNetwork | None
    norms: tuple[Norm, ...]
    refusal: str = ""
    outcome: Outcome | None = None
    labels: tuple[str, ...] = ()
    lines: tuple[KelurahanLine, ...] = ()
    city: KelurahanLine | None = None
    ages: tuple[AgeLine, ...] = ()
    counted: tuple[Place, ...] = ()
    unlocated: tuple[Place, ...] = ()
    off_paths: tuple[OffPaths, ...] = ()

    @property
    def off_count(self) -> int:
        return sum(each.children for each in self.off_paths)

    @property
    def unknown(self) -> int:
        return sum(not each.line.is_known for each in self.lines)


def build_coverage_page(city: City, asked: Asked, query: Mapping[str, str], *, on: date) -> CoveragePage:
    """This function will work out coverage, or say what is missing for it."""
    network = find_network(city)
    known = (
        asked,
        say_rule(asked),
        say_way(asked, network),
        tuple(list_public_kinds().values()),
        find_numbers(city),
        network,
        list_norms(),
    )
    try:
        outcome = find_outcome(city, asked, on=on)
    except (NoNumbers, NoBorders) as missing:
        return CoveragePage(*known, refusal=str(missing.sentence))
    return CoveragePage(
        *known,
        outcome=outcome,
        labels=tuple(name_distances(outcome, asked)),
        lines=_sort(list_lines(city, outcome), query),
        city=KelurahanLine(city.name, outcome.city),
        ages=tuple(_list_ages(outcome)),
        counted=_list_places(city, outcome.counted),
        unlocated=_list_places(city, outcome.unlocated),
        off_paths=tuple(_name_off_paths(city, outcome)),
    )


def list_lines(city: City, outcome: Outcome) -> list[KelurahanLine]:
    """This function will name the kelurahan, in the order of their names."""
    names = {region.code: region.name for region in list_regions(city.code, Level.KELURAHAN)}
    found = [KelurahanLine(names.get(line.code, line.code), line) for line in outcome.lines]
    return sorted(found, key=lambda each: each.name)


def name_distances(outcome: Outcome, asked: Asked) -> list[str]:
    """This function will return the distances as the heads of columns: 300 m, 1.000 m, 15 minutes."""
    near, far = (_("%(meters)s m") % {"meters": f"{limit:,}".replace(",", ".")} for limit in outcome.limits[:2])
    return [near, far, _("%(minutes)s minutes on foot") % {"minutes": asked.minutes}]


def name_ages(ages: Ages) -> str:
    return _("%(first)s–%(last)s years") % {"first": ages[0], "last": ages[1]}


def build_table(city: City, outcome: Outcome, asked: Asked) -> Rows:
    """This function will return the page as rows of a file: a kelurahan each, then the city."""
    heads = name_distances(outcome, asked)
    reached = [head for name in heads for head in (_("reached within %(distance)s") % {"distance": name}, _("share"))]
    columns = [_("Code"), _("Kelurahan"), *map(name_ages, outcome.groups), _("Children"), *reached]
    lines = [*list_lines(city, outcome), KelurahanLine(city.name, outcome.city)]
    way = say_way(asked, find_network(city))
    return [[*columns, _("m² per child"), _("Basis"), _("Distances")], *([*_write_row(each), way] for each in lines)]


def _write_row(each: KelurahanLine) -> list[str | int | float]:
    line = each.line
    if not line.is_known:
        return [
            line.code,
            each.name,
            *[""] * (len(line.children) + 1 + 2 * len(line.reached) + 1),
            str(line.basis.label),
        ]
    parts = [cell for reach in each.reaches for cell in (reach.count, _round(reach.share))]
    return [
        *(line.code, each.name, *line.children, line.total, *parts, _round(line.area_per_child)),
        str(line.basis.label),
    ]


def _round(number: float | None) -> str | float:
    return "" if number is None else round(number, 4)


def _list_ages(outcome: Outcome) -> list[AgeLine]:
    city = outcome.city
    return [
        AgeLine(
            name_ages(ages),
            city.children[index],
            tuple(_reach(reached[index], city.children[index]) for reached in city.reached),
        )
        for index, ages in enumerate(outcome.groups)
    ]


def _name_off_paths(city: City, outcome: Outcome) -> list[OffPaths]:
    names = {region.code: region.name for region in list_regions(city.code, Level.KELURAHAN)}
    return [OffPaths(names.get(code, code), children) for code, children in outcome.off_paths]


def _reach(count: int, children: int) -> Reach:
    return Reach(count, count / children if children else None)


def _list_places(city: City, ids: Sequence[int]) -> tuple[Place, ...]:
    found = Place.objects.of_city(city.pk).filter(pk__in=ids).select_related("kelurahan")
    return tuple(found.order_by("folded", "pk"))


def _sort(lines: list[KelurahanLine], query: Mapping[str, str]) -> tuple[KelurahanLine, ...]:
    name, is_down = read_sort(query, SORTS, "kelurahan")
    if name == "kelurahan":
        return tuple(reversed(lines)) if is_down else tuple(lines)
    return tuple(sorted(lines, key=lambda each: _measure(each.line, name), reverse=is_down))


def _measure(line: Line, name: str) -> float:
    if name == "anak":
        return float(line.total) if line.is_known else NOBODY
    found = line.share(DISTANCES[name]) if name in DISTANCES else line.area_per_child
    return NOBODY if found is None else found
