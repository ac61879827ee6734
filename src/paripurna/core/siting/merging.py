"""Points for publication: none tells of fewer than ten children."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.spatial import cKDTree

from paripurna.core.siting.projection import center_on
from paripurna.core.siting.types import Bools, Demand, Floats, Ints

SMALL = 10  # children at a point: fewer are never shown on a map


def merge_small(demand: Demand, least: int = SMALL) -> Demand:
    """This function will merge points within each kelurahan until none has fewer than `least` children.

    The smallest join their nearest neighbor, at the middle weighted by children. What a kelurahan has in all, where that is
    fewer, is left out: its points would tell of few children wherever they lie.
    """
    if not len(demand):
        return demand
    projection = center_on(demand.lon, demand.lat)
    spots = projection.place(demand.lon, demand.lat)
    merged = [_merge(spots[inside], demand.children[inside], least) for inside in _list_members(demand)]
    lon, lat = projection.locate(np.vstack([spots for spots, _ in merged]))
    return replace(
        demand,
        lon=lon,
        lat=lat,
        children=np.vstack([children for _, children in merged]),
        area=np.repeat(np.arange(len(merged)), [len(children) for _, children in merged]),
    )


def _list_members(demand: Demand) -> list[Bools]:
    held = demand.children.sum(axis=1) > 0
    return [(demand.area == index) & held for index in range(len(demand.kelurahan))]


def _merge(spots: Floats, children: Floats, least: int) -> tuple[Floats, Floats]:
    """Each round joins every small point, the smallest first, to its nearest neighbor that has not been joined in this round."""
    while len(spots) > 1 and (children.sum(axis=1) < least).any():
        sums = children.sum(axis=1)
        neighbor = cKDTree(spots).query(spots, k=2)[1]
        nearest = np.where(neighbor[:, 0] == np.arange(len(spots)), neighbor[:, 1], neighbor[:, 0])
        into, is_taken = np.arange(len(spots)), np.zeros(len(spots), dtype=bool)
        for index in np.argsort(sums, kind="stable"):
            if sums[index] >= least:
                break
            if not is_taken[index] and into[nearest[index]] == nearest[index]:
                into[index] = nearest[index]
                is_taken[nearest[index]] = True
        spots, children = _join(spots, children, into)
    return (spots, children) if children.sum() >= least else (spots[:0], children[:0])


def _join(spots: Floats, children: Floats, into: Ints) -> tuple[Floats, Floats]:
    kept, place = np.unique(into, return_inverse=True)
    joined = np.zeros((len(kept), children.shape[1]))
    middle = np.zeros((len(kept), 2))
    np.add.at(joined, place, children)
    np.add.at(middle, place, spots * children.sum(axis=1)[:, None])
    return middle / joined.sum(axis=1)[:, None], joined
