"""Kinds of agencies, what the queries hand out, and the instrument as this room needs to know it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.shelf import list_editions

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition
    from paripurna.core.instrument.text import Text
    from paripurna.platform.regions.models import City


class AgencyKind(models.TextChoices):
    """Who an agency is to the city. All of them may answer questions."""

    OPD = "OPD", _("City agency")
    UPTD = "UPTD", _("Technical unit of an agency")
    SERVICE = "SERVICE", _("Service")
    TERRITORIAL = "TERRITORIAL", _("Kecamatan and kelurahan")
    VERTICAL = "VERTICAL", _("Vertical agency")
    COMPANY = "COMPANY", _("Company")
    NGO = "NGO", _("Non-governmental organization")
    SCHOOL = "SCHOOL", _("School")
    UNIVERSITY = "UNIVERSITY", _("University")
    FAITH = "FAITH", _("Religious body")
    MEDIA = "MEDIA", _("Media")
    COMMUNITY = "COMMUNITY", _("Community")
    CHILDREN = "CHILDREN", _("Children's forum")
    PARTNER = "PARTNER", _("Other partner")


OWN_KINDS = (AgencyKind.OPD, AgencyKind.UPTD, AgencyKind.SERVICE, AgencyKind.TERRITORIAL)
PARTNER_KINDS = tuple(kind for kind in AgencyKind if kind not in {*OWN_KINDS, AgencyKind.VERTICAL})


class Duty(models.TextChoices):
    """What somebody does in the task force or in one of its parts."""

    PATRON = "PATRON", _("Patron")
    CHAIR = "CHAIR", _("Chair")
    VICE_CHAIR = "VICE_CHAIR", _("Vice chair")
    SECRETARY = "SECRETARY", _("Secretary")
    MEMBER = "MEMBER", _("Member")


@dataclass(frozen=True, slots=True)
class AgencyRef:
    """An agency as a list or a link needs it."""

    id: int
    code: str
    abbreviation: str
    name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """What a person writes about an agency."""

    code: str
    abbreviation: str
    name: str
    kind: AgencyKind
    valid_from: date
    sector: str = ""
    region_code: str = ""  # the kecamatan or kelurahan where it works; "" is the whole city
    address: str = ""
    tasks: str = ""
    note: str = ""
    source: str = ""
    head_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency as a line of the list."""

    ref: AgencyRef
    tasks: str
    sector: str
    region_name: str
    roles: tuple[str, ...]
    member_count: int


@dataclass(frozen=True, slots=True)
class Member:
    """A person who works for an agency, by the membership in the city."""

    membership_id: int
    person: str  # the person's code
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class AgencyDetail:
    """An agency as its page shows it."""

    ref: AgencyRef
    draft: AgencyDraft
    region_name: str
    valid_to: date | None
    roles: tuple[RoleHolding, ...]
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class RoleHolding:
    """A role of the instrument that an agency plays in this city."""

    role: str
    is_lead: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """How much of an instrument rests on one agency. Shared questions count whole in `questions`, in equal parts in
    `shared_points`, so that the shared points of all agencies add up to the instrument's."""

    questions: int = 0
    led: int = 0
    points: Decimal = Decimal(0)
    shared_points: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class InstrumentQuestion:
    number: str
    label: Text
    part: Text  # the indicator that it belongs to
    strand: str
    roles: tuple[str, ...]
    max_points: Decimal


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is answered in a city now: roles and questions. `key` names the sheet whose assignments count."""

    key: str
    title: str
    roles: tuple[tuple[str, Text], ...]
    questions: tuple[InstrumentQuestion, ...]
    strands: tuple[tuple[str, Text], ...] = ()
    roles_by_number: dict[str, tuple[str, ...]] = field(init=False, compare=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.roles_by_number.update((question.number, question.roles) for question in self.questions)


class AgencyNotFound(Exception):
    """The city has no such agency."""


class CodeTaken(Exception):
    """Another agency of the city has this code."""


class BadValidity(Exception):
    """An agency cannot end before it begins."""


class UnknownLead(Exception):
    """The lead must be one of the agencies chosen."""


class RegionElsewhere(Exception):
    """The region does not lie in the city."""


class OtherCity(Exception):
    """The membership and the agency belong to different cities."""


def build_instrument(edition: Edition, *, key: str, title: str) -> Instrument:
    """This function will tell an edition in the terms of this room."""
    questions = tuple(
        InstrumentQuestion(
            question.number, question.label, indicator.label, strand.code, question.roles, question.max_points
        )
        for strand in edition.strands
        for indicator in strand.indicators
        for question in indicator.questions
    )
    roles = tuple((role.code, role.label) for role in edition.roles)
    strands = tuple((strand.code, strand.label) for strand in edition.strands)
    return Instrument(key, title, roles, questions, strands)


InstrumentSource = Callable[["City"], Instrument | None]
_SOURCES: list[InstrumentSource] = []


def register_instrument(source: InstrumentSource) -> None:
    """This function will let a room above say what is answered in a city now; the last one registered is asked first."""
    _SOURCES.append(source)


def find_instrument(city: City) -> Instrument | None:
    """This function will return what is answered in the city now.

    Where no room says so it is the newest edition on the shelf for cities, so that roles can be set before the first
    round; None when there is not even that.
    """
    answers = (source(city) for source in reversed(_SOURCES))
    return next((found for found in answers if found), None) or _find_on_shelf()


def _find_on_shelf() -> Instrument | None:
    editions = list_editions(subject_kind="city")
    if not editions:
        return None
    newest = editions[-1]
    return build_instrument(newest, key=newest.reference, title=newest.title.id)
