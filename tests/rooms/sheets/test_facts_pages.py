"""The pages of facts: the box beside an answer, taking over, the rows behind, the list of all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from paripurna.platform.accounts.models import User
from paripurna.platform.facts.types import Fact
from paripurna.platform.regions.models import City
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.models import Sheet
from paripurna.rooms.sheets.pages.facts_box import say_fact
from paripurna.rooms.sheets.pages.facts_list import FactsFilter, FactsList, build_facts_list
from tests.factories.facts import Figures
from tests.factories.network import make_agency
from tests.factories.sheets import NOW, fill, make_person
from tests.rooms.sheets.visiting import Visit, text

ON = NOW.date()


@pytest.fixture
def visit(client, sheet, secretary) -> Visit:
    client.force_login(secretary)
    return Visit(client, sheet)


def build(sheet: Sheet, wish: FactsFilter = FactsFilter()) -> FactsList:  # noqa: B008 - frozen
    return build_facts_list(sheet, queries.read_compared(sheet, queries.read_contents(sheet), on=ON), wish, on=ON)


class TestSayFact:
    def test_leaves_out_places_that_say_nothing(self) -> None:
        fact = Fact(value=Decimal("0.992"), numerator=Decimal("11120.000"), denominator=Decimal("11210.000"), as_of=NOW)

        with override("id"):
            assert say_fact(fact) == "11.120 dari 11.210 = 99,20%"


class TestBox:
    def test_shows_the_answer_beside_the_facts_with_points_and_offers_to_take_over(
        self, figures: Figures, visit: Visit, secretary: User
    ) -> None:
        figures.put("forums", 3)
        fill(visit.sheet, "2.2", by=secretary, data={"count": 0})

        page = text(visit.get("question", question="2.2"))

        assert "jawaban berbeda" in page
        assert "+5" in page
        assert "Ambil alih fakta" in page
        assert "contoh" not in page.split('id="answer-facts-2-2"')[1].split("</section>")[0]

    def test_says_that_rows_are_examples(self, figures: Figures, visit: Visit) -> None:
        figures.put("forums", 3, is_example=True)

        assert "contoh" in text(visit.get("question", question="2.2")).split('id="answer-facts-2-2"')[1]

    def test_offers_nothing_when_the_answer_agrees_or_is_submitted(self, figures, visit, secretary) -> None:
        figures.put("forums", 3)
        fill(visit.sheet, "2.2", by=secretary, data={"count": 3})
        agreeing = text(visit.get("question", question="2.2"))
        fill(visit.sheet, "2.2", by=secretary, data={"count": 4}, submitted=True)
        submitted = text(visit.get("question", question="2.2"))

        assert "jawaban sesuai" in agreeing
        assert "Ambil alih fakta" not in agreeing + submitted

    def test_stays_away_where_people_answer(self, figures: Figures, visit: Visit) -> None:
        assert "answer-facts" not in text(visit.get("question", question="1.4"))

    def test_tells_that_the_registers_moved_after_submission(self, figures, visit, secretary) -> None:
        figures.put("forums", 3)
        fill(visit.sheet, "2.2", by=secretary, data={"count": 3}, submitted=True)
        still = text(visit.get("question", question="2.2"))
        figures.put("forums", 2)

        assert "belum bergeser" in still
        assert "sudah bergeser" in text(visit.get("question", question="2.2"))

    def test_comes_anew_after_the_answer_beside_it_was_saved(self, figures, visit) -> None:
        figures.put("forums", 3)

        saved = text(visit.post("save", {"count": "3", "revision": "0"}, autosave=True, question="2.2"))
        box = visit.get("facts_box", question="2.2", htmx="answer-facts-2-2")

        assert visit.url("facts_box", question="2.2") in saved
        assert "jawaban sesuai" in text(box)

    def test_asks_only_for_the_facts_of_its_own_question(self, figures, visit) -> None:
        figures.put("marriage", 12)

        visit.get("question", question="2.1")

        assert figures.asked == 2  # this year and the one before


class TestTakeOver:
    def test_writes_the_facts_and_shows_the_question(self, figures, visit) -> None:
        figures.put("forums", 3)

        response = visit.post("take_facts", {"revision": "0"}, question="2.2")

        assert (response.status_code, response.url) == (302, visit.url("question", question="2.2"))
        assert queries.get_answer(visit.sheet, "2.2").data == {"count": 3}

    def test_is_refused_on_top_of_another_answer_and_says_so(self, figures, visit, secretary) -> None:
        figures.put("forums", 3)
        fill(visit.sheet, "2.2", by=secretary, data={"count": 1})

        response = visit.post("take_facts", {"revision": "0"}, htmx=True, question="2.2")

        assert response.status_code == 409
        assert queries.get_answer(visit.sheet, "2.2").data == {"count": 1}

    def test_knows_no_question_that_is_not_in_the_form(self, figures, visit) -> None:
        assert visit.post("take_facts", {"revision": "0"}, question="9.9").status_code == 404
        assert visit.get("facts_box", question="9.9").status_code == 404
        assert visit.get("facts_box", question="1.4").status_code == 404


class TestTakeMany:
    """Two questions differ, one is submitted, one belongs to somebody else."""

    @pytest.fixture
    def differing(self, figures: Figures, sheet: Sheet, secretary: User) -> None:
        for series, value in (("forums", 3), ("innovations", 1), ("friendly", "0.75"), ("decree", 1)):
            figures.put(series, value, code="PERDA")
        fill(sheet, "2.2", by=secretary, data={"count": 0})
        fill(sheet, "1.1", by=secretary, data={"option": "NONE"}, submitted=True)

    def test_offers_those_that_differ_and_can_be_changed_to_who_may(self, differing, client, sheet, officer) -> None:
        client.force_login(officer)  # of Dinkes: indicator 1

        found = Visit(client, sheet).get("facts").context["list"]

        assert {line.number for line in found.takeable} == {"1.3"}

    def test_shows_what_would_change_before_it_does(self, differing, visit) -> None:
        page = visit.get("take_many", "?questions=2.2&questions=2.4&questions=1.1").context["page"]

        assert [(line.number, line.difference) for line in page.lines] == [("2.2", 5), ("2.4", 5)]
        assert page.difference == 10
        assert queries.get_answer(visit.sheet, "2.2").data == {"count": 0}

    def test_writes_all_of_what_was_seen_in_one_step(self, differing, visit) -> None:
        page = visit.get("take_many", "?questions=2.2&questions=2.4").context["page"]

        answer = visit.post("take_many", {"taken": [line.seen for line in page.lines]})

        assert answer.url == visit.url("facts")
        assert queries.get_answer(visit.sheet, "2.2").data == {"count": 3}
        assert queries.get_answer(visit.sheet, "2.4").data == {"value": "5"}
        assert queries.list_totals(visit.sheet)[0][1] == page.after

    def test_is_refused_as_a_whole_when_a_register_has_moved_and_shows_what_it_says_now(
        self, differing, figures, visit
    ) -> None:
        page = visit.get("take_many", "?questions=2.2&questions=2.4").context["page"]
        figures.put("forums", 2)

        answer = visit.post("take_many", {"taken": [line.seen for line in page.lines]})

        assert answer.status_code == 409
        assert {line.live_text for line in answer.context["page"].lines} == {"2 forum", "5"}
        assert not queries.get_answer(visit.sheet, "2.4").data

    def test_leads_back_when_nothing_can_be_taken(self, differing, visit) -> None:
        assert visit.get("take_many", "?questions=1.1").url.endswith("?tampil=berbeda")
        assert visit.post("take_many", {"taken": ["2.2:x:y", "2.2"]}).url.endswith("?tampil=berbeda")
        assert visit.post("take_many", {"taken": ["9.9:0:y"]}).status_code == 404


class TestRows:
    def test_shows_both_periods_of_a_trend(self, figures, visit) -> None:
        figures.put("marriage", "12.1")
        figures.put("marriage", "13", year=2024)

        page = text(visit.get("fact_rows", question="2.1"))

        assert "12,1" in page
        assert "1 Januari 2024" in page

    @pytest.mark.parametrize(("role", "sees"), [("SECRETARIAT", True), ("HEAD", False), ("PROVINCE", False)])
    def test_shows_names_only_to_who_may_see_them(
        self, figures, client, sheet, city: City, role: str, sees: bool
    ) -> None:
        figures.put("forums", 3)
        client.force_login(make_person(city, role, username=f"orang-{role.lower()}"))

        assert ("Sari" in text(Visit(client, sheet).get("fact_rows", question="2.2"))) is sees

    def test_has_none_where_people_answer(self, figures, visit) -> None:
        assert visit.get("fact_rows", question="1.4").status_code == 404


class TestList:
    def test_counts_what_the_registers_answer(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        figures.put("innovations", 1)
        fill(sheet, "2.2", by=secretary, data={"count": 3})

        edition = queries.edition_of(sheet)
        recorded = queries.parse_answers(edition, queries.read_contents(sheet))
        count = queries.count_facts(sheet, recorded, on=ON)

        assert (count.questions, count.points, count.of_questions) == (2, Decimal(30), 9)
        assert (count.bound_questions, count.differing) == (8, 1)

    @pytest.mark.parametrize(
        ("shown", "numbers"),
        [
            ("", {"1.1", "1.2", "1.3", "1.5", "2.1", "2.2", "2.3", "2.4"}),
            ("berbeda", {"2.4"}),
            ("belum", {"1.1", "1.2", "1.3", "1.5", "2.1", "2.3"}),
            ("bergeser", {"2.2"}),
            ("manual", set()),
        ],
    )
    def test_narrows_to_what_is_asked_for(self, figures, sheet, secretary, shown, numbers) -> None:
        figures.put("innovations", 1)
        figures.put("forums", 2)
        fill(sheet, "2.2", by=secretary, data={"count": 3}, submitted=True)
        figures.put("forums", 3)

        found = build(sheet, FactsFilter(shown))

        assert {line.number for line in found.lines} == numbers

    def test_narrows_to_an_agency(self, figures, sheet, city: City) -> None:
        figures.put("forums", 3)
        role = queries.get_question(sheet, "2.2").roles[0]
        make_agency(city, "dinas-forum", plays=(role,))

        found = build(sheet, FactsFilter(agency="dinas-forum"))

        roles = {each.number: each.roles for each in queries.edition_of(sheet).questions}
        assert "2.2" in {line.number for line in found.lines}
        assert all(role in roles[line.number] for line in found.lines)

    def test_adds_up_only_what_the_registers_know(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        fill(sheet, "2.2", by=secretary, data={"count": 0})
        fill(sheet, "1.5", by=secretary)

        found = build(sheet)

        assert (found.recorded_points, found.live_points) == (Decimal(0), Decimal(5))

    def test_shows_the_page_with_the_manual_ones_and_their_reason(self, figures, visit) -> None:
        figures.put("forums", 3)

        page = text(visit.get("facts"))
        narrowed = text(visit.get("facts", "?bagian=klaster1"))

        assert "Belum ada register imunisasi." in page
        assert "1 dari 9 pertanyaan" in page
        assert "Belum ada register imunisasi." not in narrowed

    def test_asks_the_database_the_same_however_many_questions_are_bound(
        self, figures, visit, secretary, django_assert_num_queries
    ) -> None:
        figures.put("forums", 3)
        visit.get("facts")
        fill(visit.sheet, "2.2", by=secretary, data={"count": 3}, submitted=True)
        fill(visit.sheet, "2.4", by=secretary, submitted=True)

        with django_assert_num_queries(
            6
        ):  # answers, marks, kept facts, who answers what (two), and the registers' state
            build(visit.sheet)
