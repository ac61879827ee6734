"""Where children live, out of what a city has: a table of kelurahan, points with counts, or totals of kecamatan."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from itertools import pairwise
from math import isfinite

import numpy as np

from paripurna.core.siting.areas import Areas, check_positions
from paripurna.core.siting.grid import Grid
from paripurna.core.siting.types import (
    ALL_AGES,
    AgeGroup,
    BadInput,
    Basis,
    Demand,
    Fault,
    Floats,
    Ints,
    Mistake,
    Origin,
    Position,
    refuse,
)


def spread_table(
    areas: Areas,
    grid: Grid,
    counts: Mapping[str, Sequence[float] | None],
    *,
    groups: tuple[AgeGroup, ...] = (ALL_AGES,),
    basis: Basis = Basis.MEASURED,
) -> Demand:
    """This function will spread a count by age group of each kelurahan evenly over its points of the grid.

    A kelurahan that is not in the table, or is None there, has an unknown number. Raises `BadInput`.
    """
    _check_groups(groups)
    mistakes = [Mistake(Fault.UNKNOWN_KELURAHAN, code) for code in counts if code not in areas.codes]
    mistakes += [Mistake(Fault.BAD_NUMBER, code) for code, row in counts.items() if not _are_counts(row, len(groups))]
    if mistakes:
        raise BadInput(tuple(mistakes))
    rows = [counts.get(code) for code in areas.codes]
    totals = np.array([[0.0] * len(groups) if row is None else list(row) for row in rows])
    known = tuple(Basis.UNKNOWN if row is None else basis for row in rows)
    return _spread(areas, grid, totals, groups, known=known, origin=Origin.TABLE)


def estimate_from_kecamatan(
    areas: Areas,
    grid: Grid,
    totals: Mapping[str, Sequence[float]],
    *,
    groups: tuple[AgeGroup, ...] = (ALL_AGES,),
) -> Demand:
    """This function will part the total of each kecamatan among its points of the grid: everywhere in it as many children a point.

    A kelurahan belongs to the kecamatan that its code begins with. Raises `BadInput`.
    """
    _check_groups(groups)
    above = [code.rpartition(".")[0] for code in areas.codes]
    mistakes = [Mistake(Fault.UNKNOWN_KELURAHAN, code) for code in totals if code not in above]
    mistakes += [Mistake(Fault.BAD_NUMBER, code) for code, row in totals.items() if not _are_counts(row, len(groups))]
    if mistakes:
        raise BadInput(tuple(mistakes))
    points = np.bincount(grid.area, minlength=len(areas.codes)).astype(float)
    spread = np.zeros((len(areas.codes), len(groups)))
    for code, row in totals.items():
        inside = np.array([parent == code for parent in above])
        spread[inside] = np.outer(points[inside] / points[inside].sum(), np.asarray(row, dtype=float))
    known = tuple(Basis.ESTIMATED if parent in totals else Basis.UNKNOWN for parent in above)
    return _spread(areas, grid, spread, groups, known=known, origin=Origin.KECAMATAN)


def read_points(text: str, areas: Areas) -> Demand:
    """This function will read points from CSV with columns `lon`, `lat`, a column for each age group (`0-4`), and perhaps `basis`.

    The kelurahan is found on the map; it is as well known as the worst of its points. Raises `BadInput` naming every bad line.
    """
    reader = csv.DictReader(StringIO(text.removeprefix("\ufeff")))
    columns = reader.fieldnames or []
    missing = [Mistake(Fault.MISSING_COLUMN, name) for name in ("lon", "lat") if name not in columns]
    names = [name for name in columns if _is_group(name)]
    if missing or not names:
        raise BadInput(tuple(missing) or (Mistake(Fault.MISSING_COLUMN, "0-17"),))
    groups = tuple(AgeGroup(*(int(age) for age in name.split("-"))) for name in names)
    _check_groups(groups)
    rows = {f"line {number}": row for number, row in enumerate(reader, start=2)}
    places = {line: Position(_read(row["lon"]), _read(row["lat"])) for line, row in rows.items()}
    children = np.array([[_read(row[name]) for name in names] for row in rows.values()]).reshape(len(rows), len(names))
    bad = [line for line, counts in zip(rows, children, strict=True) if not _are_counts(list(counts), len(names))]
    mistakes = (*check_positions(places.items(), areas), *(Mistake(Fault.BAD_NUMBER, line) for line in bad))
    mistakes += tuple(
        Mistake(Fault.BAD_NUMBER, line, "basis") for line, row in rows.items() if _read_basis(row) is None
    )
    if mistakes:
        raise BadInput(mistakes)
    lon, lat = np.array([[place.lon, place.lat] for place in places.values()]).reshape(-1, 2).T
    area = areas.find(lon, lat)
    known = _find_worst(len(areas.codes), area, [_read_basis(row) or Basis.UNKNOWN for row in rows.values()])
    return Demand(lon, lat, children, area, areas.codes, groups, known, Origin.POINTS)


def _spread(
    areas: Areas, grid: Grid, totals: Floats, groups: tuple[AgeGroup, ...], *, known: tuple[Basis, ...], origin: Origin
) -> Demand:
    points = np.bincount(grid.area, minlength=len(areas.codes))
    children = totals[grid.area] / points[grid.area][:, None]
    return Demand(grid.lon, grid.lat, children, grid.area, areas.codes, groups, known, origin)


def _check_groups(groups: tuple[AgeGroup, ...]) -> None:
    """Groups follow each other without a common age, so that no child is counted twice."""
    ordered = sorted(groups, key=lambda group: group.first)
    good = all(ALL_AGES.first <= group.first <= group.last <= ALL_AGES.last for group in ordered)
    apart = all(left.last < right.first for left, right in pairwise(ordered))
    if not (ordered and good and apart):
        raise refuse(Fault.BAD_AGES, ", ".join(f"{group.first}-{group.last}" for group in groups))


def _are_counts(row: Sequence[float] | None, width: int) -> bool:
    return row is None or (len(row) == width and all(isfinite(number) and number >= 0 for number in row))


def _is_group(name: str) -> bool:
    first, dash, last = name.partition("-")
    return bool(dash) and first.isdecimal() and last.isdecimal()


def _read(text: str | None) -> float:
    """The number in a cell; what is none becomes NaN, which the checks name."""
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def _read_basis(row: Mapping[str, str | None]) -> Basis | None:
    word = (row.get("basis") or Basis.ESTIMATED).upper()
    return Basis(word) if word in list(Basis) else None


def _find_worst(count: int, area: Ints, bases: Iterable[Basis]) -> tuple[Basis, ...]:
    order = list(Basis)
    worst = np.full(count, -1)
    np.maximum.at(worst, area, [order.index(basis) for basis in bases])
    return tuple(order[rank] if rank >= 0 else Basis.UNKNOWN for rank in worst)
