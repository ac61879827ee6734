"""Why one move is in a plan or out of it, worked out when somebody asks: a search tells of every move it chose, and of others while it has time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from paripurna.core import planning
from paripurna.core.planning.types import Plan
from paripurna.rooms.roadmap.models import Scenario, Solution
from paripurna.rooms.roadmap.problem import Inputs
from paripurna.rooms.roadmap.reading import read_inputs
from paripurna.rooms.roadmap.solving import tell_reason


def find_reason(scenario: Scenario, solution: Solution, key: str, *, on: date) -> Mapping[str, Any] | None:
    """This function will return why, by the figures of that day; None where a move of the plan, or this one, can be planned no more."""
    inputs = read_inputs(scenario, on=on)
    known = inputs.problem.move_by_code
    if not {key, *solution.starts} <= known.keys():
        return None
    plan = Plan(solution.starts, sum(known[code].cost_idr for code in solution.starts))
    (reason,) = _explain(inputs, plan, key)
    return tell_reason(reason) | {"is_of_today": inputs.hash != scenario.inputs_hash}


def _explain(inputs: Inputs, plan: Plan, key: str) -> list[planning.Reason]:
    return list(planning.explain_moves(inputs.problem, plan, [key], model=inputs.model, past=inputs.past))
