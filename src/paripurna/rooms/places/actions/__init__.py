from paripurna.rooms.places.actions.documents import attach_document, detach_document
from paripurna.rooms.places.actions.places import (
    add_place,
    change_place,
    move_phase,
    restore_place,
    return_place,
    withdraw_place,
)

__all__ = [
    "add_place",
    "attach_document",
    "change_place",
    "detach_document",
    "move_phase",
    "restore_place",
    "return_place",
    "withdraw_place",
]
