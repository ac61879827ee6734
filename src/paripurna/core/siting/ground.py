"""A programme in fractions with its cuts: what the search stands on, and what is left of it once a goal is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from paripurna.core.siting.classes import MoneyCuts, Purse
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.roof import Cuts
from paripurna.core.siting.solver import Found, Look, Programme
from paripurna.core.siting.triangles import list_broken
from paripurna.core.siting.types import Bools, Floats

ROUNDS = 12  # of triangle cuts
MORE_ROUNDS = 3  # of them at numbers that reach the goal
MOST_CUTS = 300  # of a year in a round
MOST_MONEY_CUTS = 40


@dataclass(frozen=True)
class Ground:
    """The model, its programme, and the solution in fractions that bounds every plan in it."""

    model: SiteModel
    programme: Programme
    found: Found
    cuts: Cuts = ()  # of money

    def list_near(self, width: float) -> Bools:
        """This function will return which openings plans use that are within so much of the bound."""
        return self.model.weigh_openings(self.programme, self.found) <= width

    def weigh_numbers(self, numbers: Floats, goal: float, look: Look) -> Found:
        """This function will solve it in fractions with so many sites at the most, cutting triangles while that reaches the goal.

        Kelurahan may go without at their price, so that there is a solution, and prices, where numbers are too few.
        """
        model, programme = self.model, self.programme
        programme.limit(model.numbers, np.zeros(len(numbers)), numbers)
        programme.limit(model.unserved, np.zeros(1), np.array([float(model.least_served)]))
        found, rounds = programme.relax(look=look), 0
        while (
            rounds < MORE_ROUNDS
            and found.is_optimal
            and found.bound > goal
            and _add_triangles(model, programme, found.values)
        ):
            found, rounds = programme.relax(look=look), rounds + 1
        return found


def lay_ground(
    model: SiteModel, look: Look, *, cuts: Cuts = (), most: Floats | None = None, floor: float = -np.inf
) -> Ground:
    """This function will solve a model in fractions, with cuts of money that are known and triangles that it wants."""
    programme = model.build()
    for factors, limit in cuts:
        programme.add_row(model.numbers, factors, high=limit)
    if most is not None:
        programme.limit(model.numbers, np.zeros(len(most)), most)
    found = programme.relax(look=look, floor=floor, by_points=True)
    for _ in range(ROUNDS):
        if not found.is_optimal or not _add_triangles(model, programme, found.values):
            break
        found = programme.relax(look=look, floor=floor)
    return Ground(model, programme, found, cuts)


def cut_money(ground: Ground, look: Look) -> Ground:
    """This function will cut fractions of sites off that no money buys, as long as it pays."""
    model, programme, found = ground.model, ground.programme, ground.found
    cuts = MoneyCuts(Purse(model.stakes, model.classes))
    while found.is_optimal and len(cuts.found) < MOST_MONEY_CUTS:
        cut = cuts.find(found.values[model.numbers])
        if cut is None:
            break
        programme.add_row(model.numbers, cut[0], high=cut[1])
        found = programme.relax(look=look)
    return replace(ground, found=found, cuts=tuple(cuts.found))


def narrow(ground: Ground, goal: float, look: Look, *, most: Floats | None = None) -> Ground:
    """This function will lay the ground of those openings alone that plans above the goal may use."""
    model = replace(ground.model, allowed=ground.list_near(ground.found.bound - goal))
    return lay_ground(model, look, cuts=ground.cuts, most=most, floor=goal)


def _add_triangles(model: SiteModel, programme: Programme, values: Floats) -> int:
    count = 0
    for year, (site, reached) in enumerate(zip(*model.split(values), strict=True)):
        for cut in list_broken(model.stakes.cover, model.stakes.worth, site, reached)[:MOST_CUTS]:
            model.add_cut(programme, cut, year)
            count += 1
    return count
