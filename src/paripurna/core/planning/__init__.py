"""The cheapest road to a total with a given confidence: moves chosen and scheduled, with a proof of how good the choice is.

The front door of planning; `docs/methods/planning.md` tells model, search and bound.
"""

from paripurna.core.planning.checking import check_problem
from paripurna.core.planning.evaluation import Evaluation
from paripurna.core.planning.greedy import plan_greedily
from paripurna.core.planning.outcomes import Stakes, weigh_stakes
from paripurna.core.planning.schedule import list_breaches, list_counted
from paripurna.core.planning.search import Search, Standing, find_road
from paripurna.core.planning.types import CannotPlan, Effect, Fault, Limits, Move, Plan, Problem, Proof, Road

__all__ = [
    "CannotPlan",
    "Effect",
    "Evaluation",
    "Fault",
    "Limits",
    "Move",
    "Plan",
    "Problem",
    "Proof",
    "Road",
    "Search",
    "Stakes",
    "Standing",
    "check_problem",
    "find_road",
    "list_breaches",
    "list_counted",
    "plan_greedily",
    "weigh_stakes",
]
