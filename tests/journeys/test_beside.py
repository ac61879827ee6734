"""An answer is given beside the tree: the list it was chosen from says so at once, without being drawn anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from paripurna.platform.accounts.models import User
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.factories.sheets import make_person, make_sheet
from tests.journeys.browser import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address() -> str:
    """The tree of a small instrument that Dinkes answers."""
    city = make_city()
    make_agency(city, "dinkes", plays=("kesehatan",))
    make_person(city, "OFFICER", agency="dinkes", username="dina")
    return f"/daerah/balikpapan/lembar/{make_sheet(city).code}/"


def test_the_row_and_the_totals_follow_the_answer(arrive: Callable[..., Visitor], address: str) -> None:
    visitor = arrive()
    visitor.sign_in(User.objects.get(username="dina"))
    page = visitor.open(address)
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)

    page.locator("#indicator-1").click()
    page.locator("#tree a.p-tree__row", has_text="1.1").first.click()
    page.locator("#detail input[name=option][value=PERDA]").check()

    expect(page.locator("#row-points-1-1")).to_have_text("10 / 10")
    expect(page.locator("#row-state-1-1")).to_contain_text("draf")
    expect(page.locator("#sheet-head .p-sheet__points")).to_have_text("10")
    expect(page.locator("#tree a[aria-current=page]")).to_contain_text("1.1")

    page.locator("#detail button[name=submit]").click()

    expect(page.locator("#row-state-1-1")).to_contain_text("diajukan")
    assert not broken
