"""How far a document is open to whom: one table, and nothing is open that the table does not say.

`docs/reference/anak-dalam-dokumen.md` shows the same table to people; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from django.db.models import Q

from paripurna.rooms.evidence.types import ChildContent, Confidentiality


class Openness(StrEnum):
    """What a person gets of a document."""

    ORIGINAL = "ORIGINAL"  # its content; what a camera noted of place and time is for keepers alone
    BLURRED = "BLURRED"  # pictures of its pages on which faces are gone, never the file
    DESCRIPTION = "DESCRIPTION"  # that it exists, and what was said of it
    NOTHING = "NOTHING"  # not even that it exists


class Keeping(StrEnum):
    """How a document must be kept, by what it shows."""

    SHARED = "SHARED"
    COVERED = "COVERED"  # shows faces of children; a person confirmed that all are covered
    FACES = "FACES"  # shows faces of children, and nobody has confirmed that yet
    APART = "APART"  # data of children, confidential, or a suspicion that nobody has answered


class Nearness(StrEnum):
    """How near a person, who is no stranger to the document, stands to it."""

    KEEPER = "KEEPER"  # changes documents of its agency, or may open what is restricted
    COLLEAGUE = "COLLEAGUE"  # works for its agency
    READER = "READER"  # sees all documents of the city, or answers a question that it proves
    STRANGER = "STRANGER"


G, N = Openness, Nearness
TABLE: Mapping[Keeping, Mapping[Nearness, Openness]] = {
    Keeping.SHARED: {N.KEEPER: G.ORIGINAL, N.COLLEAGUE: G.ORIGINAL, N.READER: G.ORIGINAL},
    Keeping.COVERED: {N.KEEPER: G.ORIGINAL, N.COLLEAGUE: G.BLURRED, N.READER: G.BLURRED},
    Keeping.FACES: {N.KEEPER: G.ORIGINAL, N.COLLEAGUE: G.DESCRIPTION, N.READER: G.DESCRIPTION},
    Keeping.APART: {N.KEEPER: G.ORIGINAL, N.COLLEAGUE: G.DESCRIPTION},
}

_SAID_PLAIN = ~Q(confidentiality=Confidentiality.CONFIDENTIAL) & Q(suspected="")
UNRESTRICTED = Q(child_content=ChildContent.NONE) & _SAID_PLAIN
"""Documents whose content is open to everybody who sees them (`Keeping.SHARED`); others are never compared or packed."""
DESCRIBED = Q(child_content__in=(ChildContent.NONE, ChildContent.FACES)) & _SAID_PLAIN
"""Documents that readers find: all but those that are kept apart."""


class Kept(Protocol):
    """What decides how a document is kept."""

    @property
    def child_content(self) -> str: ...
    @property
    def confidentiality(self) -> str: ...
    @property
    def suspected(self) -> str: ...
    @property
    def has_covered_faces(self) -> bool: ...


class Owned(Kept, Protocol):
    """What decides to whom a document is open."""

    @property
    def agency_id(self) -> int: ...


def keeping_of(kept: Kept) -> Keeping:
    """This function will return how a document must be kept; what is not plainly harmless is kept apart."""
    if kept.suspected or kept.confidentiality == Confidentiality.CONFIDENTIAL:
        return Keeping.APART
    if kept.child_content == ChildContent.NONE:
        return Keeping.SHARED
    if kept.child_content == ChildContent.FACES:
        return Keeping.COVERED if kept.has_covered_faces else Keeping.FACES
    return Keeping.APART


def look_up(keeping: Keeping, nearness: Nearness) -> Openness:
    """This function will return what the table says; nothing where it says nothing."""
    return TABLE[keeping].get(nearness, Openness.NOTHING)
