"""People with roles, and clients that are signed in as they would be."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from paripurna.platform.access.actions import grant_membership
from paripurna.platform.access.types import RoleCode
from paripurna.platform.accounts.actions import create_person
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City, Region

SINCE = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
PASSWORD = "sungai wain yang teduh"
_numbers = count(1)


def make_person(username: str = "", *, name: str = "", email: str = "", is_operator: bool = False) -> User:
    """This function will return somebody with an account and no role, who signs in with `PASSWORD`."""
    username = username or f"orang{next(_numbers)}"
    return create_person(
        username=username,
        name=name or username.title(),
        email=email,
        password=PASSWORD,
        at=SINCE,
        is_operator=is_operator,
    )


def make_member(
    city: City, role: RoleCode, *, region: Region | None = None, username: str = "", name: str = ""
) -> User:
    """This function will return somebody with a role in the city, or in `region`."""
    person = make_person(username, name=name)
    grant_membership(person=person, region=region or city.region, role=role, by=None, at=SINCE)
    return person


def sign_in(client: Client, person: User, *, second_factor: bool = True) -> Client:
    """This function will sign a client in, as somebody who has just proved a second factor too, or has not."""
    client.force_login(person)
    if not second_factor:
        _write_record(client, person, {"method": "password"})
    return client


def prove_with_every_sign_in(monkeypatch: Any) -> None:
    """This function will make `client.force_login` the sign-in of somebody who has just proved a second factor."""
    force_login = Client.force_login

    def sign_in_fully(client: Client, user: User, backend: str | None = None) -> None:
        force_login(client, user, backend)
        _write_record(client, user, {"method": "mfa", "type": "totp"})

    monkeypatch.setattr(Client, "force_login", sign_in_fully)


def _write_record(client: Client, person: User, record: dict[str, str]) -> None:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**record, "at": datetime.now(UTC).timestamp()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(person)
    session.save()
