"""What a scenario asks, and what it is reckoned with: the same network as when it was first put."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.rooms.places.coverage.queries import get_network
from paripurna.rooms.places.coverage.reading import Inputs, read_inputs
from paripurna.rooms.places.coverage.types import PLAY_SPACE
from paripurna.rooms.places.siting.types import Question

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.siting.models import SitingScenario


def read_question(scenario: SitingScenario) -> Question:
    """This function will return what the scenario asks."""
    said = scenario.question
    return Question(**said | {"must": tuple(said["must"])})


def read_ground(city: City, question: Question, *, on: date) -> Inputs:
    """This function will read what a question is reckoned with. Raises `NoNumbers`."""
    network = get_network(city, UUID(question.network)) if question.network else None
    return read_inputs(city, PLAY_SPACE, on=on, network=network)
