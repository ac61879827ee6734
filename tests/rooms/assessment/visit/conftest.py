import pytest

from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.visit import actions
from paripurna.rooms.assessment.visit.models import VisitPlan
from tests.factories.assessment import NOW


@pytest.fixture
def plan(running: Round) -> VisitPlan:
    """An empty run sheet."""
    return actions.begin_plan(round=running, with_template=False, by=None, at=NOW)
