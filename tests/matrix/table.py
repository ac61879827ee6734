"""The table: visitors, rows, and the world in which they are tried. See README.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from paripurna.platform.access.types import RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.regions.models import City
from tests.factories.access import make_member, make_person
from tests.factories.regions import make_city, make_region


class Visitor(StrEnum):
    SIGNED_OUT = "SIGNED_OUT"
    OTHER_CITY = "OTHER_CITY"
    OPERATOR = "OPERATOR"
    SECRETARIAT = "SECRETARIAT"
    OFFICER = "OFFICER"
    VERIFIER = "VERIFIER"
    HEAD = "HEAD"
    KELURAHAN = "KELURAHAN"
    PROVINCE = "PROVINCE"
    PARTNER = "PARTNER"


INSIDERS = frozenset(Visitor(role.value) for role in RoleCode)
VIEWERS = INSIDERS - {Visitor.PARTNER}  # a partner sees its own promises and nothing else of the city
EVERY_INSIDER = " ".join(sorted(VIEWERS))
Status = int | tuple[int, ...]
Kwargs = Mapping[str, Any] | Callable[["World"], Mapping[str, Any]]
CITY = {"city": "balikpapan"}


@dataclass(frozen=True)
class World:
    """A city with one insider per role, another city, an operator."""

    city: City
    other_city: City
    people: dict[Visitor, User] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One address, and what each visitor gets. `name` is the URL's full name, as in `reverse`."""

    name: str
    kwargs: Kwargs
    expected: Mapping[Visitor, Status]
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""

    def place(self, world: World) -> Mapping[str, Any]:
        """This function will return the parts of the address, making in the world what they name."""
        return self.kwargs(world) if callable(self.kwargs) else self.kwargs

    def allows(self, visitor: Visitor, status: int) -> bool:
        """This function will tell whether the visitor may get that status."""
        expected = self.expected[visitor]
        return status in (expected if isinstance(expected, tuple) else (expected,))


def page(name: str, kwargs: Kwargs, allowed: str, *, ok: Status = 200, unseen: str = "", **more: Any) -> Row:
    """This function will return the row of a page of a city: who is `allowed` gets `ok`, the rest are refused.

    Those of `unseen` have a door of this kind, but this very thing is not theirs: it does not exist for them.
    """
    may = {Visitor(word) for word in allowed.split()}
    expected: dict[Visitor, Status] = {visitor: ok if visitor in may else 403 for visitor in INSIDERS}
    expected |= {Visitor(word): 404 for word in unseen.split()}
    expected |= {Visitor.SIGNED_OUT: 302, Visitor.OTHER_CITY: 404, Visitor.OPERATOR: 404}
    return Row(name, kwargs, expected, **more)


def for_all(name: str, kwargs: Kwargs, status: Status, **more: Any) -> Row:
    """This function will return the row of an address that answers everybody alike."""
    return Row(name, kwargs, dict.fromkeys(Visitor, status), **more)


def for_signed_in(name: str, kwargs: Kwargs, status: Status, **more: Any) -> Row:
    """This function will return the row of an address for everybody who has an account."""
    return Row(name, kwargs, dict.fromkeys(Visitor, status) | {Visitor.SIGNED_OUT: 302}, **more)


def build_world() -> World:
    """This function will make the world: Balikpapan and Samarinda of East Kalimantan, and their people."""
    city = make_city()
    other = make_city("64.72", "Kota Samarinda", slug="samarinda")
    kelurahan = make_region("64.71.05.1001", "Damai")
    region_of = {RoleCode.PROVINCE: city.region.parent, RoleCode.KELURAHAN: kelurahan}
    people = {
        Visitor(role.value): make_member(city, role, region=region_of.get(role), username=role.value.lower())
        for role in RoleCode
    }
    # Nobody is last: what is tried on the secretariat must fail for the right reason.
    make_member(city, RoleCode.SECRETARIAT, username="secretariat2")
    people[Visitor.OTHER_CITY] = make_member(other, RoleCode.SECRETARIAT, username="other")
    people[Visitor.OPERATOR] = make_person("operator", is_operator=True)
    return World(city, other, people)
