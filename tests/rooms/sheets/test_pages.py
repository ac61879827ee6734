"""The pages of a sheet: what they show to whom, how they save, and how few statements they take."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.pages.fragments import trees
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.sheets import FILLED, RULES, fill

pytestmark = pytest.mark.usefixtures("frozen_clock")


@pytest.fixture
def visit(sheet):
    """A browser of a person, with the addresses of the sheet."""

    def sign_in(person):
        client = Client()
        client.force_login(person)
        return Visit(client, sheet)

    return sign_in


class Visit:
    def __init__(self, client, sheet):
        self.client, self.sheet = client, sheet

    def url(self, name, **more):
        return reverse(f"sheets:{name}", kwargs={"city": self.sheet.city.slug, "code": self.sheet.code, **more})

    def get(self, name, query="", htmx="", **more):
        headers = {"HX-Request": "true", "HX-Target": htmx} if htmx else {}
        return self.client.get(self.url(name, **more) + query, headers=headers)

    def post(self, name, data=None, htmx=False, autosave=False, **more):
        headers = {"HX-Request": "true"} if htmx or autosave else {}
        headers |= {"X-Autosave": "1"} if autosave else {}
        return self.client.post(self.url(name, **more), data or {}, headers=headers)


def text(response):
    return unescape(response.content.decode())


class TestTree:
    def test_shows_every_question_with_its_state_and_points(self, visit, sheet, officer):
        fill(sheet, "1.1", by=officer, submitted=True)

        page = text(visit(officer).get("sheet"))

        assert all(label in page for label, _points, _rule in RULES.values())
        assert "DINKES" in page
        assert page.count("p-tree__row--own") == 5

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("?opd=dp3akb", {"2.1", "2.2", "2.3", "2.4"}),
            ("?jenis=ratio", {"1.5"}),
            ("?tema=regulasi", {"1.1"}),
            ("?status=DRAFT", {"1.3"}),
            ("?bukti=sk", {"1.1"}),
            ("?nilai=hilang", {"1.3"}),
            ("?nilai=kosong&opd=dinkes", {"1.1", "1.2", "1.4", "1.5"}),
            ("?dasar=UNKNOWN", {"2.4"}),
            ("?saya=1", {"1.1", "1.2", "1.3", "1.4", "1.5"}),
            ("?q=latihan", {"1.2"}),
            ("?q=melatih+tenaga", {"1.2"}),
            ("?q=2.3", {"2.3"}),
            ("?q=tidak+ada+yang+begini", set()),
            ("?opd=" + "x" * 300, set()),
        ],
    )
    def test_filters_by_what_stands_in_the_address(self, visit, sheet, officer, query, shown):
        fill(sheet, "1.3", by=officer)

        page = text(visit(officer).get("sheet", query))

        assert {number for number in RULES if f'<span class="p-tree__number">{number}</span>' in page} == shown

    def test_sorts_by_points_not_won(self, visit, sheet, officer):
        page = text(visit(officer).get("sheet", "?urut=hilang"))

        assert page.index('p-tree__number">2.4<') < page.index('p-tree__number">1.1<')

    def test_is_the_fragment_alone_for_htmx(self, visit, head):
        page = text(visit(head).get("sheet", htmx="tree"))

        assert "<html" not in page
        assert 'id="tree"' in page

    def test_shows_a_change_at_once(self, visit, sheet, officer, head):
        visit(head).get("sheet")
        fill(sheet, "1.1", by=officer, submitted=True)

        assert "diajukan" in text(visit(head).get("sheet", "?q=1.1")) or "submitted" in text(visit(head).get("sheet"))

    def test_follows_a_question_that_was_saved_beside_it(self, visit, sheet, officer):
        browser = visit(officer)
        browser.get("sheet")
        browser.post("save", {"revision": "0", "option": "PERDA"}, autosave=True, question="1.1")

        parts = text(browser.get("beside", question="1.1", htmx="tree-count"))

        ids = set(re.findall(r'id="([^"]+)" hx-swap-oob="innerHTML"', parts))
        assert ids == {
            "sheet-head", "tree-count", "row-state-1-1", "row-points-1-1", "strand-kelembagaan", "indicator-1"
        }  # fmt: skip
        assert ids <= set(re.findall(r'id="([^"]+)"', text(browser.get("sheet"))))
        assert '<span id="row-points-1-1" hx-swap-oob="innerHTML"><b>10</b> / 10</span>' in parts
        assert "draf" in parts.partition('id="row-state-1-1"')[2].partition("</span>\n")[0]

    def test_leaves_sums_out_that_a_flat_list_does_not_show(self, visit, officer):
        parts = text(visit(officer).get("beside", "?urut=hilang", question="1.1", htmx="tree-count"))

        assert 'id="indicator-' not in parts
        assert 'id="row-points-1-1"' in parts

    def test_knows_no_question_beside_it_that_does_not_exist(self, visit, officer):
        assert visit(officer).get("beside", question="9.9").status_code == 404

    def test_takes_few_statements_whatever_its_size(self, visit, sheet, secretary, officer):
        reader = visit(officer)
        reader.get("sheet")
        for number in FILLED:
            fill(sheet, number, by=secretary)
        trees.forget()

        with CaptureQueriesContext(
            connection,
        ) as drawn:
            reader.get("sheet")
        with CaptureQueriesContext(connection) as remembered:
            reader.get("sheet")

        assert len(drawn) <= 12, [query["sql"][:120] for query in drawn]
        assert len(remembered) <= 10, [query["sql"][:120] for query in remembered]


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

        assert page.count("checked") == 3
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
