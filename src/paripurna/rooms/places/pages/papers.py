"""Papers and photos of a place, as the library lets this person see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.places import queries
from paripurna.rooms.places.models import Place

if TYPE_CHECKING:
    from datetime import date

    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.queries import Document

OFFERED = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that belongs to a place, or could."""

    document: Document
    url: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What belongs to the place, how much of it this person may not see, and what could be attached."""

    shown: Sequence[Paper] = ()
    hidden: int = 0
    offered: Sequence[Paper] = ()
    words: str = ""


def build_papers(place: Place, *, user: User, words: str, is_open: bool, on: date) -> Papers:
    """This function will gather the papers of a place; `words` search the library for more, where `is_open` to changes."""
    scope = evidence.read_scope(user, place.city, on=on)
    attached = queries.list_documents(place)
    visible = evidence.list_visible_ids(place.city, scope, [one.pk for one in attached]) if attached else frozenset()
    shown = [one for one in attached if one.pk in visible]
    offered: Sequence[Document] = ()
    if is_open and words:
        known = {one.pk for one in attached}
        found = evidence.list_documents(place.city, scope, text=words, state="CURRENT")[: OFFERED + len(known)]
        offered = [one for one in found if one.pk not in known][:OFFERED]
    return Papers(_address(place, shown), len(attached) - len(shown), _address(place, offered), words)


def _address(place: Place, documents: Sequence[Document]) -> list[Paper]:
    return [
        Paper(one, reverse("evidence:document", kwargs={"city": place.city.slug, "code": one.code}))
        for one in documents
    ]
