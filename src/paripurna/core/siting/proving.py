"""Proving that no plan is much better: a roof over the numbers of sites of each class is lowered to one goal after the other.

Where the roof over some numbers reaches the goal, the programme in fractions is solved with those numbers, and the roof comes down there
and all around. Numbers where even that reaches the goal are few: the plans that keep them are solved in whole numbers.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from paripurna.core.siting.ground import Ground, narrow
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.record import Record
from paripurna.core.siting.roof import Roof
from paripurna.core.siting.solver import Found
from paripurna.core.siting.types import Floats

AIM = 0.5  # the next goal is so far up from the least that counts to the bound,
LAST = 0.001  # and the least itself where the bound is so near it
WIDE = 0.005  # below the bound: no goal is farther, however poor the best plan
STEP = 1e-7  # of the goal: the roof must reach so much more
NARROWER = 0.85  # of the openings left: the ground is laid anew
TWICE = 2  # the second narrowing knows the bound of the first


class Prover:
    """The roof, the ground below it, and the fractions of numbers over which it is highest."""

    def __init__(self, record: Record, root: Ground) -> None:
        self._record, self._root = record, root
        self._ground = root
        self._lay(narrow(root, record.plan.worth, self._look))
        self._roof, self._floor = Roof(root.cuts), 0.0
        self._middle = root.found.values[root.model.numbers]

    def prove(self) -> None:
        """This function will lower the bound until the gap is proved, the search is over, or nothing more can be said."""
        self._lean(self._middle)
        while not self._record.is_over():
            stood = (self._record.bound, self._record.plan.worth)
            self._narrow()
            self._reach(self._aim())
            if stood == (self._record.bound, self._record.plan.worth) and not self._record.is_over():
                break

    @property
    def _least(self) -> float:
        """The lowest goal: nothing below it needs to be known."""
        return self._record.plan.worth * (1 + self._record.gap) * (1 - 2 * STEP)

    def _aim(self) -> float:
        least, bound = self._least, self._record.bound
        way = bound - least
        return max(least + AIM * way, bound * (1 - WIDE)) if way > LAST * least else least

    def _narrow(self) -> None:
        """Leaves out what no better plan than the best opens."""
        worth = self._record.plan.worth
        left = self._root.list_near(self._root.found.bound - worth).sum()
        if left <= NARROWER * self._ground.model.allowed.sum():
            self._lay(narrow(self._root, worth, self._look))

    def _lay(self, ground: Ground) -> None:
        """Stands on narrower ground; where it holds nothing, no plan is better than the best."""
        self._record.lower(self._record.plan.worth if ground.found.is_closed else inf)
        self._ground = ground if ground.found.is_optimal else self._ground

    def _reach(self, goal: float) -> None:
        """Looks for plans that reach the goal wherever there may be any; then the bound is the goal."""
        while goal >= self._least and not self._record.is_over():
            above = goal * (1 + STEP)
            found = self._roof.find(self._ground.model, above, self._record.bound, self._look)
            if found.is_closed:
                self._record.lower(max(above, self._floor))
                break
            if found.values.size:
                self._visit(found.values, goal)

    def _visit(self, numbers: Floats, goal: float) -> None:
        """Lowers the roof over these numbers, and halfway to the middle; solves what still reaches the goal in whole numbers."""
        found = self._ground.weigh_numbers(numbers, goal, self._look)
        if found.is_closed:
            self._roof.finish(numbers)
        if not found.is_optimal:
            return
        self._roof.lean(numbers, found.bound, found.steps[self._ground.model.numbers])
        if found.bound > goal:
            self._finish(numbers, found)
        self._lean((numbers + self._middle) / 2)

    def _lean(self, numbers: Floats) -> None:
        found = self._ground.weigh_numbers(numbers, inf, self._look)
        if found.is_optimal:
            self._roof.lean(numbers, found.bound, found.steps[self._ground.model.numbers])

    def _finish(self, numbers: Floats, found: Found) -> None:
        """Solves what keeps these numbers in whole numbers."""
        least, ground = self._least, replace(self._ground, found=found)
        for _ in range(TWICE):
            ground = narrow(ground, least, self._look, most=numbers)
            if not ground.found.is_optimal:
                break
        if ground.found.is_optimal:
            model = ground.model
            ground.programme.make_whole(model.list_whole())
            solved = ground.programme.solve(floor=least, effort=0.0, look=lambda values: self._look_on(model, values))
            self._look_on(model, solved.values)
        else:
            solved = ground.found
        if solved.is_closed or solved.is_optimal:
            self._floor = max(self._floor, least if solved.is_closed else solved.bound)
            self._roof.finish(numbers)

    def _look(self, _values: Floats) -> bool:
        return self._record.is_over()

    def _look_on(self, model: SiteModel, values: Floats) -> bool:
        if values.size:
            self._record.offer(model.read(values))
        return self._record.is_over()
