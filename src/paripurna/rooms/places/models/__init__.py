from paripurna.rooms.places.coverage.models import ChildrenNumbers, WalkingNetwork
from paripurna.rooms.places.duplicates.models import DifferentPlaces, PlaceMerge
from paripurna.rooms.places.importing.models import PlaceImport
from paripurna.rooms.places.models.inspection import Finding, FindingEvent, Inspection, Upkeep
from paripurna.rooms.places.models.place import Place, PlaceChange, PlaceDocument, PlacePhase
from paripurna.rooms.places.siting.models import SiteCandidate, SitingScenario
from paripurna.rooms.places.standing.models import Attainment

__all__ = [
    "Attainment",
    "ChildrenNumbers",
    "DifferentPlaces",
    "Finding",
    "FindingEvent",
    "Inspection",
    "Place",
    "PlaceChange",
    "PlaceDocument",
    "PlaceImport",
    "PlaceMerge",
    "PlacePhase",
    "SiteCandidate",
    "SitingScenario",
    "Upkeep",
    "WalkingNetwork",
]
