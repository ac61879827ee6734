"""Which places may be one: names alike and near, or names very alike in one kelurahan. Plain Python, no place is compared with all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, islice
from math import cos, floor, hypot, radians

from paripurna.rooms.places.duplicates.types import NEAR_M, Pair, Search, Spot
from paripurna.rooms.places.likeness import measure_likeness, plain_name

ALIKE_NEAR, ALIKE_IN_KELURAHAN = 0.55, 0.75
DEGREE_M = 111_320.0
MOST_COMPARED = (
    4_000_000  # pairs: 20,000 places of a city have half a million; more is a list with one position for many
)
BEGINNING = 4  # letters by which words of places without a position meet


def find_pairs(
    spots: Sequence[Spot], *, city: str = "", apart: Collection[tuple[int, int]] = (), most: int = MOST_COMPARED
) -> Search:
    """This function will return the pairs that may be one place; those `apart` were told to be different."""
    seen: set[tuple[int, int]] = set(apart)
    found: list[Pair] = []
    candidates = _list_candidates(spots)
    for one, other in islice(candidates, most):
        first, second = sorted((one, other), key=lambda spot: spot.pk)
        if (first.pk, second.pk) in seen:
            continue
        seen.add((first.pk, second.pk))
        if pair := _judge(first, second, city):
            found.append(pair)
    found.sort(key=lambda pair: (-pair.likeness, pair.distance_m or 0, pair.first, pair.second))
    return Search(found, is_cut=next(candidates, None) is not None)


def _judge(first: Spot, second: Spot, city: str) -> Pair | None:
    distance = measure_distance(first, second)
    if distance is not None and distance > NEAR_M:
        return None
    alike = max(measure_likeness(one, other, city=city) for one in first.names for other in second.names)
    if alike < (ALIKE_IN_KELURAHAN if distance is None else ALIKE_NEAR):
        return None
    return Pair(first.pk, second.pk, round(alike, 2), None if distance is None else round(distance))


def measure_distance(one: Spot, other: Spot) -> float | None:
    """This function will return how many meters lie between two places, or None where a position is not known."""
    if one.lon is None or one.lat is None or other.lon is None or other.lat is None:
        return None
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(east, one.lat - other.lat) * DEGREE_M


def _list_candidates(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Spot]]:
    spots = list(spots)
    yield from _list_neighbors([spot for spot in spots if spot.lon is not None])
    by_word: dict[tuple[int, str], list[Spot]] = defaultdict(list)
    for spot in spots:
        for key in _list_words(spot):
            by_word[key].append(spot)
    for alike in by_word.values():
        for one, other in combinations(alike, 2):
            if one.lon is None or other.lon is None:
                yield one, other


def _list_words(spot: Spot) -> set[tuple[int, str]]:
    if spot.kelurahan is None:
        return set()
    words = (word for name in spot.names for word in plain_name(name).split())
    return {(spot.kelurahan, word[:BEGINNING]) for word in words if len(word) >= BEGINNING or word.isdigit()}


def _list_neighbors(spots: Sequence[Spot]) -> Iterator[tuple[Spot, Spot]]:
    """Places of one cell of a grid and of the cells beside it."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        cells[_cell(spot)].append(spot)
    for (column, row), own in cells.items():
        yield from combinations(own, 2)
        for beside in ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1)):
            for other in cells.get(beside, ()):
                for one in own:
                    yield one, other


def _cell(spot: Spot) -> tuple[int, int]:
    """Cells are a tenth wider than the distance, since degrees of longitude shrink a little from row to row."""
    size = NEAR_M * 1.1 / DEGREE_M
    return floor((spot.lon or 0) * cos(radians(spot.lat or 0)) / size), floor((spot.lat or 0) / size)
