"""A confirmed checklist moves the share of the city's question, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from paripurna.platform.facts.queries import compute_facts, list_rows
from paripurna.platform.facts.types import Fact, FactRequest, FactScope
from paripurna.rooms.registers.checklists import actions
from paripurna.rooms.registers.checklists.facts import Counted, ShareParams
from tests.factories.access import make_member
from tests.factories.checklists import DAMAI, GRAHA, SEPINGGAN, confirm, fill_checklist, make_checklists
from tests.factories.sheets import NOW

pytestmark = pytest.mark.django_db
SOURCE = "registers.kelurahan_share"


@pytest.fixture
def opened():
    return make_checklists()


def ask(opened, question: str, counted: Counted = Counted.HOLDS, *, year: int = 2025) -> Fact:
    scope = FactScope(opened[DAMAI].city_id, date(year, 1, 1), date(year, 12, 31), NOW.date())
    request = FactRequest(SOURCE, ShareParams(question=question, counted=counted))
    return compute_facts(scope, [request])[request]


def share(fact: Fact) -> tuple[Decimal | None, Decimal | None]:
    return fact.numerator, fact.denominator


class TestKelurahanShare:
    def test_knows_nothing_before_a_list_is_confirmed(self, opened):
        fill_checklist(opened[DAMAI])

        assert not ask(opened, "26.2").is_known

    def test_counts_confirmed_lists_of_all_kelurahan(self, opened):
        fill_checklist(opened[DAMAI])
        fill_checklist(opened[SEPINGGAN], lacking=("26.2", "26.8a", "26.17"))
        for code in (DAMAI, SEPINGGAN):
            confirm(opened[code])

        assert share(ask(opened, "26.2")) == (1, 3)
        assert share(ask(opened, "26.6")) == (2, 3)
        assert share(ask(opened, "26.17")) == (1, 3)

    def test_never_promises_more_than_is_known(self, opened):
        """Cases of malnutrition: one kelurahan has none, one has some, and of the third nothing is known."""
        fill_checklist(opened[DAMAI])
        fill_checklist(opened[SEPINGGAN], lacking=("26.8a",))
        for code in (DAMAI, SEPINGGAN):
            confirm(opened[code])

        assert share(ask(opened, "26.8a", Counted.LACKS)) == (2, 3)

    def test_follows_each_confirmation_and_each_reopening_at_once(self, opened):
        secretariat = make_member(opened[DAMAI].city, "SECRETARIAT", username="sekar")
        for code in (DAMAI, GRAHA):
            fill_checklist(opened[code])
        confirm(opened[DAMAI])
        assert share(ask(opened, "26.14")) == (1, 3)

        confirm(opened[GRAHA])
        assert share(ask(opened, "26.14")) == (2, 3)

        actions.reopen_checklist(checklist=opened[DAMAI], by=secretariat, at=NOW)
        assert share(ask(opened, "26.14")) == (1, 3)

    def test_belongs_to_the_last_year_of_the_period(self, opened):
        fill_checklist(opened[DAMAI])
        confirm(opened[DAMAI])

        assert not ask(opened, "26.2", year=2024).is_known

    def test_lists_every_kelurahan_with_its_answer(self, opened):
        fill_checklist(opened[DAMAI])
        confirm(opened[DAMAI])
        scope = FactScope(opened[DAMAI].city_id, date(2025, 1, 1), date(2025, 12, 31), NOW.date())

        table = list_rows(scope, FactRequest(SOURCE, ShareParams(question="26.2")), may_see_people=False)

        assert [(row.cells[1], row.cells[3], row.cells[4]) for row in table.rows] == [
            ("Damai", "Ada", 1),
            ("Sepinggan", "", 0),
            ("Graha", "", 0),
        ]

    def test_asks_as_often_for_twenty_questions_as_for_one(self, opened, django_assert_num_queries):
        fill_checklist(opened[DAMAI])
        confirm(opened[DAMAI])
        scope = FactScope(opened[DAMAI].city_id, date(2025, 1, 1), date(2025, 12, 31), NOW.date())
        wishes = [FactRequest(SOURCE, ShareParams(question=f"26.{number}")) for number in (2, 3, 4, 5, 6, 7, 9, 10)]
        compute_facts(replace(scope, today=date(2026, 1, 1)), wishes[:1])  # the edition is read once a process

        with django_assert_num_queries(5):
            compute_facts(scope, wishes)
