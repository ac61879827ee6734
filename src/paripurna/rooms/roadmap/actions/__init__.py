"""Writes to the road map. One function = one transaction = one audit line."""

from paripurna.rooms.roadmap.actions.moves import add_move, change_move, propose_moves, remove_move

__all__ = ["add_move", "change_move", "propose_moves", "remove_move"]
