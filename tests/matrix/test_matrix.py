"""Deny by default: every address × every visitor."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tests.matrix.table import Row, Visitor
from tests.matrix.third_parties import THIRD_PARTIES
from tests.matrix.visiting import Doors, opened, undone
from tests.matrix.walk import list_addresses, list_rows

ROWS = list_rows()


@pytest.fixture(scope="module")
def doors(django_db_setup, django_db_blocker):
    """Built once; each visit is undone, and at the end the whole world is."""
    with opened(django_db_blocker) as doors:
        yield doors


def visit(doors: Doors, visitor: Visitor, row: Row, url: str) -> int:
    """This function will return the status that the visitor gets, and undo what the visit did."""
    with undone():
        return getattr(doors.enter(visitor), row.method)(url, row.data if row.method == "post" else None).status_code


class TestMatrix:
    @pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}-{row.method}")
    def test_gives_each_visitor_what_the_table_says(self, row, doors):
        wrong = {}

        with undone():
            url = reverse(row.name, kwargs=row.place(doors.world)) + row.query
            for visitor in Visitor:
                status = visit(doors, visitor, row, url)
                if not row.allows(visitor, status):
                    wrong[visitor.value] = f"{status} instead of {row.expected[visitor]}"

        assert not wrong, f"{row.method} {row.name}: {wrong}"


def test_no_address_is_missing_from_the_table():
    known = {row.name for row in ROWS}
    missing = [f"{one.name or '(no name)'} at {one.route}" for one in list_addresses() if one.name not in known]
    assert not missing, f"Add rows for these to a rows_<room>.py: {missing}"


def test_no_row_is_about_an_address_that_does_not_exist():
    known = {one.name for one in list_addresses()}
    assert not [row.name for row in ROWS if row.name not in known]


def test_no_row_stands_twice():
    counts = Counter((row.name, row.method, row.query, str(row.kwargs)) for row in ROWS)
    assert not [key for key, count in counts.items() if count > 1]


def test_every_view_says_who_may_open_it():
    silent = [
        one.name
        for one in list_addresses()
        if not hasattr(one.view, "requires") and not hasattr(one.view, "open_to") and one.name not in THIRD_PARTIES
    ]
    assert not silent, f"Decorate these with @requires or @open_to: {silent}"


def test_every_address_of_a_city_needs_a_permission():
    open_ones = [
        one.name
        for one in list_addresses()
        if "<slug:city>" in one.route and one.name not in THIRD_PARTIES and not hasattr(one.view, "requires")
    ]
    assert not open_ones


@pytest.mark.django_db
def test_signed_out_people_are_led_to_sign_in_and_back():
    response = Client().get("/daerah/balikpapan/orang/")
    assert urlsplit(response.url).path == reverse("account_login")
    assert "next=/daerah/balikpapan/orang/" in response.url
