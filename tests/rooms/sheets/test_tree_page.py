"""The tree of a sheet: what it shows to whom, how it is filtered, and how few statements it takes."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.rooms.network.actions import assign_questions, change_agency
from paripurna.rooms.sheets.pages.fragments import trees
from tests.factories.network import draft_agency
from tests.factories.sheets import FILLED, NOW, RULES, fill
from tests.rooms.sheets.visiting import text

NAVIGATION = re.compile(r'class="p-nav__link" href="([^"]+)".*?<span>([^<]+)</span>')
pytestmark = pytest.mark.usefixtures("frozen_clock")


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
            ("?q=indikator", set(RULES)),
            ("?q=pelatihn", {"1.2"}),
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

    def test_is_framed_by_the_navigation_of_the_person_in_their_language(self, visit, officer, secretary):
        reader = visit(officer)
        own, all_of_it = (NAVIGATION.findall(text(each.get("sheet"))) for each in (reader, visit(secretary)))
        reader.client.post(reverse("ui:set_language"), {"language": "en"})
        in_english = NAVIGATION.findall(text(reader.get("sheet")))

        assert {url for url, _label in own} < {url for url, _label in all_of_it}
        assert [url for url, _label in in_english] == [url for url, _label in own]
        assert "Instrument" in {label for _url, label in in_english}
        assert "Instrumen" in {label for _url, label in own}

    def test_says_at_once_who_answers_now_and_how_they_are_called(self, visit, city, sheet, officer):
        reader = visit(officer)
        assert "p-tree__row--own" in text(reader.get("sheet"))

        assign_questions(city=city, key=str(sheet.code), numbers=FILLED, codes=["dp3akb"], by=None, at=NOW)
        change_agency(city=city, code="dp3akb", draft=draft_agency("dp3akb", abbreviation="DP3A"), by=None, at=NOW)

        page = text(reader.get("sheet"))
        assert "p-tree__row--own" not in page
        assert "DP3A<" in page
        assert "DP3AKB" not in page

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
        assert len(remembered) <= 7, [query["sql"][:120] for query in remembered]
