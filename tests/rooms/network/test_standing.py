"""What is kept of the network in memory: read once, and never out of date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from paripurna.platform.access.actions import end_membership
from paripurna.platform.access.models import Membership
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.types import AgencyRef
from tests.factories.network import draft_agency, make_agency
from tests.rooms.network.conftest import NOW

TODAY = NOW.date()
BY = {"by": None, "at": NOW}
ROLES = {"12.1": ["kesehatan"]}
Written = Callable[[City], object]
WRITES: dict[str, tuple[Written, str]] = {
    "another agency plays the role": (lambda city: _play(city, "dinsos"), "DINSOS"),
    "the question was given by name": (
        lambda city: actions.assign_questions(city=city, key="s", numbers=["12.1"], codes=["dinsos"], **BY),
        "DINSOS",
    ),
    "the question was moved": (
        lambda city: actions.move_questions(city=city, key="s", questions=ROLES, to="dinsos", **BY),
        "DINSOS",
    ),
    "the agency was renamed": (
        lambda city: actions.change_agency(
            city=city, code="dinkes", draft=replace(draft_agency(), abbreviation="DKK"), **BY
        ),
        "DKK",
    ),
    "the agency was imported under another name": (
        lambda city: actions.import_agencies(city=city, drafts=[replace(draft_agency(), abbreviation="DKK")], **BY),
        "DKK",
    ),
    "the agency has ended": (
        lambda city: actions.end_agency(city=city, code="dinkes", on=date(2026, 6, 30), **BY),
        "",
    ),
}


@pytest.fixture
def city(city: City) -> City:
    make_agency(city, plays=("kesehatan",))
    make_agency(city, "dinsos")
    return city


@pytest.fixture
def membership(city: City, give_role: Callable[..., Membership]) -> Membership:
    membership = give_role("OFFICER")
    actions.join_agency(membership=membership, city=city, agency_code="dinkes", **BY)
    return membership


@pytest.mark.parametrize(("write", "leads"), WRITES.values(), ids=WRITES)
def test_sees_every_write_at_once(city: City, write: Written, leads: str) -> None:
    assert _lead(city) == "DINKES"

    write(city)

    assert _lead(city) == leads


def test_forgets_a_write_that_was_taken_back(city: City) -> None:
    with transaction.atomic():
        _play(city, "dinsos")
        assert _lead(city) == "DINSOS"
        transaction.set_rollback(True)

    assert _lead(city) == "DINKES"


def test_sees_at_once_that_a_person_has_left_the_agency(city: City, membership: Membership) -> None:
    assert _list_own(city, membership) == ["DINKES"]

    actions.leave_agency(membership_id=membership.pk, city=city, agency_code="dinkes", **BY)

    assert _list_own(city, membership) == []


def test_sees_at_once_that_a_membership_has_ended(city: City, membership: Membership) -> None:
    assert _list_own(city, membership) == ["DINKES"]

    end_membership(membership=membership, reason="pindah", **BY)

    assert _list_own(city, membership) == []


def test_page_of_another_network_has_another_fingerprint(city: City, membership: Membership) -> None:
    before = queries.get_fingerprint(_fresh(membership), city, on=TODAY)

    assert queries.get_fingerprint(_fresh(membership), city, on=TODAY) == before
    _play(city, "dinsos")
    assert queries.get_fingerprint(_fresh(membership), city, on=TODAY) != before


def _play(city: City, code: str) -> None:
    actions.set_role(city=city, role="kesehatan", codes=[code], **BY)


def _lead(city: City) -> str:
    found: tuple[AgencyRef, ...] = queries.resolve_responsible(city, ROLES, key="s", on=TODAY)["12.1"]
    return found[0].abbreviation if found else ""


def _list_own(city: City, membership: Membership) -> list[str]:
    return [agency.abbreviation for agency in queries.list_agencies_of(_fresh(membership), city, on=TODAY)]


def _fresh(membership: Membership) -> User:
    """The person as the next request knows them."""
    return User.objects.get(pk=membership.user_id)
