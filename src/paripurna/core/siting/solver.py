"""HiGHS behind arrays: a programme that is solved in fractions or in whole numbers, may be narrowed, and tells how it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, vstack

from paripurna.core.highs import open_solver
from paripurna.core.siting.types import Bools, Floats, Ints

LOOK_EVERY = 0.2  # seconds
NOTHING = np.zeros(0)
ANY_NUMBER = 2**31 - 1
_FOUND = highspy.SolutionStatus.kSolutionStatusFeasible
_DONE = highspy.HighsModelStatus.kOptimal
_CLOSED = frozenset(
    {
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
        highspy.HighsModelStatus.kObjectiveBound,
    }
)

Look = Callable[[Floats], bool]
"""Is told a better solution where one was found, else nothing; says whether to stop."""


@dataclass(frozen=True)
class Rows:
    """low ≤ matrix · columns ≤ high."""

    matrix: csr_matrix
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Found:
    """What a solver found: values (none without a solution), the least upper bound proved, prices of the rows and of the columns' limits.

    It is closed when nothing is above the floor that was asked for, and ended when there is nothing more to prove.
    """

    values: Floats
    bound: float
    prices: Floats
    steps: Floats
    is_optimal: bool
    is_closed: bool


class Programme:
    """Maximize worth · columns, each column between 0 and its upper limit. Nothing at or below `floor` need be looked for."""

    def __init__(self, worth: Floats, upper: Floats, blocks: list[Rows]) -> None:
        self._solver = open_solver()
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

    def limit(self, columns: Ints, low: Floats, high: Floats) -> None:
        """This function will keep these columns between new limits."""
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def add_row(self, columns: Ints, factors: Floats, *, low: float = -inf, high: float = inf) -> None:
        """This function will add the row low ≤ factors · columns ≤ high."""
        self._solver.addRow(low, high, len(columns), columns.astype(np.int32), factors)

    def make_whole(self, columns: Bools) -> None:
        """This function will ask for whole numbers in these columns."""
        chosen = np.flatnonzero(columns).astype(np.int32)
        whole = np.full(len(chosen), highspy.HighsVarType.kInteger.value, dtype=np.uint8)
        self._solver.changeColsIntegrality(len(chosen), chosen, whole)

    def relax(self, *, look: Look, floor: float = -inf, by_points: bool = False) -> Found:
        """This function will solve in fractions; from within (`by_points`) where it begins from nothing."""
        self._set("solver", "ipm" if by_points else "simplex")
        self._set("objective_bound", -floor)
        return self._run(look)

    def solve(
        self, *, look: Look, gap: float = 0.0, floor: float = -inf, effort: float | None = None, most: int = ANY_NUMBER
    ) -> Found:
        """This function will solve in whole numbers; `effort` is the share of the time spent on luck, `most` how many solutions are enough."""
        self._set("solver", "choose")
        self._set("mip_rel_gap", gap)
        self._set("mip_max_improving_sols", most)
        self._set("objective_bound", -floor)
        if effort is not None:
            self._set("mip_heuristic_effort", effort)
        return self._run(look)

    def weigh_columns(self, prices: Floats) -> Floats:
        """This function will return what each column is worth less what it takes of the rows at these prices."""
        model = self._solver.getLp()
        matrix, is_by_column = model.a_matrix_, model.a_matrix_.format_ == highspy.MatrixFormat.kColwise
        parts = (np.array(matrix.value_), np.array(matrix.index_), np.array(matrix.start_))
        rows = (csc_matrix if is_by_column else csr_matrix)(parts, shape=(model.num_row_, model.num_col_))
        weights: Floats = rows.T @ prices - np.array(model.col_cost_)
        return weights

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
            np.array(solution.row_dual),
            -np.array(solution.col_dual),
            status == _DONE,
            status in _CLOSED,
        )


def _watch(look: Look) -> Callable[[Any], None]:
    """Lets the watch look on, a few times a second at the most."""
    told = -inf

    def interrupt(event: Any) -> None:
        nonlocal told
        out = event.data_out
        if out.running_time - told >= LOOK_EVERY:
            told = out.running_time
            event.data_in.user_interrupt = look(NOTHING)

    return interrupt


def _show(event: Any, look: Look) -> None:
    look(np.array(event.data_out.mip_solution))
