"""The table of the API: what each way of asking gets from each endpoint, before a round that exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from paripurna.platform.access.actions import end_membership
from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import Permission, RoleCode
from paripurna.platform.accounts.actions import TOKEN_START, issue_token, revoke_token
from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets.queries import get_question
from tests.factories.access import SINCE, make_member, sign_in
from tests.factories.assessment import make_round
from tests.matrix.table import Visitor, World, build_world

QUESTION = "1.1"


class Caller(StrEnum):
    """Who asks, and what they show."""

    NOTHING = "NOTHING"  # neither token nor session
    UNKNOWN_TOKEN = "UNKNOWN_TOKEN"
    EXPIRED_TOKEN = "EXPIRED_TOKEN"
    REVOKED_TOKEN = "REVOKED_TOKEN"
    TOKEN = "TOKEN"  # of the city's secretariat, for reading
    NARROW_TOKEN = "NARROW_TOKEN"  # the same person's, for something else
    OTHER_CITY_TOKEN = "OTHER_CITY_TOKEN"
    ENDED_ROLE_TOKEN = "ENDED_ROLE_TOKEN"  # the token still works, the role in the city does not
    PROVINCE_TOKEN = "PROVINCE_TOKEN"
    SESSION = "SESSION"  # signed in on the pages, with a second factor
    ONE_FACTOR_SESSION = "ONE_FACTOR_SESSION"  # the secretariat without the second factor that it owes
    OTHER_CITY_SESSION = "OTHER_CITY_SESSION"
    ENDED_ROLE_SESSION = "ENDED_ROLE_SESSION"
    HEAD_SESSION = "HEAD_SESSION"  # reads everything, answers nothing


C = Caller
Statuses = Mapping[Caller, int]
REFUSED: Statuses = dict.fromkeys((C.NOTHING, C.UNKNOWN_TOKEN, C.EXPIRED_TOKEN, C.REVOKED_TOKEN), 401)
STRANGERS: Statuses = dict.fromkeys(
    (C.OTHER_CITY_TOKEN, C.ENDED_ROLE_TOKEN, C.OTHER_CITY_SESSION, C.ENDED_ROLE_SESSION), 404
)
ANYBODY_KNOWN: Statuses = {**dict.fromkeys(C, 200), **REFUSED}
READING: Statuses = {**ANYBODY_KNOWN, **STRANGERS, C.NARROW_TOKEN: 403, C.ONE_FACTOR_SESSION: 403}
NOTHING_YET: Statuses = {caller: 404 if status == 200 else status for caller, status in READING.items()}
EXPORTING: Statuses = {**READING, C.TOKEN: 403, C.PROVINCE_TOKEN: 403}  # their scope is to read pages
WRITING: Statuses = {**dict.fromkeys(C, 403), **REFUSED, **STRANGERS, C.SESSION: 200}  # tokens only read


@dataclass(frozen=True)
class Endpoint:
    """One endpoint; `kwargs` beside the city and the round where it has them."""

    name: str
    expected: Statuses
    method: str = "get"
    of_city: bool = True
    of_round: bool = True
    kwargs: Mapping[str, Any] = field(default_factory=dict)


ENDPOINTS = [
    Endpoint("openapi", ANYBODY_KNOWN, of_city=False),
    Endpoint("get_editions", ANYBODY_KNOWN, of_city=False),
    Endpoint("get_edition", ANYBODY_KNOWN, of_city=False, kwargs={"reference": "kla-2024@1"}),
    Endpoint("get_rounds", READING, of_round=False),
    Endpoint("get_round_detail", READING),
    Endpoint("get_score", READING, kwargs={"stage": "evaluasi_mandiri"}),
    Endpoint("get_gaps", READING),
    Endpoint("get_forecast", NOTHING_YET),
    Endpoint("get_answer", READING, kwargs={"question": QUESTION}),
    Endpoint("get_facts", READING),
    Endpoint("get_fact_rows", EXPORTING, kwargs={"question": QUESTION}),
    Endpoint("get_plan", NOTHING_YET, of_round=False),
    Endpoint("get_scenarios", READING, of_round=False),
    Endpoint("get_scenario", NOTHING_YET, of_round=False, kwargs={"scenario": UUID(int=0)}),
    Endpoint("put_answer", WRITING, method="put", kwargs={"question": QUESTION}),
]


@dataclass(frozen=True)
class Desk:
    """A round of the city, a client for every caller, and the body of an answer that fits."""

    round: Round
    clients: Mapping[Caller, Client]
    body: Mapping[str, Any]

    def kwargs_of(self, endpoint: Endpoint) -> dict[str, Any]:
        place = {"city": self.round.city.slug, "code": self.round.code}
        wanted = ["city", "code"][: endpoint.of_city * (1 + endpoint.of_round)]
        return {**{key: place[key] for key in wanted}, **endpoint.kwargs}


def build_desk() -> Desk:
    """This function will make the world of the matrix, a round in its city, and every caller."""
    world = build_world()
    left = make_member(world.city, RoleCode.SECRETARIAT, username="left")
    end_membership(membership=Membership.objects.get(user=left), reason="pindah", by=None, at=SINCE)
    found = make_round(world.city)
    rule: Any = get_question(found.sheet, QUESTION).rule
    body = {"data": {"option": rule.options[0].code}, "note": ""}
    return Desk(found, {**_with_tokens(world, left), **_signed_in(world, left), C.NOTHING: Client()}, body)


def _with_tokens(world: World, left: User) -> dict[Caller, Client]:
    secretary = world.people[Visitor.SECRETARIAT]
    return {
        C.TOKEN: _show(_issue(secretary)),
        C.NARROW_TOKEN: _show(_issue(secretary, Permission.AUDIT_VIEW)),
        C.EXPIRED_TOKEN: _show(_issue(secretary, days_ago=40)),
        C.REVOKED_TOKEN: _show(_issue(secretary, revoked=True)),
        C.UNKNOWN_TOKEN: _show(f"{TOKEN_START}tidak-pernah-ada"),
        C.OTHER_CITY_TOKEN: _show(_issue(world.people[Visitor.OTHER_CITY])),
        C.ENDED_ROLE_TOKEN: _show(_issue(left)),
        C.PROVINCE_TOKEN: _show(_issue(world.people[Visitor.PROVINCE])),
    }


def _signed_in(world: World, left: User) -> dict[Caller, Client]:
    return {
        C.SESSION: sign_in(Client(), world.people[Visitor.SECRETARIAT]),
        C.ONE_FACTOR_SESSION: sign_in(Client(), world.people[Visitor.SECRETARIAT], second_factor=False),
        C.OTHER_CITY_SESSION: sign_in(Client(), world.people[Visitor.OTHER_CITY]),
        C.ENDED_ROLE_SESSION: sign_in(Client(), left),
        C.HEAD_SESSION: sign_in(Client(), world.people[Visitor.HEAD]),
    }


def _issue(
    person: User,
    scope: Permission = Permission.CITY_VIEW,
    *,
    days_ago: int = 1,
    revoked: bool = False,
) -> str:
    now = timezone.now()
    begun, lasts = now - timedelta(days=days_ago), timedelta(days=30)
    token, text = issue_token(person=person, name="contoh", scopes=[scope], valid_for=lasts, at=begun)
    if revoked:
        revoke_token(token=token, by=person, at=now)
    return text


def _show(text: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {text}"})
