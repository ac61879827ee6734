"""A mixed-integer programme put together by names, and HiGHS behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any

import highspy
import numpy as np

from paripurna.core.highs import open_solver

Key = Any
"""What names a column or a row: any tuple or text."""

LOOK_EVERY = 0.2  # seconds
_INFEASIBLE = frozenset({highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible})
_FOUND = highspy.SolutionStatus.kSolutionStatusFeasible


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a solver stands: the best objective found, what it knows to be the least possible, the seconds since it began."""

    best: float
    bound: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Solution:
    """Values by key (empty when nothing was found), the objective, and what was proved of it."""

    values: Mapping[Key, float]
    objective: float
    bound: float  # infinite where there is no solution

    @property
    def gap(self) -> float:
        """How far the objective may be above the least possible, as a share of it."""
        return (self.objective - self.bound) / abs(self.objective) if self.objective else 0.0


Watch = Callable[[Progress], bool]
"""Is told the progress and says whether to stop."""


@dataclass
class Programme:
    """Columns and rows by key; everything may be changed between solves."""

    _columns: dict[Key, int] = field(default_factory=dict)
    _rows: dict[Key, int] = field(default_factory=dict)
    _solver: highspy.Highs = field(default_factory=open_solver)

    def add_column(self, key: Key, *, cost: float = 0.0, whole: bool = False) -> None:
        """This function will add a variable between 0 and 1."""
        position = self._columns[key] = len(self._columns)
        self._solver.addCol(cost, 0.0, 1.0, 0, np.array([], dtype=np.int32), np.array([]))
        if whole:
            self._solver.changeColIntegrality(position, highspy.HighsVarType.kInteger)

    def add_row(self, key: Key, parts: Mapping[Key, float], *, low: float = -inf, high: float = inf) -> None:
        """This function will add a constraint low ≤ Σ factor × variable ≤ high."""
        self._rows[key] = len(self._rows)
        columns = np.array([self._columns[name] for name in parts], dtype=np.int32)
        self._solver.addRow(low, high, len(columns), columns, np.array(list(parts.values()), dtype=np.float64))

    def has_row(self, key: Key) -> bool:
        """This function will say whether there is such a constraint."""
        return key in self._rows

    def change_row(self, key: Key, parts: Mapping[Key, float], *, low: float) -> None:
        """This function will change factors and the lower limit of a constraint."""
        for name, factor in parts.items():
            self.change_factor(key, name, factor)
        self.bound_row(key, low=low)

    def change_factor(self, row: Key, column: Key, factor: float) -> None:
        """This function will change one factor of a constraint."""
        self._solver.changeCoeff(self._rows[row], self._columns[column], factor)

    def bound_row(self, key: Key, *, low: float = -inf) -> None:
        """This function will change the lower limit of a constraint that has no upper one."""
        self._solver.changeRowBounds(self._rows[key], low, inf)

    def price(self, costs: Mapping[Key, float]) -> None:
        """This function will change what variables cost; those not named cost nothing."""
        for key, position in self._columns.items():
            self._solver.changeColCost(position, costs.get(key, 0.0))

    def solve(
        self, *, gap: float, seconds: float, start: Mapping[Key, float] | None = None, watch: Watch | None = None
    ) -> Solution:
        """This function will minimize within `seconds` until the gap is proved; `start` is a solution to begin from."""
        solver = self._solver
        solver.setOptionValue("mip_rel_gap", gap)
        solver.setOptionValue("time_limit", solver.getRunTime() + max(seconds, 0.01))
        if start is not None:
            values = np.array([start.get(key, 0.0) for key in self._columns])
            solver.setSolution(len(values), np.arange(len(values), dtype=np.int32), values)
        look = None if watch is None else _build_look(watch, solver.getRunTime())
        if look is not None:
            solver.cbMipInterrupt += look
        solver.run()
        if look is not None:
            solver.cbMipInterrupt -= look
        return self._read()

    def _read(self) -> Solution:
        info, is_infeasible = self._solver.getInfo(), self._solver.getModelStatus() in _INFEASIBLE
        bound = inf if is_infeasible else info.mip_dual_bound
        found = self._solver.getSolution().col_value if info.primal_solution_status == _FOUND else []
        values = dict(zip(self._columns, found, strict=False))
        return Solution(values, info.objective_function_value if values else inf, bound)


def _build_look(watch: Watch, begun: float) -> Callable[[Any], None]:
    """Lets the watch look on, a few times a second at the most."""
    told = begun

    def look(event: Any) -> None:
        nonlocal told
        seconds, data = event.data_out.running_time, event.data_out
        if seconds - told >= LOOK_EVERY:
            told = seconds
            event.data_in.user_interrupt = watch(Progress(data.mip_primal_bound, data.mip_dual_bound, seconds - begun))

    return look
