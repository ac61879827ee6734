"""The audit names what this room did in words."""

from decimal import Decimal

from paripurna.platform.audit.queries import list_events
from paripurna.platform.audit.types import EventFilter
from paripurna.rooms.sheets import actions
from paripurna.rooms.sheets.types import MarkDraft
from tests.factories.sheets import NOW


class TestAudit:
    def test_names_the_stage_and_leads_to_the_question(self, sheet, secretary):
        stage = next(s for s in actions.edition_of(sheet).stages if s.marks and not s.internal)

        actions.give_mark(sheet=sheet, stage=stage.code, mark=MarkDraft("1.1", Decimal(2)), by=secretary, at=NOW)

        line = list_events(city=sheet.city, filters=EventFilter()).lines[0]
        assert "stage:" not in line.sentence
        assert line.subject.url.endswith("/pertanyaan/1.1/")
