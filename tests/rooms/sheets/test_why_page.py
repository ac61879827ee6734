"""The pages that answer why: from the total down to the rule."""

from __future__ import annotations

import pytest

from tests.factories.sheets import FILLED, fill
from tests.rooms.sheets.visiting import text

pytestmark = pytest.mark.usefixtures("frozen_clock")


class TestWhy:
    def test_goes_from_the_total_down_to_the_rule(self, visit, sheet, secretary):
        for number in FILLED:
            fill(sheet, number, by=secretary)
        browser = visit(secretary)

        assert "kenapa/klaster/klaster1/" in text(browser.get("why"))
        assert "kenapa/indikator/2/" in text(browser.get("why_part", level="klaster", number="klaster1"))
        assert "/pertanyaan/2.1/" in text(browser.get("why_part", level="indikator", number="2"))

    @pytest.mark.parametrize(("level", "number"), [("klaster", "tidak"), ("indikator", "99"), ("lain", "1")])
    def test_knows_no_other_parts(self, visit, head, level, number):
        assert visit(head).get("why_part", level=level, number=number).status_code == 404

    def test_explains_another_stage(self, visit, sheet, verifier):
        visit(verifier).post("mark", {"points": "7,5"}, question="1.1", stage="internal")
        assert "7,5" in text(visit(verifier).get("why", "?tahap=internal"))
