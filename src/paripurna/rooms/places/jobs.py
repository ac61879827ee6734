"""Work of this room behind the scenes, gathered for the worker."""

from paripurna.rooms.places.inspections.jobs import remind as remind
from paripurna.rooms.places.siting.jobs import find_sites as find_sites
