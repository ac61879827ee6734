from paripurna.rooms.places.models.place import Place, PlaceChange, PlaceDocument, PlacePhase
from paripurna.rooms.places.standing.models import Attainment

__all__ = ["Attainment", "Place", "PlaceChange", "PlaceDocument", "PlacePhase"]
