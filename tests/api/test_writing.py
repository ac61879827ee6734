"""Saving an answer: whoever saw an older revision is shown the newer one, never overwrites it."""

from __future__ import annotations

import pytest
from django.test import Client

from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.actions import finish_round
from paripurna.rooms.sheets.queries import get_answer, get_question
from tests.api.conftest import with_token
from tests.factories.assessment import NOW
from tests.factories.sheets import make_person

NUMBER = "1.1"


@pytest.fixture
def address(running):
    return f"/api/v1/cities/balikpapan/rounds/{running.code}/answers/{NUMBER}"


@pytest.fixture
def body(running):
    rule = get_question(running.sheet, NUMBER).rule
    return {"data": {"option": rule.options[0].code}, "note": "contoh"}


@pytest.fixture
def officer(city):
    return make_person(city, "OFFICER", agency="dinkes", username="petra")


def signed_in(person, **options):
    client = Client(**options)
    client.force_login(person)
    return client


def put(client, address, body, revision=None):
    headers = {} if revision is None else {"If-Match": f'"{revision}"'}
    return client.put(address, body, content_type="application/json", headers=headers)


class TestPutAnswer:
    def test_saves_and_says_the_new_revision(self, secretary, address, body, running):
        answer = put(signed_in(secretary), address, body, 0)

        assert (answer.status_code, answer["ETag"]) == (200, '"1"')
        assert answer.json()["state"] == "DRAFT"
        assert get_answer(running.sheet, NUMBER).note == "contoh"

    def test_reads_back_what_it_saved(self, secretary, address, body):
        client = signed_in(secretary)
        put(client, address, body, 0)

        answer = client.get(address)

        assert (answer["ETag"], answer.json()["data"]) == ('"1"', body["data"])

    def test_wants_to_know_what_was_seen(self, secretary, address, body):
        answer = put(signed_in(secretary), address, body)

        assert (answer.status_code, answer.json()["code"]) == (428, "MISSING_IF_MATCH")
        assert answer.json()["sentence"].startswith("Kirim revisi yang Anda lihat")

    def test_says_in_indonesian_what_has_no_form(self, secretary, address):
        answer = put(signed_in(secretary), address, {"note": "tanpa isi"}, 0)

        assert (answer.status_code, answer.json()["sentence"]) == (422, "Isian ini tidak ada.")

    def test_shows_what_someone_else_wrote(self, secretary, address, body, running):
        client = signed_in(secretary)
        put(client, address, body, 0)

        answer = put(client, address, body | {"note": "lain"}, 0)

        assert answer.status_code == 412
        assert answer.json()["theirs"] == {"question": NUMBER, "state": "DRAFT", "revision": 1, **body}
        assert get_answer(running.sheet, NUMBER).note == "contoh"

    def test_names_the_field_that_cannot_be(self, secretary, address, body):
        answer = put(signed_in(secretary), address, {"data": {"option": "tidak-ada"}}, 0)

        assert (answer.status_code, answer.json()["code"]) == (422, "BAD_ANSWER")

    def test_refuses_a_body_that_is_no_answer(self, secretary, address):
        assert put(signed_in(secretary), address, {"data": "x"}, 0).json()["field"] == "body.payload.data"

    def test_refuses_when_the_round_is_over(self, secretary, address, body, running):
        finish_round(round=running, by=None, at=NOW)

        assert put(signed_in(secretary), address, body, 0).status_code == 409

    def test_knows_no_question_that_does_not_exist(self, secretary, address, body):
        assert put(signed_in(secretary), address + "-x", body, 0).status_code == 404

    def test_refuses_an_officer_of_another_agency(self, officer, address, body):
        assert put(signed_in(officer), address, body, 0).status_code == 403

    def test_refuses_who_only_reads(self, city, address, body):
        assert put(signed_in(make_person(city, "HEAD", username="wira")), address, body, 0).status_code == 403

    def test_refuses_a_token_because_tokens_only_read(self, secretary, address, body):
        assert put(with_token(secretary, Permission.CITY_VIEW), address, body, 0).status_code == 403

    def test_refuses_a_page_of_another_site(self, secretary, address, body):
        answer = put(signed_in(secretary, enforce_csrf_checks=True), address, body, 0)

        assert (answer.status_code, answer.json()["code"]) == (403, "NOT_ALLOWED")
