"""A document and its link to a question as the checks see them: plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from paripurna.rooms.evidence.types import KIND_TRAITS, ChildContent, Confidentiality, DocumentKind, KindTraits


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What the machine read in the newest version; empty where nothing was read."""

    state: str = ""
    page_count: int | None = None
    legibility: str = ""  # a code: why the scan cannot be read by people
    found: Mapping[str, Any] = field(default_factory=dict)  # numbers, dates, years, regions, signatories in the text
    signatures: Sequence[Mapping[str, Any]] = ()
    taken_at: datetime | None = None


NOT_READ = ReadingFacts()


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a document: what a person said of it, and what the machine read."""

    document_id: int
    code: UUID
    kind: DocumentKind
    title: str
    agency_id: int
    number: str = ""
    signed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    region_code: str = ""
    confidentiality: Confidentiality = Confidentiality.INTERNAL
    child_content: ChildContent = ChildContent.NONE
    link: str = ""
    is_withdrawn: bool = False
    wet_signature_on: date | None = None
    version_id: int | None = None
    media_type: str = ""
    reading: ReadingFacts = NOT_READ

    @property
    def traits(self) -> KindTraits:
        return KIND_TRAITS[self.kind]


@dataclass(frozen=True, slots=True)
class Link:
    """A paper that is said to prove a question, and as what."""

    evidence_id: int
    code: UUID
    question: str
    kind: str  # of proof, as the edition names it
    paper: Paper
    place: str = ""
    note: str = ""
    is_checked: bool = False  # by a verifier, in its newest version


@dataclass(frozen=True, slots=True)
class WantedKind:
    """A kind of proof that the edition asks for. `is_in_answer`: given in the answer itself, not by a document."""

    code: str
    label: str
    is_in_answer: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a question's proof is held against."""

    question: str
    label: str
    wanted: tuple[WantedKind, ...]
    period: tuple[date, date]
    has_answer: bool
    has_note: bool
    today: date
    visit_on: date | None = None  # when those who verify come; validity must last until then
    city_code: str = ""
    city_name: str = ""
    agency_ids: frozenset[int] = frozenset()  # of those who answer for it
    agency_names: Mapping[int, str] = field(default_factory=dict)
