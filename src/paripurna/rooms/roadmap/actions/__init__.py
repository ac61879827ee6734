"""Writes to the road map. One function = one transaction = one audit line."""

from paripurna.rooms.roadmap.actions.adoptions import adopt_plan, arrive_facts, change_step, end_plan, move_step
from paripurna.rooms.roadmap.actions.following import follow_plan
from paripurna.rooms.roadmap.actions.moves import add_move, change_move, change_moves, propose_moves, remove_move
from paripurna.rooms.roadmap.actions.scenarios import (
    add_replan,
    add_scenario,
    begin_solving,
    give_up_solving,
    keep_outcome,
    remove_scenario,
)
from paripurna.rooms.roadmap.actions.sites import take_sites

__all__ = [
    "add_move",
    "add_replan",
    "add_scenario",
    "adopt_plan",
    "arrive_facts",
    "begin_solving",
    "change_move",
    "change_moves",
    "change_step",
    "end_plan",
    "follow_plan",
    "give_up_solving",
    "keep_outcome",
    "move_step",
    "propose_moves",
    "remove_move",
    "remove_scenario",
    "take_sites",
]
