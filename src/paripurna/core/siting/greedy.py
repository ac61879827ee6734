"""Rules of thumb: the best site for its money again and again, and one in each kelurahan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from paripurna.core.siting.stakes import Stakes
from paripurna.core.siting.types import Bools, Floats, Ints

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million of each year, a site in it, and a kelurahan's first place are taken to be worth; infinite: it comes before all else."""

    money: Floats
    site: Floats
    first: Floats

    def cost(self, stakes: Stakes) -> Floats:
        """What a candidate takes up when it opens in a year: a row a year."""
        after = np.append(np.cumsum(self.money[::-1])[::-1][1:], 0.0)
        return np.outer(self.money, stakes.cost) + np.outer(after, stakes.upkeep) + self.site[:, None]


def take_even_prices(stakes: Stakes) -> Prices:
    """This function will return the prices of someone who only knows what things cost: every million is alike."""
    years, limited = stakes.never, np.isfinite(stakes.budget).any()
    return Prices(
        np.full(years, 1.0 if limited else 0.0),
        np.full(years, 0.0 if limited else 1.0),
        np.zeros(len(stakes.needy)),
    )


def fill(
    stakes: Stakes, opening: Ints, prices: Prices, *, noise: Floats | None = None, year_by_year: bool = False
) -> Ints:
    """This function will open what gains most for its price, again and again, until nothing more fits; `opening` is changed.

    `noise` blurs what each candidate seems to gain; `year_by_year` finishes a year before it looks at the next.
    """
    room = _Room(stakes, opening)
    counted, served = stakes.count_since(opening), stakes.list_served(opening)
    price = prices.cost(stakes) + TINY
    blur = 1.0 if noise is None else noise[None, :]
    is_urgent = np.isinf(prices.first)[stakes.home]
    bonus = np.where(is_urgent, 0.0, prices.first[stakes.home]) + TINY
    while True:
        gains = _list_gains(stakes, counted)
        first = (stakes.needy & ~served)[stakes.home]
        wanted = gains + np.where(first, bonus, 0.0)[None, :]
        fitting = room.list_fitting(opening) & (wanted > 0)
        fitting = urgent if (urgent := fitting & (first & is_urgent)[None, :]).any() else fitting
        if not fitting.any():
            return opening
        if year_by_year:
            fitting[np.flatnonzero(fitting.any(axis=1))[0] + 1 :] = False
        year, candidate = divmod(int(np.argmax(np.where(fitting, wanted / price * blur, -1.0))), len(opening))
        opening[candidate] = year
        room.take(candidate, year)
        units = stakes.find_units(candidate)
        counted[units] = np.maximum(counted[units], stakes.since[year])
        served[stakes.home[candidate]] |= stakes.needy[stakes.home[candidate]]


def _list_gains(stakes: Stakes, counted: Floats) -> Floats:
    """What each candidate would add if it opened in each year: a row a year."""
    missing = np.maximum(stakes.since[:-1][None, :] - counted[:, None], 0.0) * stakes.worth[:, None]
    gains: Floats = (stakes.reach @ missing).T
    return gains


class _Room:
    """Money and sites that are left in each year."""

    def __init__(self, stakes: Stakes, opening: Ints) -> None:
        self._stakes = stakes
        self._money = stakes.budget - stakes.spend(opening)
        self._sites = stakes.sites - stakes.count_opened(opening)

    def list_fitting(self, opening: Ints) -> Bools:
        """Which candidates that are not open could open in which year: a row a year."""
        stakes = self._stakes
        later = np.append(np.minimum.accumulate(self._money[::-1])[::-1][1:], np.inf)
        years = np.arange(stakes.never)[:, None]
        fits: Bools = (
            (stakes.cost[None, :] <= self._money[:, None] + TINY)
            & (stakes.upkeep[None, :] <= later[:, None] + TINY)
            & (self._sites[:, None] >= 1)
            & (years >= stakes.ready[None, :])
            & (opening == stakes.never)[None, :]
        )
        return fits

    def take(self, candidate: int, year: int) -> None:
        self._money[year] -= self._stakes.cost[candidate]
        self._money[year + 1 :] -= self._stakes.upkeep[candidate]
        self._sites[year] -= 1


def plan_greedily(stakes: Stakes) -> Ints:
    """This function will plan as a sensible person does: what must be, then year by year what reaches most for its money.

    Where every kelurahan wants a place, those without one come first.
    """
    even = take_even_prices(stakes)
    return fill(
        stakes, place_musts(stakes), Prices(even.money, even.site, np.full(len(even.first), np.inf)), year_by_year=True
    )


def plan_one_each(stakes: Stakes) -> Ints:
    """This function will plan one site in each kelurahan, the most children first, each the site that reaches most, until money ends."""
    opening = place_musts(stakes)
    alone = stakes.reach @ stakes.worth
    homes = sorted(set(stakes.home.tolist()), key=lambda home: -stakes.children @ _touches(stakes, home))
    for home in homes:
        if (opening[stakes.home == home] < stakes.never).any():
            continue
        room = _Room(stakes, opening)
        fitting = room.list_fitting(opening) & (stakes.home == home)[None, :]
        if fitting.any():
            best = int(np.argmax(np.where(fitting.any(axis=0), alone, -1.0)))
            opening[best] = int(np.argmax(fitting[:, best]))
    return opening


def place_musts(stakes: Stakes) -> Ints:
    """This function will open what must be, the dearest first, each in the first year it fits; what fits nowhere stays out."""
    opening = np.full(len(stakes.candidates), stakes.never)
    for candidate in sorted(np.flatnonzero(stakes.must), key=lambda index: -stakes.cost[index]):
        fitting = _Room(stakes, opening).list_fitting(opening)[:, candidate]
        if fitting.any():
            opening[candidate] = int(np.argmax(fitting))
    return opening


def _touches(stakes: Stakes, home: int) -> Floats:
    """Units within reach of any candidate of a kelurahan."""
    return np.asarray(stakes.cover[:, stakes.home == home].sum(axis=1)).ravel() > 0
