"""How many statements a question costs: shown, and saved by itself."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.sheets import fill

pytestmark = pytest.mark.usefixtures("frozen_clock")
PANEL = 24  # of which the proof of the question takes ten, and the verdicts on it one
SAVE = 23
AUTOSAVE = {"HX-Request": "true", "X-Autosave": "1"}


@pytest.fixture
def address(sheet, officer, client):
    """The addresses of an answered question, for its officer."""
    client.force_login(officer)
    fill(sheet, "1.1", by=officer)
    place = {"city": sheet.city.slug, "code": sheet.code, "question": "1.1"}
    return lambda name: reverse(f"sheets:{name}", kwargs=place)


def test_showing_a_question_takes_few(client, address):
    client.get(address("question"))

    with CaptureQueriesContext(connection) as asked:
        client.get(address("question"))

    assert len(asked) <= PANEL, [query["sql"][:120] for query in asked]


def test_saving_an_answer_takes_few(client, address):
    client.post(address("save"), {"option": "PERDA", "revision": "1"}, headers=AUTOSAVE)

    with CaptureQueriesContext(connection) as asked:
        saved = client.post(address("save"), {"option": "PERWALI", "revision": "1"}, headers=AUTOSAVE)

    assert saved.headers["X-Revision"] == "2"
    assert len(asked) <= SAVE, [query["sql"][:120] for query in asked]
