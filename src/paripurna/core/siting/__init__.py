"""Which children have a place within reach, and where to build next: coverage, and a plan with a proved bound.

The front door of siting; `docs/methods/siting.md` tells distances, estimates, the search and the bound. Stands alone. Each part is
loaded when it is first asked for: a page that reads a position needs neither the solver nor scipy, which hold some 35 MB.

Words: a *unit* is children with the same candidates within reach. *Openings* say for each candidate in which year it opens, if ever. A *bath*
is simulated annealing in which the next site is drawn from all candidates, the better the likelier. A *class* is candidates of one cost.
A *roof* is an upper bound on what a plan is worth, by how many sites of each class are open in each year.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paripurna.core.siting.types import (
    AgeGroup,
    BadInput,
    Basis,
    Demand,
    Fault,
    Mistake,
    Origin,
    Place,
    Position,
    Rule,
    walk_meters,
)

if TYPE_CHECKING:
    from paripurna.core.siting.areas import Areas, check_positions, mend_polygon, read_areas
    from paripurna.core.siting.coverage import Change, Coverage, Share
    from paripurna.core.siting.demand import estimate_from_kecamatan, read_points, spread_table
    from paripurna.core.siting.explaining import Reason, cover_plan, explain_plan
    from paripurna.core.siting.grid import Grid, lay_grid
    from paripurna.core.siting.merging import merge_small
    from paripurna.core.siting.network import Network, check_network
    from paripurna.core.siting.network_reading import read_network
    from paripurna.core.siting.reach import Paths, StraightLine
    from paripurna.core.siting.search import find_sites
    from paripurna.core.siting.shapes import Shape, read_shape
    from paripurna.core.siting.standing import Siting, Standing
    from paripurna.core.siting.task import Candidate, Fairness, Means, Plan, Task, check_task

_HOMES = {
    "Areas": "areas",
    "check_positions": "areas",
    "mend_polygon": "areas",
    "read_areas": "areas",
    "Change": "coverage",
    "Coverage": "coverage",
    "Share": "coverage",
    "estimate_from_kecamatan": "demand",
    "read_points": "demand",
    "spread_table": "demand",
    "Reason": "explaining",
    "cover_plan": "explaining",
    "explain_plan": "explaining",
    "Grid": "grid",
    "lay_grid": "grid",
    "merge_small": "merging",
    "Network": "network",
    "check_network": "network",
    "read_network": "network_reading",
    "Paths": "reach",
    "StraightLine": "reach",
    "find_sites": "search",
    "Shape": "shapes",
    "read_shape": "shapes",
    "Siting": "standing",
    "Standing": "standing",
    "Candidate": "task",
    "Fairness": "task",
    "Means": "task",
    "Plan": "task",
    "Task": "task",
    "check_task": "task",
}

__all__ = [
    "AgeGroup",
    "Areas",
    "BadInput",
    "Basis",
    "Candidate",
    "Change",
    "Coverage",
    "Demand",
    "Fairness",
    "Fault",
    "Grid",
    "Means",
    "Mistake",
    "Network",
    "Origin",
    "Paths",
    "Place",
    "Plan",
    "Position",
    "Reason",
    "Rule",
    "Shape",
    "Share",
    "Siting",
    "Standing",
    "StraightLine",
    "Task",
    "check_network",
    "check_positions",
    "check_task",
    "cover_plan",
    "estimate_from_kecamatan",
    "explain_plan",
    "find_sites",
    "lay_grid",
    "mend_polygon",
    "merge_small",
    "read_areas",
    "read_network",
    "read_points",
    "read_shape",
    "spread_table",
    "walk_meters",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
