"""The cheapest road to a total with a given confidence: moves chosen and scheduled, with a proof of how good the choice is.

The front door of planning; `docs/methods/planning.md` tells model, search and bound. What searches is loaded when it is first asked
for, and the solver with it: a page that shows a plan needs neither.

Words: a *move* costs money and time and may fail; an *effect* is what the claim of a question becomes once its moves have succeeded. A plan
*holds* when its exact chance reaches the confidence. A *line* stands in for that chance while the solver works: a score for each effect, and
the sum that is *needed*. A *desk* is one search: the problem in numbers, the solver, the time left, the best plan so far. The *bound* is
a cost that no plan that holds goes below.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paripurna.core.planning.budget_calendar import (
    BudgetCalendar,
    MoneyRule,
    Window,
    count_begun,
    get_budget_calendar,
    list_money_starts,
)
from paripurna.core.planning.checking import check_problem
from paripurna.core.planning.patience import Standing
from paripurna.core.planning.types import CannotPlan, Effect, Fault, Limits, Move, Plan, Problem, Proof, Road

if TYPE_CHECKING:
    from paripurna.core.planning.best_chance import find_best_chance
    from paripurna.core.planning.evaluation import Evaluation
    from paripurna.core.planning.expected import find_expected_plan
    from paripurna.core.planning.frontier import CONFIDENCES, FrontierPoint, trace_frontier
    from paripurna.core.planning.greedy import plan_greedily
    from paripurna.core.planning.outcomes import Stakes, weigh_stakes
    from paripurna.core.planning.reasons import Reason, Why, explain_moves, explain_road
    from paripurna.core.planning.relaxing import Bound, Relaxed, find_relaxation, relax
    from paripurna.core.planning.replanning import Replan, fix_moves, list_changes, replan
    from paripurna.core.planning.robustness import CostTrial, Robustness, Scope, try_costs
    from paripurna.core.planning.schedule import list_breaches, list_counted
    from paripurna.core.planning.search import find_road

_HOMES = {
    "find_best_chance": "best_chance",
    "Evaluation": "evaluation",
    "find_expected_plan": "expected",
    "CONFIDENCES": "frontier",
    "FrontierPoint": "frontier",
    "trace_frontier": "frontier",
    "plan_greedily": "greedy",
    "Stakes": "outcomes",
    "weigh_stakes": "outcomes",
    "Reason": "reasons",
    "Why": "reasons",
    "explain_moves": "reasons",
    "explain_road": "reasons",
    "Bound": "relaxing",
    "Relaxed": "relaxing",
    "find_relaxation": "relaxing",
    "relax": "relaxing",
    "Replan": "replanning",
    "fix_moves": "replanning",
    "list_changes": "replanning",
    "replan": "replanning",
    "CostTrial": "robustness",
    "Robustness": "robustness",
    "Scope": "robustness",
    "try_costs": "robustness",
    "list_breaches": "schedule",
    "list_counted": "schedule",
    "find_road": "search",
}

__all__ = [
    "CONFIDENCES",
    "Bound",
    "BudgetCalendar",
    "CannotPlan",
    "CostTrial",
    "Effect",
    "Evaluation",
    "Fault",
    "FrontierPoint",
    "Limits",
    "MoneyRule",
    "Move",
    "Plan",
    "Problem",
    "Proof",
    "Reason",
    "Relaxed",
    "Replan",
    "Road",
    "Robustness",
    "Scope",
    "Stakes",
    "Standing",
    "Why",
    "Window",
    "check_problem",
    "count_begun",
    "explain_moves",
    "explain_road",
    "find_best_chance",
    "find_expected_plan",
    "find_relaxation",
    "find_road",
    "fix_moves",
    "get_budget_calendar",
    "list_breaches",
    "list_changes",
    "list_counted",
    "list_money_starts",
    "plan_greedily",
    "relax",
    "replan",
    "trace_frontier",
    "try_costs",
    "weigh_stakes",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
