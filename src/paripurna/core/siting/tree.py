"""Branching on numbers of sites: how many of each class and in all are open by each year.

Once those are whole, or the bound is so near the goal that few openings are left, what remains is a small programme, which HiGHS solves
in whole numbers. A branch is followed down its better side first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, repeat
from math import inf

import numpy as np

from paripurna.core.siting.ground import Ground, narrow
from paripurna.core.siting.model import SiteModel
from paripurna.core.siting.record import Record
from paripurna.core.siting.solver import Found
from paripurna.core.siting.types import Floats, Ints

AIMS = ((0.2, 18.0), (0.65, inf))  # what is looked for, of the way from the best plan to the bound; seconds for it
LAST_AIM = (0.3, inf)  # and again and again
WIDE = 0.012  # below the bound: no goal is farther, however poor the best plan
NEAR = 0.002  # above the goal: a branch whose bound is that near is solved in whole numbers
TRIED, STEPS = 4, 60  # numbers that are tried before branching on one; steps of the simplex method in a trial
WHOLE, PARTLY = 1e-5, 0.02  # a number is whole; it is better branched on
SHRINK = 0.6  # of the width a ground was laid for: a branch so much nearer to the goal gets a narrower one
TWICE = 2  # the second narrowing knows the bound of the first
EXACT = 1e-6  # what is solved in whole numbers is solved within so much


@dataclass(frozen=True)
class Branch:
    """Numbers between limits, what no plan in it exceeds, and the ground it grew on (None: that of the whole tree)."""

    bound: float
    low: Floats
    high: Floats
    ground: Ground | None = None


Sides = tuple[tuple[float, Branch], ...]
"""Both sides of a parted branch with their guessed bounds."""


class Tree:
    """Branches that are open, and those that wait: no plan of theirs reaches the goal of the step."""

    def __init__(self, record: Record, root: Ground) -> None:
        self._record, self._root = record, root
        self._open: list[Branch] = []
        most = root.model.most
        self._waiting = [Branch(root.found.bound, np.zeros(len(most)), most)]

    def grow(self) -> None:
        """This function will look for plans that are so much better or prove that there are none, until the gap is proved."""
        steps = chain(AIMS, repeat(LAST_AIM))
        while True:
            aim, seconds = next(steps)
            stood = (self._record.bound, self._record.plan.worth)
            self._goal = self._aim(aim)
            self._ground = narrow(self._root, self._goal, self._look)
            self._open, self._waiting = sorted(self._waiting, key=lambda branch: branch.bound), []
            self._close(aim, self._record.spent + seconds)
            is_stuck = not self._open and stood == (self._record.bound, self._record.plan.worth)
            self._waiting += [replace(branch, ground=None) for branch in self._open]
            if is_stuck or self._record.is_over():
                break

    def _aim(self, aim: float) -> float:
        """What a plan must be worth to be looked for: a part of the way from the best to the bound, and the gap at the least."""
        worth, bound = self._record.plan.worth, self._record.bound
        least = worth * (1 + (1 - EXACT) * self._record.gap)
        return max(least, worth + aim * (bound - worth), bound * (1 - WIDE))

    def _close(self, aim: float, until: float) -> None:
        """Branches until no plan is left that reaches the goal, the search is over, or the time of the step."""
        while self._open and not self._record.is_over() and self._record.spent < until:
            best = self._record.best
            branch: Branch | None = self._open.pop()
            while branch is not None:
                branch = self._follow(branch)
            self._record.lower(max(branch.bound for branch in (*self._waiting, *self._open)))
            if self._record.best is not best:
                self._goal = max(self._goal, self._aim(aim))

    def _follow(self, branch: Branch) -> Branch | None:
        """The better side of a branch, after the other was put aside; None where it ends here."""
        ground = branch.ground or self._ground
        if branch.bound <= self._goal:
            self._settle(branch, self._goal)
            return None
        ground.programme.limit(ground.model.numbers, branch.low, branch.high)
        found = ground.programme.relax(look=self._look, floor=self._goal, basis=ground.basis)
        if self._is_ended(branch, found):
            return None
        branch = replace(branch, bound=min(branch.bound, found.bound))
        ground = replace(ground, found=found, basis=ground.programme.basis)
        if branch.bound - self._goal <= SHRINK * ground.width:
            ground = narrow(ground, self._goal, self._look, low=branch.low, high=branch.high)
        return None if self._is_ended(branch, ground.found) else self._go_on(branch, ground)

    def _go_on(self, branch: Branch, ground: Ground) -> Branch | None:
        """Parts a branch at the number that brings the bounds of both sides down most, or solves it where it is small."""
        branch = replace(branch, bound=min(branch.bound, ground.found.bound), ground=ground)
        numbers = ground.found.values[ground.model.numbers]
        if branch.bound <= self._goal * (1 + NEAR) or np.abs(numbers - np.rint(numbers)).max() <= WHOLE:
            self._finish(branch, ground)
            return None
        trials = [self._try(branch, ground, number, numbers[number]) for number in _list_partly(numbers)]
        (_, better), (guessed, other) = max(trials, key=lambda trial: trial[0])[1]
        if guessed == -inf:
            self._settle(other, self._goal)
        else:
            self._open.append(other)
        return better

    def _try(self, branch: Branch, ground: Ground, number: int, value: float) -> tuple[float, Sides]:
        """How far the bounds of both sides fall when a branch is parted there, and the sides, the better first."""
        least, most = branch.low.copy(), branch.high.copy()
        most[number], least[number] = np.floor(value), np.ceil(value)
        sides = [replace(branch, high=most), replace(branch, low=least)]
        guesses = [self._guess(side, ground) for side in sides]
        drops = [max(branch.bound - max(guess, self._goal), EXACT * self._goal) for guess in guesses]
        first = int(guesses[1] > guesses[0])
        return drops[0] * drops[1], tuple((guesses[place], sides[place]) for place in (first, 1 - first))

    def _guess(self, side: Branch, ground: Ground) -> float:
        ground.programme.limit(ground.model.numbers, side.low, side.high)
        return ground.programme.guess(floor=self._goal, basis=ground.basis, steps=STEPS)

    def _finish(self, branch: Branch, ground: Ground) -> None:
        """Solves what is left of a branch in whole numbers."""
        for _ in range(TWICE):
            ground = narrow(ground, self._goal, self._look, low=branch.low, high=branch.high)
            if self._is_ended(branch, ground.found):
                return
        model, goal = ground.model, self._goal
        ground.programme.make_whole(model.list_whole())
        found = ground.programme.solve(
            gap=EXACT, floor=goal, effort=0.0, look=lambda values: self._look_on(model, values)
        )
        self._look_on(model, found.values)
        bound = goal if found.is_closed else max(goal, min(branch.bound, found.bound))
        self._put_aside(replace(branch, bound=bound))

    def _is_ended(self, branch: Branch, found: Found) -> bool:
        """Whether fractions say that no plan of a branch reaches the goal, or nothing at all."""
        if found.is_closed or found.bound <= self._goal:
            self._settle(branch, self._goal)
            return True
        if not found.is_optimal:
            self._put_aside(branch)
            return True
        return False

    def _put_aside(self, branch: Branch) -> None:
        """Keeps a branch with what is known of it; where time is left, nothing more will come of it in this step."""
        if self._record.is_over():
            self._open.append(branch)
        else:
            self._settle(branch, branch.bound)

    def _settle(self, branch: Branch, bound: float) -> None:
        """Says that no plan of a branch exceeds the bound."""
        self._waiting.append(Branch(min(branch.bound, bound), branch.low, branch.high))

    def _look(self, _values: Floats) -> bool:
        return self._record.is_over()

    def _look_on(self, model: SiteModel, values: Floats) -> bool:
        if values.size:
            self._record.offer(model.read(values))
        return self._record.is_over()


def _list_partly(numbers: Floats) -> Ints:
    """Numbers to branch on: those that are least whole."""
    parts = np.abs(numbers - np.rint(numbers))
    order = np.argsort(-parts, kind="stable")[:TRIED]
    chosen: Ints = order[parts[order] > PARTLY]
    return chosen if len(chosen) else order[:1]
