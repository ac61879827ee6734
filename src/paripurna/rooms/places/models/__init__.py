from paripurna.rooms.places.models.place import Place, PlaceChange, PlaceDocument, PlacePhase

__all__ = ["Place", "PlaceChange", "PlaceDocument", "PlacePhase"]
