"""When public money can begin to flow."""

from __future__ import annotations

from datetime import date

import pytest

from paripurna.core.instrument.shelf import get_edition
from paripurna.core.planning import (
    BudgetCalendar,
    MoneyRule,
    Window,
    count_begun,
    get_budget_calendar,
    list_money_starts,
)
from paripurna.core.planning.types import Move, pay_by_year

SHIPPED = get_budget_calendar(get_edition("kla-2024"))


@pytest.mark.parametrize(
    ("first", "starts"),
    [
        (date(2026, 11, 26), (4, 5, 6, 7, 8, 9, 10, 11)),  # APBD-P 2027 in October 2027, then APBD 2028
        (date(2027, 3, 31), (3, 4, 5, 6, 7, 8, 9, 10, 11)),  # the last day of the Musrenbang: APBD-P 2027, APBD 2028
        (date(2027, 4, 1), (2, 6, 7, 8, 9, 10)),  # too late for it: APBD-P 2027, APBD-P 2028, APBD 2029
    ],
    ids=["November", "Musrenbang", "April"],
)
def test_city_money_waits_for_its_year_or_the_revised_budget(first, starts) -> None:
    assert SHIPPED.list_starts("APBD", first, max(starts) + 1) == starts


def test_other_money_flows_at_once() -> None:
    assert SHIPPED.list_starts("CSR", date(2027, 5, 1), 3) == (0, 1, 2)
    assert list_money_starts(MoneyRule(), date(2027, 5, 1), 0) == ()
    assert SHIPPED.list_starts("APBD", date(2027, 5, 1), 0) == ()


def test_years_of_money_are_years_of_the_budget() -> None:
    begun = count_begun(date(2026, 11, 26))

    assert begun == 3
    assert pay_by_year(Move("a", cost_idr=90, quarters=3), 0, begun) == {0: 30, 1: 60}


def test_refuses_money_that_flows_before_it_is_asked_for() -> None:
    with pytest.raises(ValueError, match="flows after"):
        Window(name="terbalik", asked_by="10-01", flows_from="09-01")


class TestGetBudgetCalendar:
    def test_any_source_gives_at_any_time_where_nothing_is_written(self, tmp_path) -> None:
        assert get_budget_calendar(get_edition("kla-2024"), tmp_path) == BudgetCalendar(edition="kla-2024")

    @pytest.mark.parametrize(
        "text", ["edition: lain-2024", "edition: kla-2024\nedition: kla-2024", "edition: kla-2024\nsumber: {}"]
    )
    def test_refuses_what_is_malformed_or_of_another_edition(self, tmp_path, text) -> None:
        (tmp_path / "kla-2024").mkdir()
        (tmp_path / "kla-2024" / "money.yaml").write_text(text)

        with pytest.raises(ValueError, match=r"kla-2024|sumber"):
            get_budget_calendar(get_edition("kla-2024"), tmp_path)
