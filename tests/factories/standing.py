"""Steps of a standard for tests: taken as people take them, by actions."""

from datetime import date
from decimal import Decimal
from typing import Any

from paripurna.core.instrument.rules import ChecklistRule
from paripurna.rooms.places.queries import Place
from paripurna.rooms.places.standing import actions
from paripurna.rooms.places.standing.queries import Attainment
from paripurna.rooms.places.standing.types import IssuerKind, Step, StepDraft
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.models import Answer
from tests.factories.places import NOW


def draft_step(step: Step = Step.STANDARDIZED, **values: Any) -> StepDraft:
    known = {
        "issuer": IssuerKind.PLACE if step is Step.DECLARED else IssuerKind.MINISTRY,
        "issuer_name": "Kementerian PPPA",
        "number": "12/RBRA/2025",
        "issued_on": date(2025, 3, 1),
    }
    return StepDraft(step, **known | values)


def take_step(place: Place, step: Step = Step.STANDARDIZED, *, by: Any = None, **values: Any) -> Attainment:
    return actions.take_step(place=place, draft=draft_step(step, **values), by=by, at=NOW)


def fill_assessment(attainment: Attainment, *, missed: str = "") -> Attainment:
    """Everything ticked on a sheet of checklists, but for the question `missed`."""
    sheet = attainment.sheet
    for question in sheets.edition_of(sheet).questions:
        assert isinstance(question.rule, ChecklistRule)
        items = [] if question.number == missed else [item.code for item in question.rule.items]
        Answer.objects.create(
            city=sheet.city, sheet=sheet, question=question.number, data={"items": items}, changed_at=NOW
        )
    return attainment


def assess(place: Place, *, missed: str = "", by: Any = None) -> Attainment:
    opened = fill_assessment(actions.begin_assessment(place=place, by=by, at=NOW), missed=missed)
    return actions.finish_assessment(attainment=opened, by=by, at=NOW)


FULL = Decimal(52)  # points of a play space of which everything is ticked
