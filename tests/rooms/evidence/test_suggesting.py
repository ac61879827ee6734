"""Suggestions in a city: what may have a say, what was refused, and how often the database is asked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.models import Reading
from paripurna.rooms.evidence.proof.ranking import Reason
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind
from tests.factories.evidence import NOW, link, make_document

ON = date(2026, 11, 23)
FLYER = "Selebaran Si Ceria edisi kedua"


def scope_of(user, city):
    return queries.read_scope(user, city, on=ON)


def suggested(document, sheet, user):
    return queries.suggest_questions(document, sheet, scope_of(user, sheet.city), on=ON)


def numbers(found):
    return [each.question for each in found]


class TestSuggestQuestions:
    def test_offers_what_the_title_says(self, city, sheet, officer):
        document = make_document(city, by=officer, title="Perda perlindungan anak", kind=DocumentKind.REGULATION)

        assert numbers(suggested(document, sheet, officer))[0] == "1.1"

    def test_leaves_out_what_it_proves_already_and_what_was_refused(self, city, sheet, officer):
        document = make_document(city, by=officer, title="Imunisasi dan akta kelahiran")
        before = numbers(suggested(document, sheet, officer))
        link(document, sheet, "1.4", by=officer)
        actions.refuse_suggestion(document=document, sheet=sheet, question="1.5", by=officer, at=NOW)

        after = numbers(suggested(document, sheet, officer))

        assert {"1.4", "1.5"} <= set(before)
        assert not {"1.4", "1.5"} & set(after)

    @pytest.mark.parametrize(
        ("fields", "has_a_say"),
        [
            ({}, True),
            ({"confidentiality": Confidentiality.CONFIDENTIAL}, False),
            ({"child_content": ChildContent.FACES}, False),
        ],
        ids=["open", "confidential", "showing children"],
    )
    def test_lets_restricted_documents_have_no_say(self, city, sheet, officer, fields, has_a_say):
        earlier = make_document(city, by=officer, title=FLYER, **fields)
        link(earlier, sheet, "1.4", by=officer)
        newer = make_document(city, by=officer, title="Selebaran Si Ceria edisi ketiga")

        found = [each for each in suggested(newer, sheet, officer) if Reason.LIKES in each.reasons]

        assert bool(found) is has_a_say

    def test_lets_documents_that_the_person_may_not_see_have_no_say(self, city, sheet, officer, neighbor, secretary):
        earlier = make_document(city, by=officer, title=FLYER)
        link(earlier, sheet, "1.4", by=officer)
        newer = make_document(city, by=neighbor, agency="dp3akb", title="Selebaran Si Ceria edisi ketiga")

        assert any(Reason.LIKES in each.reasons for each in suggested(newer, sheet, secretary))
        assert all(Reason.LIKES not in each.reasons for each in suggested(newer, sheet, neighbor))

    def test_uses_no_text_of_what_shows_children(self, city, sheet, officer):
        document = make_document(city, by=officer, title="Lampiran", child_content=ChildContent.DATA)
        Reading.objects.filter(version=document.current).update(stems="imunisasi cakup", state="READ")

        assert "1.4" not in numbers(suggested(document, sheet, officer))

    def test_asks_as_often_whatever_was_linked_before(self, city, sheet, secretary, django_assert_num_queries):
        document = make_document(city, by=secretary, title="Imunisasi")
        scope = scope_of(secretary, city)
        queries.suggest_questions(document, sheet, scope, on=ON)
        with CaptureQueriesContext(connection) as first:
            queries.suggest_questions(document, sheet, scope, on=ON)
        for number in ("1.1", "1.2", "1.3"):
            link(make_document(city, by=secretary, title=f"Imunisasi {number}"), sheet, number, by=secretary)

        with django_assert_num_queries(len(first)):
            queries.suggest_questions(document, sheet, scope, on=ON)


class TestSuggestDocuments:
    def test_offers_what_the_person_may_see(self, city, sheet, officer, neighbor):
        own = make_document(city, by=officer, title="Rekap cakupan imunisasi 2025", kind=DocumentKind.FIGURES)
        make_document(city, by=neighbor, agency="dp3akb", title="Cakupan imunisasi")

        found = queries.suggest_documents(sheet, "1.4", scope_of(officer, city), on=ON)

        assert [each.document for each in found] == [own]
        assert "imunisasi" in found[0].words

    def test_leaves_out_linked_refused_and_withdrawn_ones(self, city, sheet, officer):
        linked, refused, withdrawn, left = (
            make_document(city, by=officer, title=f"Cakupan imunisasi {name}") for name in "abcd"
        )
        link(linked, sheet, "1.4", by=officer)
        actions.refuse_suggestion(document=refused, sheet=sheet, question="1.4", by=officer, at=NOW)
        actions.withdraw_document(document=withdrawn, reason="salah berkas", by=officer, at=NOW)

        found = queries.suggest_documents(sheet, "1.4", scope_of(officer, city), on=ON)

        assert [each.document for each in found] == [left]
