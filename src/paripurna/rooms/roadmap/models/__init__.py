from paripurna.rooms.roadmap.models.action_plans import ActionPlan, ActivityYear, PlannedActivity, PlanReview
from paripurna.rooms.roadmap.models.adoptions import Adoption, PlanStanding, Step, StepChange
from paripurna.rooms.roadmap.models.moves import Move, MoveEffect, MoveTie
from paripurna.rooms.roadmap.models.scenarios import Scenario, Solution

__all__ = [
    "ActionPlan",
    "ActivityYear",
    "Adoption",
    "Move",
    "MoveEffect",
    "MoveTie",
    "PlanReview",
    "PlanStanding",
    "PlannedActivity",
    "Scenario",
    "Solution",
    "Step",
    "StepChange",
]
