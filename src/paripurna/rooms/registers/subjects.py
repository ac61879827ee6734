"""The vocabulary of subjects (pokok bahasan), shared by every register: data beside the code, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.text import Label
from paripurna.core.instrument.yaml_tree import read_tree

FILE = Path(__file__).parent / "data" / "subjects.yaml"


class Strand(BaseModel):
    """A part of the child-friendly city under which subjects stand; `hue` is its color on every page."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    hue: int
    label: Label

    @property
    def name(self) -> str:
        return self.label.in_language(get_language() or "id")


class Subject(BaseModel):
    """What an entry of a register is about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    strand: str
    label: Label
    words: tuple[str, ...] = ()
    retired: bool = False

    @property
    def name(self) -> str:
        return self.label.in_language(get_language() or "id")


class Vocabulary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    strands: tuple[Strand, ...]
    subjects: tuple[Subject, ...]


@cache
def get_vocabulary() -> Vocabulary:
    """This function will return the vocabulary as it ships. Raises `ValueError` for a malformed file."""
    tree = read_tree(FILE)
    if tree.problems:
        raise ValueError(f"{FILE}: {tree.problems[0]}")
    return Vocabulary.model_validate(tree.data)


@cache
def list_subjects() -> Mapping[str, Subject]:
    """This function will return the subjects by code, in the order of the pages."""
    return {subject.code: subject for subject in get_vocabulary().subjects}


@cache
def list_strands() -> Mapping[str, Strand]:
    return {strand.code: strand for strand in get_vocabulary().strands}


def group_subjects(*, keep: Iterable[str] = ()) -> list[tuple[Strand, list[Subject]]]:
    """This function will return the subjects that are offered, and those to `keep`, under their strands."""
    kept = set(keep)
    offered = [subject for subject in get_vocabulary().subjects if not subject.retired or subject.code in kept]
    return [
        (strand, [subject for subject in offered if subject.strand == strand.code])
        for strand in get_vocabulary().strands
    ]


def name_subjects(codes: Iterable[str]) -> list[str]:
    """This function will return the names of subjects; an unknown code is told as it is."""
    known = list_subjects()
    return [known[code].name if code in known else code for code in codes]


def find_subject(text: str) -> Subject | None:
    """This function will return the subject that a person wrote: by code, label in either language or another word."""
    return _subjects_by_word().get(_fold(text))


@cache
def _subjects_by_word() -> Mapping[str, Subject]:
    found: dict[str, Subject] = {}
    for subject in get_vocabulary().subjects:
        for word in (subject.code, subject.label.id, subject.label.en, *subject.words):
            found.setdefault(_fold(word), subject)
    return found


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
