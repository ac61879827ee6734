"""Saving an answer from its page: what is kept, what is refused, and what two people do to each other."""

from __future__ import annotations

import re

import pytest

from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.sheets import fill
from tests.rooms.sheets.visiting import text

pytestmark = pytest.mark.usefixtures("frozen_clock")


class TestSave:
    def test_saves_and_returns_to_the_question_without_javascript(self, visit, sheet, officer):
        response = visit(officer).post("save", {"option": "PERDA", "revision": "0"}, question="1.1")

        assert response.status_code == 302
        assert queries.get_answer(sheet, "1.1").data == {"option": "PERDA"}

    def test_saves_by_itself_and_tells_the_revision_and_the_points(self, visit, sheet, officer):
        response = visit(officer).post("save", {"option": "PERWALI", "revision": "0"}, autosave=True, question="1.1")

        assert response.headers["X-Revision"] == "1"
        assert response.headers["X-Saved-At"] == "10.00"
        assert "<strong>6</strong>" in text(response)

    def test_reads_numbers_as_people_here_write_them(self, visit, sheet, officer):
        visit(officer).post("save", {"value": "1.062,50", "revision": "0"}, question="1.3")

        assert queries.get_answer(sheet, "1.3").data == {"value": "1062.5"}

    def test_works_the_share_out(self, visit, officer):
        typed = {"numerator": "62,5", "denominator": "100", "revision": "0"}
        page = text(visit(officer).post("save", typed, autosave=True, question="1.5"))
        assert "62,50%" in page

    def test_takes_ticks_and_rows(self, visit, sheet, secretary):
        browser = visit(secretary)
        browser.post("save", {"items": ["a", "c"], "revision": "0"}, question="1.2")
        rows = {"rows.0.partner": "PT Contoh", "rows.0.form": "MoU", "rows.1.partner": "", "rows.1.form": ""}
        browser.post("save", {**rows, "row_count": "2", "revision": "0"}, question="2.3")

        assert queries.get_answer(sheet, "1.2").data == {"items": ["a", "c"]}
        assert queries.get_answer(sheet, "2.3").data == {"rows": [{"partner": "PT Contoh", "form": "MoU"}]}

    def test_keeps_what_was_typed_when_it_cannot_be_read(self, visit, sheet, officer):
        typed = {"numerator": "banyak", "denominator": "100", "note": "dari Dukcapil", "revision": "0"}
        response = visit(officer).post("save", typed, question="1.5")

        page = text(response)
        assert response.status_code == 422
        assert 'value="banyak"' in page
        assert "dari Dukcapil" in page
        assert "bukan angka" in page
        assert visit(officer).post("save", typed, autosave=True, question="1.5").status_code == 422

    def test_shows_both_versions_when_someone_else_was_first(self, visit, sheet, officer, secretary):
        fill(sheet, "1.1", by=secretary)
        typed = {"option": "PERWALI", "note": "punyaku", "revision": "0"}

        response = visit(officer).post("save", typed, question="1.1")

        page = text(response)
        assert response.status_code == 409
        assert all(words in page for words in ("Peraturan daerah", "punyaku", 'name="over" value="1"'))
        assert visit(officer).post("save", typed, autosave=True, question="1.1").status_code == 409
        visit(officer).post("save", {**typed, "over": "1"}, question="1.1")
        assert queries.get_answer(sheet, "1.1").data == {"option": "PERWALI"}

    def test_joins_two_versions_of_a_checklist(self, visit, sheet, officer, secretary):
        fill(sheet, "1.2", by=secretary)

        page = text(visit(officer).post("save", {"items": ["c"], "revision": "0", "merge": "1"}, question="1.2"))

        assert len(re.findall(r'<input[^>]* name="items"[^>]* checked', page)) == 3
        assert 'name="revision" value="1"' in page

    def test_meets_only_itself_after_a_lost_answer(self, visit, sheet, officer):
        browser = visit(officer)
        typed = {"option": "PERWALI", "revision": "0", "nonce": "page-1"}
        browser.post("save", typed, autosave=True, question="1.1")

        response = browser.post("save", {**typed, "option": "PERDA"}, autosave=True, question="1.1")

        assert response.status_code == 200
        assert queries.get_answer(sheet, "1.1").data == {"option": "PERDA"}

    def test_adds_removes_and_pastes_rows_without_saving(self, visit, sheet, secretary):
        browser = visit(secretary)
        typed = {"rows.0.partner": "PT Contoh", "rows.0.form": "MoU", "row_count": "1", "revision": "0"}

        pasted = text(
            browser.post("save", {**typed, "paste": "1", "pasted": "Bank A\tMoU\nBank B\tSK\textra"}, question="2.3")
        )
        removed = text(browser.post("save", {**typed, "remove_row": "0"}, question="2.3"))
        added = text(browser.post("save", {**typed, "add_row": "1"}, htmx=True, question="2.3"))

        assert all(f'value="{words}"' in pasted for words in ("PT Contoh", "Bank A", "Bank B", "SK"))
        assert "PT Contoh" not in removed
        assert "PT Contoh" in added
        assert queries.get_answer(sheet, "2.3").state is AnswerState.EMPTY

    def test_submits_what_is_typed_in_one_go(self, visit, sheet, officer):
        response = visit(officer).post("save", {"option": "PERDA", "revision": "0", "submit": "1"}, question="1.1")

        assert response.status_code == 302
        assert queries.get_answer(sheet, "1.1").state is AnswerState.SUBMITTED

    def test_is_refused_to_who_may_not(self, visit, officer, head):
        assert visit(head).post("save", {"option": "PERDA", "revision": "0"}, question="1.1").status_code == 403
        assert visit(officer).post("save", {"count": "3", "revision": "0"}, question="2.2").status_code == 403

    def test_says_why_a_submitted_answer_cannot_change(self, visit, sheet, officer):
        fill(sheet, "1.1", by=officer, submitted=True)

        response = visit(officer).post("save", {"option": "PERWALI", "revision": "2"}, question="1.1")

        assert response.status_code == 409


class TestLanguage:
    def test_is_english_by_switch(self, visit, sheet, officer):
        browser = visit(officer)
        browser.client.cookies["django_language"] = "en"
        browser.post("save", {"value": "1,062.5", "revision": "0"}, question="1.3")

        assert queries.get_answer(sheet, "1.3").data == {"value": "1062.5"}


def test_a_second_write_of_the_same_page_is_one(visit, sheet, officer):
    typed = {"option": "PERDA", "revision": "0", "nonce": "n1"}
    visit(officer).post("save", typed, question="1.1")
    visit(officer).post("save", typed, question="1.1")

    assert queries.get_answer(sheet, "1.1").revision == 1
    sheet.refresh_from_db()
    assert sheet.revision == 2
