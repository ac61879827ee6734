"""A document and its link to a question as the checks see them: plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from paripurna.core.instrument.proof_overlay import ProofOverlay
from paripurna.rooms.evidence.openness import Keeping, keeping_of
from paripurna.rooms.evidence.proof.readings import NOT_READ as NOT_READ
from paripurna.rooms.evidence.proof.readings import ReadingFacts as ReadingFacts
from paripurna.rooms.evidence.types import (
    KIND_TRAITS,
    ChildContent,
    Confidentiality,
    DocumentKind,
    KindTraits,
    ProbeState,
)

ANYTHING = ProofOverlay(edition="")


@dataclass(frozen=True, slots=True)
class Probe:
    """What came back when the address was last tried."""

    state: ProbeState
    tried_on: date


@dataclass(frozen=True, slots=True)
class Paper:
    """What is known of a document: what a person said of it, and what the machine read."""

    document_id: int
    code: UUID
    kind: DocumentKind
    title: str
    agency_id: int
    summary: str = ""
    number: str = ""
    signed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    region_code: str = ""
    confidentiality: Confidentiality = Confidentiality.INTERNAL
    child_content: ChildContent = ChildContent.NONE
    suspected: str = ""  # codes of `Suspicion`, until a person has answered
    has_covered_faces: bool = False
    link: str = ""
    is_withdrawn: bool = False
    is_content_deleted: bool = False  # it showed children, and its last day is over
    wet_signature_on: date | None = None
    version_id: int | None = None
    media_type: str = ""
    reading: ReadingFacts = NOT_READ
    probe: Probe | None = None  # of a link to a page

    @property
    def is_restricted(self) -> bool:
        return keeping_of(self) is not Keeping.SHARED

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
    overlay: ProofOverlay = ANYTHING  # which kinds of documents may be what is asked for
    words: Mapping[str, float] = field(default_factory=dict)  # stems of the question, by how much they tell

    @property
    def years(self) -> range:
        return range(self.period[0].year, self.period[1].year + 1)

    def is_here(self, region_code: str) -> bool:
        """Whether a region is the city, a part of it, or what it is a part of."""
        parts, city = region_code.split("."), self.city_code.split(".")
        shorter = min(len(parts), len(city))
        return parts[:shorter] == city[:shorter]

    def label_of(self, kind: str) -> str:
        return next((wanted.label for wanted in self.wanted if wanted.code == kind), kind)
