"""Codes by their shape, and the budget for children added up."""

from decimal import Decimal

import pytest

from paripurna.platform.tables.refusals import BadFields
from paripurna.rooms.registers.pages.children_budget import build_children_budget
from tests.factories.registers import make_budget_line


class TestCodes:
    def test_are_taken_from_the_sub_activity_and_the_year(self, city, agency):
        line = make_budget_line(city, agency)

        assert (line.program_code, line.activity_code, line.codes) == ("2.08.06", "2.08.06.2.01", "2023-1317")

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"sub_activity_code": "2.08.06.2.01.01"}, "sub_activity_code"),
            ({"sub_activity_code": "2.08.06.2.01.0001", "year": 2022}, "sub_activity_code"),
            ({"program_code": "1.02.02"}, "program_code"),
            ({"stage": "REALIZATION"}, "realized_idr"),
            ({"realized_idr": 200_000_000}, "realized_idr"),
        ],
        ids=["too short for 2024", "too long for 2022", "of another program", "nothing said spent", "overspent"],
    )
    def test_refuse_what_does_not_fit(self, city, agency, values, field):
        with pytest.raises(BadFields) as refused:
            make_budget_line(city, agency, **values)

        assert refused.value.problems[0].field == field


class TestChildrenBudget:
    def test_adds_up_the_shares_of_clusters_without_counting_twice(self, city, agency):
        both = {"subjects": ["task_force_meeting", "nutrition"], "children_pct": 50}
        make_budget_line(city, agency, **both, realized_idr=60_000_000)
        make_budget_line(city, agency, **both, stage="REALIZATION", realized_idr=80_000_000)

        budget = build_children_budget(city, year=None, all_label="Semua")

        amounts = {one.label: dict(one.cells) for one in budget.clusters}
        assert (
            amounts["Kelembagaan"]["DPA"] == amounts["Klaster III · Kesehatan dan kesejahteraan"]["DPA"] == 25_000_000
        )
        assert dict(budget.whole.cells) == {
            "RKPD": None,
            "RKA": None,
            "DPA": 50_000_000,
            "DPPA": None,
            "Realisasi": 40_000_000,
        }
        assert budget.whole.spent_share == Decimal("0.8")
