"""States of the gates: between which demands each opener's points lie. In one state questions are independent again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import prod

import numpy as np

from paripurna.core.forecast.grid import Rows
from paripurna.core.scoring.compiled import CompiledEdition

EVER = 10**9  # hundredths: above every mark
MOST_STATES = 256  # of gates together: more is no instrument of ours

Points = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a question's outcomes belongs to a state: those with low ≤ points < high, all worth nothing where it `is_shut`."""

    low: int = 0
    high: int = EVER
    is_shut: bool = False

    def take(self, points: Points, chances: Rows) -> tuple[Points, Rows]:
        """This function will return the outcomes in this state; the chances add up to less than 1 where some are not in it."""
        if self.is_shut:
            points, chances = (0,), chances.sum(axis=1, keepdims=True)
        kept = np.array([self.low <= value < self.high for value in points], dtype=np.float64)
        return points, chances * kept


WHOLE = Part()
State = Mapping[int, Part]
"""By position of the question; one that is not named is there as a whole."""


def list_states(compiled: CompiledEdition, *, demanded: bool = False) -> Iterator[State]:
    """This function will give each state of the gates; `demanded`: only where no mandatory question is missing.

    Raises `ValueError` for gates with too many states.
    """
    demands: dict[int, set[int]] = {}
    for gate in compiled.gates:
        if gate.opener is not None:
            demands.setdefault(gate.opener, set()).add(gate.at_least)
    ranges = [list(pairwise([0, *sorted(least - {0}), EVER])) for least in demands.values()]
    if prod(map(len, ranges)) > MOST_STATES:
        raise ValueError(f"{compiled.edition.reference}: its gates have more than {MOST_STATES} states")
    for spans in product(*ranges):
        yield _build_state(compiled, dict(zip(demands, spans, strict=True)), demanded=demanded)


def _build_state(compiled: CompiledEdition, spans: Mapping[int, tuple[int, int]], *, demanded: bool) -> State:
    state = {position: Part(low, high) for position, (low, high) in spans.items()}
    for gate in compiled.gates:
        if gate.opener is None or spans[gate.opener][0] < gate.at_least:
            state[gate.question] = replace(state.get(gate.question, WHOLE), is_shut=True)
    for position, least in compiled.mandatory_questions if demanded else ():
        part = state.get(position, WHOLE)
        state[position] = replace(part, low=max(part.low, least))
    return state
