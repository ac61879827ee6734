"""Kinds of places: data beside the code, read once. A kind is also the kind of subject of the editions that are its standards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.text import Label
from paripurna.core.instrument.yaml_tree import read_tree

PLAY_SPACE = "play_space"
FILE = Path(__file__).parent / "data" / "kinds.yaml"


class Shape(StrEnum):
    """How a place of this kind lies on the map; a single point is always allowed."""

    POINT = "point"
    AREA = "area"
    LINE = "line"


class PlaceKind(BaseModel):
    """What a place is. `hosts` names kinds that can be built on its ground; one that is not public is on no public map."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    label: Label
    short: str
    letter: str  # its sign on the map, of this kind alone
    icon: str
    shape: Shape
    is_public: bool = True
    words: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.label.in_language(get_language() or "id")

    @property
    def full_name(self) -> str:
        """The name, and the abbreviation where it is known by one."""
        return self.name if self.short.casefold() in self.name.casefold() else f"{self.name} ({self.short})"


class Kinds(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[PlaceKind, ...]


@cache
def list_kinds() -> Mapping[str, PlaceKind]:
    """This function will return the kinds by code, in the order of the pages. Raises `ValueError` for a malformed file."""
    tree = read_tree(FILE)
    if tree.problems:
        raise ValueError(f"{FILE}: {tree.problems[0]}")
    return {kind.code: kind for kind in Kinds.model_validate(tree.data).kinds}


def list_public_kinds() -> Mapping[str, PlaceKind]:
    """This function will return the kinds of which everybody may know where each place is."""
    return {code: kind for code, kind in list_kinds().items() if kind.is_public}


def find_kind(text: str) -> PlaceKind | None:
    """This function will return the kind that a person wrote: by code, short name, label in either language or another word."""
    return _kinds_by_word().get(_fold(text))


@cache
def _kinds_by_word() -> Mapping[str, PlaceKind]:
    found: dict[str, PlaceKind] = {}
    for kind in list_kinds().values():
        for word in (kind.code, kind.short, kind.label.id, kind.label.en, *kind.words):
            found.setdefault(_fold(word), kind)
    return found


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
