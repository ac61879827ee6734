"""The page of a question: its form, the steps of its answer, its marks, its history."""

from __future__ import annotations

import pytest

from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.sheets import RULES, fill
from tests.rooms.sheets.visiting import text

pytestmark = pytest.mark.usefixtures("frozen_clock")


class TestQuestion:
    @pytest.mark.parametrize("number", RULES)
    def test_has_a_form_for_every_kind(self, visit, sheet, secretary, number):
        fill(sheet, number, by=secretary)

        page = text(visit(secretary).get("question", question=number))

        assert 'id="answer-form"' in page
        assert RULES[number][0] in page

    def test_is_read_only_for_another_agency(self, visit, officer):
        page = text(visit(officer).get("question", question="2.2"))

        assert 'id="answer-form"' not in page

    def test_knows_next_and_previous(self, visit, officer):
        page = text(visit(officer).get("question", question="1.5"))
        assert "/pertanyaan/2.1/" in page
        assert "/pertanyaan/1.4/" in page

    def test_steps_through_what_the_filters_found(self, visit, officer):
        page = text(visit(officer).get("question", "?jenis=ratio&q=", question="1.5"))
        assert "data-p-next" not in page

    def test_is_not_found_where_there_is_none(self, visit, officer):
        assert visit(officer).get("question", question="9.9").status_code == 404
        assert visit(officer).post("save", question="9.9").status_code == 404

    def test_is_the_panel_alone_for_htmx(self, visit, officer):
        page = text(visit(officer).get("question", htmx="detail", question="1.1"))
        assert "<html" not in page
        assert "<title>1.1" in page


class TestSteps:
    def test_return_with_a_reason_that_the_officer_reads(self, visit, sheet, officer, verifier):
        fill(sheet, "1.1", by=officer, submitted=True)

        visit(verifier).post("return", {"revision": "2", "reason": "Tanggal SK belum ada"}, question="1.1")

        assert "Tanggal SK belum ada" in text(visit(officer).get("question", question="1.1"))

    def test_keep_the_reason_that_is_too_short(self, visit, sheet, officer, verifier):
        fill(sheet, "1.1", by=officer, submitted=True)
        response = visit(verifier).post("return", {"revision": "2", "reason": "xx"}, question="1.1")
        assert response.status_code == 409
        assert ">xx</textarea>" in text(response)

    def test_accept_withdraw_and_reopen(self, visit, sheet, officer, verifier, secretary):
        fill(sheet, "1.1", by=officer, submitted=True)
        visit(officer).post("withdraw", {"revision": "2"}, question="1.1")
        visit(officer).post("submit", {"revision": "3"}, htmx=True, question="1.1")
        visit(verifier).post("accept", {"revision": "4"}, question="1.1")
        assert queries.get_answer(sheet, "1.1").state is AnswerState.ACCEPTED
        visit(secretary).post("reopen", {"revision": "5", "reason": "Ada data baru"}, question="1.1")
        assert queries.get_answer(sheet, "1.1").state is AnswerState.DRAFT

    def test_offer_only_what_leads_somewhere(self, visit, sheet, officer, verifier):
        fill(sheet, "1.1", by=officer, submitted=True)

        assert "/tarik/" in text(visit(officer).get("question", question="1.1"))
        page = text(visit(verifier).get("question", question="1.1"))
        assert "/verifikasi/" in page
        assert "/kembalikan/" in page
        assert "/buka/" not in page


class TestMarks:
    def test_are_given_in_indonesian_notation(self, visit, sheet, verifier):
        response = visit(verifier).post("mark", {"points": "7,5", "reason": "SK"}, question="1.1", stage="internal")

        assert response.status_code == 302
        assert str(queries.read_contents(sheet).marks["internal"]["1.1"].points) == "7.50"
        assert "7,5" in text(visit(verifier).get("question", question="1.1"))

    @pytest.mark.parametrize("points", ["11", "-1", "tujuh"])
    def test_keep_what_was_typed_when_refused(self, visit, verifier, points):
        typed = {"points": points, "reason": "karena"}
        response = visit(verifier).post("mark", typed, question="1.1", stage="internal")

        assert response.status_code == 422
        assert f'value="{points}"' in text(response)
        assert ">karena</textarea>" in text(response)

    def test_are_refused_to_officers(self, visit, officer):
        assert visit(officer).post("mark", {"points": "7"}, question="1.1", stage="va").status_code == 403


class TestHistory:
    def test_tells_every_version_and_restores_one(self, visit, sheet, officer):
        fill(sheet, "1.1", by=officer)
        fill(sheet, "1.1", by=officer, data={"option": "PERWALI"})
        browser = visit(officer)

        page = text(browser.get("history", question="1.1"))
        assert "<del>" in page
        assert "/riwayat/1/pulihkan/" in page
        browser.client.post(browser.url("restore", question="1.1", revision=1), {"revision": "2"})
        assert queries.get_answer(sheet, "1.1").data == {"option": "PERDA"}

    def test_tells_the_marks(self, visit, sheet, verifier):
        visit(verifier).post("mark", {"points": "7,5", "reason": "SK ada"}, question="1.1", stage="internal")
        page = text(visit(verifier).get("history", question="1.1"))
        assert "SK ada" in page
