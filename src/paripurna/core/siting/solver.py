"""HiGHS behind arrays: a programme that is solved first in fractions, then in whole numbers, and tells how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, vstack

from paripurna.core.siting.types import Bools, Floats, Ints

LOOK_EVERY = 0.2  # seconds
NOTHING = np.zeros(0)
_FOUND = highspy.SolutionStatus.kSolutionStatusFeasible
_INFEASIBLE = frozenset({highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible})
_DONE = highspy.HighsModelStatus.kOptimal

Look = Callable[[float, Floats], bool]
"""Is told the least upper bound, and a better solution where one was found (else nothing); says whether to stop."""


@dataclass(frozen=True)
class Rows:
    """low ≤ matrix · columns ≤ high."""

    matrix: csr_matrix
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Found:
    """What a solver found: values (none without a solution), the least upper bound proved, prices of the rows."""

    values: Floats
    bound: float
    prices: Floats
    is_optimal: bool
    is_infeasible: bool


class Programme:
    """Maximize worth · columns, each column between 0 and its upper limit."""

    def __init__(self, worth: Floats, upper: Floats, blocks: list[Rows]) -> None:
        self._solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._set("output_flag", False)  # noqa: FBT003 — HiGHS names its options by text
        matrix = csc_matrix(vstack([block.matrix for block in blocks], format="csc"))
        model = highspy.HighsLp()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_, model.col_lower_, model.col_upper_ = -worth, np.zeros(len(worth)), upper
        model.row_lower_ = np.concatenate([block.low for block in blocks])
        model.row_upper_ = np.concatenate([block.high for block in blocks])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
        model.a_matrix_.value_ = matrix.data
        self._solver.passModel(model)
        self._upper = upper

    def hold(self, columns: Bools, values: Floats) -> None:
        """This function will hold these columns at the values, and let all others go."""
        low, high = np.where(columns, values, 0.0), np.where(columns, values, self._upper)
        every = np.arange(len(values), dtype=np.int32)
        self._solver.changeColsBounds(len(every), every, low, high)

    def add_row(self, columns: Ints, factors: Floats, low: float) -> None:
        """This function will add the row low ≤ factors · columns."""
        self._solver.addRow(low, inf, len(columns), columns.astype(np.int32), factors)

    def make_whole(self, columns: Bools) -> None:
        """This function will ask for whole numbers in these columns."""
        chosen = np.flatnonzero(columns).astype(np.int32)
        whole = np.full(len(chosen), highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        self._solver.changeColsIntegrality(len(chosen), chosen, whole)

    def relax(self, *, look: Look, by_points: bool = False) -> Found:
        """This function will solve in fractions; from within (`by_points`) where it begins from nothing."""
        self._set("solver", "ipm" if by_points else "simplex")
        return self._run(look)

    def solve(self, *, gap: float, look: Look, start: Floats | None = None) -> Found:
        """This function will solve in whole numbers from a start."""
        self._set("solver", "choose")
        self._set("mip_rel_gap", gap)
        if start is not None:
            self._solver.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
        return self._run(look)

    def _set(self, name: str, value: float | str) -> None:
        self._solver.setOptionValue(name, value)

    def _run(self, look: Look) -> Found:
        events = (
            (self._solver.cbMipInterrupt, _watch(look)),
            (self._solver.cbSimplexInterrupt, _watch(look)),
            (self._solver.cbIpmInterrupt, _watch(look)),
            (self._solver.cbMipImprovingSolution, lambda event: _show(event, look)),
        )
        for event, callback in events:
            event += callback  # noqa: PLW2901 — how HiGHS takes a callback
        self._solver.run()
        for event, callback in events:
            event -= callback  # noqa: PLW2901
        return self._read()

    def _read(self) -> Found:
        info, status, solution = self._solver.getInfo(), self._solver.getModelStatus(), self._solver.getSolution()
        is_found = info.primal_solution_status == _FOUND
        bound = -info.mip_dual_bound if info.mip_node_count >= 0 else -info.objective_function_value
        return Found(
            np.array(solution.col_value if is_found else []),
            bound if status == _DONE or info.mip_node_count >= 0 else inf,
            np.abs(np.array(solution.row_dual)),
            status == _DONE,
            status in _INFEASIBLE,
        )


def _watch(look: Look) -> Callable[[Any], None]:
    """Lets the watch look on, a few times a second at the most."""
    told = -inf

    def interrupt(event: Any) -> None:
        nonlocal told
        out = event.data_out
        if out.running_time - told >= LOOK_EVERY:
            told = out.running_time
            bound = -out.mip_dual_bound if isfinite(out.mip_dual_bound) else inf
            event.data_in.user_interrupt = look(bound, NOTHING)

    return interrupt


def _show(event: Any, look: Look) -> None:
    look(inf, np.array(event.data_out.mip_solution))
