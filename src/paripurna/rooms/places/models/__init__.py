from paripurna.rooms.places.coverage.models import ChildrenNumbers, WalkingNetwork
from paripurna.rooms.places.models.place import Place, PlaceChange, PlaceDocument, PlacePhase
from paripurna.rooms.places.standing.models import Attainment

__all__ = [
    "Attainment",
    "ChildrenNumbers",
    "Place",
    "PlaceChange",
    "PlaceDocument",
    "PlacePhase",
    "WalkingNetwork",
]
