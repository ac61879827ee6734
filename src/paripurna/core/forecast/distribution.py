"""The exact distribution of the total: questions into indicators (capped), indicators into strands, strands into the whole.

Given a strictness the questions are independent, so their sums are convolutions; the strictnesses are then weighed.
Where a question's points hang on another's (a gate), each state of the openers is worked out apart and the states are added:
a state says between which demands an opener's points lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from paripurna.core.forecast.chances import Outcomes
from paripurna.core.forecast.grid import (
    Row,
    Rows,
    add_outcomes,
    add_rows,
    convolve,
    convolve_mixed,
    find_step,
    fold_cap,
    keep_from,
)
from paripurna.core.forecast.states import WHOLE, list_states
from paripurna.core.instrument.model import Combination
from paripurna.core.scoring.compiled import CompiledEdition


@dataclass(frozen=True, slots=True)
class Kernel:
    """A question's outcomes in one state of the gates: points in hundredths, chances a row a strictness (perhaps below 1)."""

    points: tuple[int, ...]
    chances: Rows


Kernels = Sequence[Kernel]


class Distribution:
    """Everything about the sum of one set of outcomes. Lazy: what nobody asks for is not worked out.

    Raises `ValueError` for an edition whose strands are weighed, or whose gates have too many states.
    """

    def __init__(self, compiled: CompiledEdition, outcomes: Sequence[Outcomes], weights: Sequence[float] | Row) -> None:
        if compiled.edition.combination is not Combination.SUM:
            raise ValueError(f"{compiled.edition.reference}: a forecast needs points that are added, not weighed")
        self.compiled, self.outcomes = compiled, tuple(outcomes)
        self.weights = np.array(weights)
        self.step = find_step(self._list_points())

    @cached_property
    def total(self) -> Row:
        """The chance of each total: column k is k × `step` hundredths."""
        return self._sum(self.states)

    @cached_property
    def passing(self) -> Row:
        """The chance of each total together with nothing mandatory missing: it adds up to at most 1."""
        compiled = self.compiled
        if not (compiled.mandatory_questions or compiled.mandatory_indicators):
            return self.total
        return self._sum(self.build_strands(kernels, demanded=True) for kernels in self.list_states(demanded=True))

    @cached_property
    def strands(self) -> tuple[Row, ...]:
        """The chance of each sum of each strand, in the order of the edition."""
        return tuple(
            add_rows([self.weights @ (strands[k] * _mass_beside(strands, k)) for strands in self.states])
            for k in range(len(self.compiled.strands))
        )

    @cached_property
    def states(self) -> tuple[list[Rows], ...]:
        """The strands in every state of the gates."""
        return tuple(self.build_strands(kernels) for kernels in self.list_states())

    def take(self, rows: slice) -> Distribution:
        """This function will return the distribution of some strictnesses alone, with their share of the whole weight."""
        outcomes = [Outcomes(outcome.points, outcome.chances[rows]) for outcome in self.outcomes]
        return Distribution(self.compiled, outcomes, self.weights[rows])

    def list_states(self, *, demanded: bool = False) -> Iterator[Kernels]:
        """This function will give the kernels of all questions in each state of the gates; `demanded`: only where nothing
        mandatory is missing."""
        for state in list_states(self.compiled, demanded=demanded):
            yield [
                Kernel(*state.get(position, WHOLE).take(outcome.points, outcome.chances))
                for position, outcome in enumerate(self.outcomes)
            ]

    def build_strands(self, kernels: Kernels, *, demanded: bool = False) -> list[Rows]:
        """This function will return the distribution of every strand, a row a strictness."""
        count = len(self.compiled.indicators)
        indicators = [self.build_indicator(k, kernels, demanded=demanded) for k in range(count)]
        return [convolve(indicators[strand.start : strand.stop]) for strand in self.compiled.strands]

    def build_indicator(self, position: int, kernels: Kernels, *, demanded: bool = False) -> Rows:
        """This function will return the distribution of one indicator from its questions' kernels, capped."""
        part = self.compiled.indicators[position]
        rows = np.ones((len(self.weights), 1))
        for kernel in kernels[part.start : part.stop]:
            rows = add_outcomes(rows, [points // self.step for points in kernel.points], kernel.chances)
        rows = fold_cap(rows, part.max_hundredths // self.step)
        return keep_from(rows, -(-part.mandatory // self.step)) if demanded and part.mandatory else rows

    def _sum(self, states: Iterable[list[Rows]]) -> Row:
        return add_rows([convolve_mixed(strands, self.weights) for strands in states])

    def _list_points(self) -> Iterator[int]:
        for outcome in self.outcomes:
            yield from outcome.points
        yield from (part.max_hundredths for part in self.compiled.indicators)


def _mass_beside(strands: Sequence[Rows], k: int) -> Rows:
    """The chance that all the other strands are in this state, a row a strictness."""
    return np.asarray(np.prod([rows.sum(axis=1, keepdims=True) for j, rows in enumerate(strands) if j != k], axis=0))
