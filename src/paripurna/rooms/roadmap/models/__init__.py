from paripurna.rooms.roadmap.models.adoptions import Adoption, PlanStanding, Step, StepChange
from paripurna.rooms.roadmap.models.moves import Move, MoveEffect, MoveTie
from paripurna.rooms.roadmap.models.scenarios import Scenario, Solution

__all__ = [
    "Adoption",
    "Move",
    "MoveEffect",
    "MoveTie",
    "PlanStanding",
    "Scenario",
    "Solution",
    "Step",
    "StepChange",
]
