"""Sections of a place's page that other parts of this room add: standards, inspections, findings. Registered at start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Place

GetContext = Callable[["Place", "User", date], Mapping[str, Any] | None]


@dataclass(frozen=True)
class PlaceSection:
    """A card of a place's page: `get_context(place, user, on)` gives its template the context `section`, or None to stay away.

    `key` is also the anchor of the card.
    """

    key: str
    title: Promise | str
    template: str
    get_context: GetContext
    order: int


@dataclass(frozen=True, slots=True)
class FilledSection:
    key: str
    title: str
    template: str
    context: Mapping[str, Any]


_sections: dict[str, PlaceSection] = {}


def register_place_section(section: PlaceSection) -> None:
    """This function will add a section to the page of every place; called once at start."""
    _sections[section.key] = section


def fill_sections(place: Place, user: User, *, on: date) -> list[FilledSection]:
    """This function will return the sections that have something to say of the place, in order."""
    ordered = sorted(_sections.values(), key=lambda section: section.order)
    filled = ((one, one.get_context(place, user, on)) for one in ordered)
    return [FilledSection(one.key, str(one.title), one.template, found) for one, found in filled if found is not None]
