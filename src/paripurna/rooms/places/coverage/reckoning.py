"""From what the city has said to points, places and shares. The only module of coverage that loads the geometry libraries: import it late.

Points and paths are kept in the process under what they are made of, so that nothing here can be out of date.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from paripurna.core import siting
from paripurna.platform.files.queries import open_chunks
from paripurna.platform.regions.locating import get_areas
from paripurna.platform.regions.queries import read_newest_border
from paripurna.rooms.places.coverage.importing import write_points
from paripurna.rooms.places.coverage.types import Asked, Basis, Line, NoBorders, Origin, Outcome, Spot
from paripurna.rooms.places.models import Place
from paripurna.rooms.places.types import Access, Phase

if TYPE_CHECKING:
    from paripurna.core.siting import Areas, Coverage, Demand, Network, Share
    from paripurna.rooms.places.coverage.models import ChildrenNumbers, WalkingNetwork
    from paripurna.rooms.places.coverage.reading import Inputs

STEP_M, WIDE_STEP_M = 125.0, 250.0  # near known places, and anywhere
ENOUGH = 5  # known places to a kelurahan, on average: fewer say nothing of where people live
SHOWN = 400  # groups of children that are kept for a map, the largest
LARGEST_AGE = 17
FEWEST = 10  # children whose number is told of a group


class _Kept:
    """The few things made last, under what they were made of."""

    def __init__(self, limit: int = 4) -> None:
        self._limit, self._lock, self._things = limit, Lock(), OrderedDict[Hashable, Any]()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = make()
        with self._lock:
            self._things[key] = made
            while len(self._things) > self._limit:
                self._things.popitem(last=False)
        return made


_kept = _Kept()


def measure(inputs: Inputs, asked: Asked) -> Outcome:
    """This function will say how many children have a place that counts within reach. Raises `NoBorders`."""
    demand = build_demand(inputs)
    limits = (*inputs.limits, round(siting.walk_meters(asked.minutes)))
    walking = build_walking(inputs, demand, asked)
    places = [build_place(place, inputs, asked) for place in inputs.places]
    covered = [siting.Coverage(demand, places, build_rule(asked, limit), walking) for limit in limits]
    return replace(_write(inputs, limits, covered), off_paths=list_off_paths(demand, walking))


def build_demand(inputs: Inputs) -> Demand:
    """This function will return the children of the city as points. Raises `NoBorders`."""
    numbers, settled = inputs.numbers, inputs.settled
    spread = hash(settled) if numbers.origin != Origin.POINTS else 0
    key = ("demand", numbers.pk, spread, read_newest_border(numbers.city.code))
    found: Demand = _kept.get(key, lambda: _read_demand(numbers, settled))
    return found


def build_walking(inputs: Inputs, demand: Demand, asked: Asked) -> siting.reach.Walking:
    """This function will return how far points are from places: along the paths that were read, or straight."""
    if inputs.network is not None:
        network = inputs.network
        return siting.Paths(demand, _kept.get(("network", network.pk, network.file_id), lambda: _read_network(network)))
    return siting.StraightLine(demand, asked.detour)


def build_rule(asked: Asked, limit_m: float) -> siting.Rule:
    return siting.Rule(
        limit_m, certified_only=asked.certified, accessible_only=asked.accessible, fit_ages=asked.fit_ages
    )


def build_place(place: Place, inputs: Inputs, asked: Asked) -> siting.Place:
    """This function will return a place as the reckoning needs it."""
    first, last = place.age_from or 0, LARGEST_AGE if place.age_to is None else place.age_to
    return siting.Place(
        str(place.pk),
        siting.Position(place.lon or 0.0, place.lat or 0.0),
        kind=place.kind,
        kelurahan=place.kelurahan.code if place.kelurahan else "",
        ages=siting.AgeGroup(first, last),
        is_open=_is_open(place, inputs, asked) and (place.is_free is True or not asked.free),
        is_certified=place.pk in inputs.certified,
        is_accessible=place.access == Access.FULL,
        area_m2=None if place.area_m2 is None else float(place.area_m2),
    )


def find_area(city_code: str, *, lat: float, lon: float) -> str:
    """This function will return the code of the kelurahan that a position lies in, or "" outside the city."""
    areas = _read_areas(city_code)
    index = int(areas.find(np.array([lon]), np.array([lat]))[0])
    return areas.codes[index] if index >= 0 else ""


def merge_missed(coverage: Coverage) -> Demand:
    """This function will return the children whom nothing reaches, merged until no group has fewer than ten."""
    missed = np.where(coverage.is_reached, 0.0, coverage.demand.children)
    return siting.merge_small(replace(coverage.demand, children=missed))


def list_missed(coverage: Coverage) -> tuple[Spot, ...]:
    """This function will return where the children live whom nothing reaches, in groups that may be shown."""
    merged = merge_missed(coverage)
    counts, codes = merged.children.sum(axis=1), merged.kelurahan
    rows = zip(merged.lon.tolist(), merged.lat.tolist(), counts.tolist(), merged.area.tolist(), strict=True)
    spots = (Spot(round(lon, 5), round(lat, 5), round(count), codes[area]) for lon, lat, count, area in rows)
    return tuple(sorted(spots, key=lambda spot: -spot.children)[:SHOWN])


def list_off_paths(demand: Demand, walking: siting.reach.Walking) -> tuple[tuple[str, int], ...]:
    """This function will count by kelurahan the children who live too far from every path; fewer than ten are not told."""
    if not isinstance(walking, siting.Paths):
        return ()
    points = walking.off_network
    counts = np.bincount(demand.area[points], demand.children[points].sum(axis=1), minlength=len(demand.kelurahan))
    named = zip(demand.kelurahan, np.rint(counts).astype(int).tolist(), strict=True)
    return tuple(sorted((each for each in named if each[1] >= FEWEST), key=lambda each: -each[1]))


def _is_open(place: Place, inputs: Inputs, asked: Asked) -> bool:
    if asked.is_open:
        return place.phase == Phase.OPEN and place.pk not in inputs.shut
    return place.phase != Phase.CLOSED


def _read_demand(numbers: ChildrenNumbers, settled: Sequence[tuple[float, float]]) -> Demand:
    areas = _read_areas(numbers.city.code)
    if numbers.origin == Origin.POINTS and numbers.file:
        return siting.read_points(write_points(b"".join(open_chunks(numbers.file))), areas)
    groups = tuple(siting.AgeGroup(*ages) for ages in numbers.groups)
    grid = _lay_grid(areas, settled)
    if numbers.origin == Origin.KECAMATAN:
        totals = {code: row for code, row in numbers.counts.items() if row is not None}
        return siting.estimate_from_kecamatan(areas, grid, totals, groups=groups)
    counts = {code: row for code, row in numbers.counts.items() if code in areas.codes}
    demand = siting.spread_table(areas, grid, counts, groups=groups, basis=siting.Basis(numbers.basis))
    return replace(
        demand, basis=tuple(_set_basis(numbers, *each) for each in zip(areas.codes, demand.basis, strict=True))
    )


def _lay_grid(areas: Areas, settled: Sequence[tuple[float, float]]) -> siting.Grid:
    """Near known places where the register knows enough of them, else all over the kelurahan."""
    if len(settled) < ENOUGH * len(areas.codes):
        return siting.lay_grid(areas, WIDE_STEP_M)
    lon, lat = np.array(settled, dtype=float).T
    return siting.lay_grid(areas, STEP_M, (lon, lat))


def _set_basis(numbers: ChildrenNumbers, code: str, basis: siting.Basis) -> siting.Basis:
    return basis if basis == siting.Basis.UNKNOWN else siting.Basis(numbers.bases.get(code, basis))


def _read_areas(code: str) -> Areas:
    areas = get_areas(code)
    if not areas.codes:
        raise NoBorders
    return areas


def _find_box(inputs: Inputs) -> tuple[float, ...]:
    bounds = np.array([polygon.bounds for polygon in _read_areas(inputs.numbers.city.code).polygons])
    return tuple(round(side, 4) for side in (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist()))


def _read_network(network: WalkingNetwork) -> Network:
    return siting.read_network(b"".join(open_chunks(network.file)).decode("utf-8"))


def _write(inputs: Inputs, limits: tuple[int, ...], covered: Sequence[Coverage]) -> Outcome:
    """Children are whole: every sum is the sum of what is seen, and the city has as many as its source says."""
    first = covered[0]
    children = _round_columns(np.array([share.children for share in first.list_shares()]))
    by_area = zip(*(coverage.list_shares() for coverage in covered), strict=True)
    lines = tuple(_write_line(shares, row) for shares, row in zip(by_area, children.tolist(), strict=True))
    counted = tuple(int(place.code) for place in first.places if first.rule.counts(place))
    groups = tuple((group.first, group.last) for group in first.demand.groups)
    city, missed = _add_up(lines, first.find_share()), list_missed(covered[1])
    return Outcome(groups, limits, lines, city, counted, missed, _find_box(inputs), inputs.unlocated)


def _round_columns(numbers: Any) -> Any:
    """What each column was rounded up or down by is made good in the next row, so that it adds up."""
    return np.diff(np.rint(np.cumsum(numbers, axis=0)), axis=0, prepend=0.0).astype(int)


def _write_line(shares: Sequence[Share], children: Sequence[int]) -> Line:
    first = shares[0]
    reached = tuple(
        tuple(round(part / whole * count) if whole else 0 for part, whole, count in zip(*columns, strict=True))
        for columns in ((share.reached, share.children, children) for share in shares)
    )
    return Line(first.kelurahan, tuple(children), reached, first.area_m2, Basis(first.basis.value))


def _add_up(lines: Iterable[Line], whole: Share) -> Line:
    known = [line for line in lines if line.is_known]
    width = len(whole.children)
    children = tuple(sum(line.children[index] for line in known) for index in range(width))
    distances = range(max((len(line.reached) for line in known), default=0))
    reached = tuple(
        tuple(sum(line.reached[step][index] for line in known) for index in range(width)) for step in distances
    )
    return Line("", children, reached, whole.area_m2, Basis(whole.basis.value))
