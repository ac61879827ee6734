"""Documents, the links by which they prove answers, requests for them, and what can go wrong. No Django models here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Refused

if TYPE_CHECKING:
    from paripurna.rooms.evidence.models import Document


class DocumentKind(models.TextChoices):
    """What a document is. Which of them proves what an edition asks for is data (`editions/overlays`)."""

    REGULATION = "REGULATION", _("By-law or regulation")
    DECREE = "DECREE", _("Decree (SK)")
    INSTRUCTION = "INSTRUCTION", _("Instruction or circular")
    SOP = "SOP", _("Standard operating procedure (SOP)")
    AGREEMENT = "AGREEMENT", _("Agreement (MoU or cooperation)")
    BUDGET = "BUDGET", _("Budget extract")
    CERTIFICATE = "CERTIFICATE", _("Certificate")
    REPORT = "REPORT", _("Report")
    MINUTES = "MINUTES", _("Minutes")
    ATTENDANCE = "ATTENDANCE", _("Attendance list")
    PHOTO = "PHOTO", _("Photo")
    PUBLICATION = "PUBLICATION", _("Publication or media")
    FIGURES = "FIGURES", _("Table of figures")
    MATRIX = "MATRIX", _("Filled-in matrix")
    FACT_TABLE = "FACT_TABLE", _("Fact table of the system")
    LINK = "LINK", _("Link to a page")
    OTHER = "OTHER", _("Other paper")


class Timing(StrEnum):
    """How the dates of a document are held against the period of a sheet."""

    IN_FORCE = "IN_FORCE"  # must be in force at some day of the period: a regulation, a decree, an SOP
    ACTIVITY = "ACTIVITY"  # must have happened inside the period: a photo, an attendance list
    YEAR = "YEAR"  # must be of a year of the period: a budget, a table of figures
    ANY = "ANY"


@dataclass(frozen=True, slots=True)
class KindTraits:
    """What is expected of a kind of document."""

    timing: Timing
    is_signed: bool = False
    is_numbered: bool = False


T = Timing
KIND_TRAITS: Mapping[DocumentKind, KindTraits] = {
    DocumentKind.REGULATION: KindTraits(T.IN_FORCE, is_signed=True, is_numbered=True),
    DocumentKind.DECREE: KindTraits(T.IN_FORCE, is_signed=True, is_numbered=True),
    DocumentKind.INSTRUCTION: KindTraits(T.IN_FORCE, is_signed=True, is_numbered=True),
    DocumentKind.SOP: KindTraits(T.IN_FORCE, is_signed=True, is_numbered=True),
    DocumentKind.AGREEMENT: KindTraits(T.IN_FORCE, is_signed=True, is_numbered=True),
    DocumentKind.BUDGET: KindTraits(T.YEAR, is_signed=True),
    DocumentKind.CERTIFICATE: KindTraits(T.IN_FORCE, is_signed=True),
    DocumentKind.REPORT: KindTraits(T.ACTIVITY),
    DocumentKind.MINUTES: KindTraits(T.ACTIVITY),
    DocumentKind.ATTENDANCE: KindTraits(T.ACTIVITY),
    DocumentKind.PHOTO: KindTraits(T.ACTIVITY),
    DocumentKind.PUBLICATION: KindTraits(T.ACTIVITY),
    DocumentKind.FIGURES: KindTraits(T.YEAR),
    DocumentKind.MATRIX: KindTraits(T.ANY),
    DocumentKind.FACT_TABLE: KindTraits(T.ANY),
    DocumentKind.LINK: KindTraits(T.ANY),
    DocumentKind.OTHER: KindTraits(T.ANY),
}


class Confidentiality(models.TextChoices):
    """How far a document may travel."""

    OPEN = "OPEN", _("Open: may be shown to anybody")
    INTERNAL = "INTERNAL", _("Internal: for the assessment and those who check it")
    CONFIDENTIAL = "CONFIDENTIAL", _("Confidential: for the own agency and the secretariat")


class ChildContent(models.TextChoices):
    """What a document shows of children; asked at every upload."""

    NONE = "NONE", _("No data or faces of children")
    FACES = "FACES", _("Faces of children can be recognized")
    DATA = "DATA", _("Names or other data of children")
    RECORDS = "RECORDS", _("Identity papers, medical or police records of a child")


class Suspicion(models.TextChoices):
    """Why the machine suspects that a document shows children although it was said that it does not."""

    FACE = "FACE", _("a face is seen on it")
    IDENTITY = "IDENTITY", _("it holds numbers that look like NIK")
    BIRTH = "BIRTH", _("it reads like a birth certificate or a family card")
    MEDICAL = "MEDICAL", _("it reads like a medical record")
    POLICE = "POLICE", _("it reads like a police record")


class DocumentState(models.TextChoices):
    CURRENT = "CURRENT", _("current")
    WITHDRAWN = "WITHDRAWN", _("withdrawn")


class ReadingState(models.TextChoices):
    """How far the machine has read a version."""

    WAITING = "WAITING", _("waiting to be read")
    READ = "READ", _("read")
    NO_TEXT = "NO_TEXT", _("no text found")
    NO_OCR = "NO_OCR", _("a scan; text recognition is not installed")
    FAILED = "FAILED", _("could not be read")
    NOT_READ = "NOT_READ", _("not read, because it shows children")


READ_AGAIN = frozenset({ReadingState.FAILED, ReadingState.NO_OCR, ReadingState.NO_TEXT})
"""What may come out otherwise when it is read once more: after a mend of the machine, or with text recognition installed."""


class Unreadable(StrEnum):
    """Why a version could not be read, beside what readers of files say (`Trouble`)."""

    LOST = "LOST"  # its file does not lie in the store
    GIVEN_UP = "GIVEN_UP"  # reading it was begun again and again and never came to an end


class ProbeState(models.TextChoices):
    """What came back from the address of a page."""

    ALIVE = "ALIVE", _("it opens for anybody")
    DEAD = "DEAD", _("there is no such page")
    PRIVATE = "PRIVATE", _("it asks for a sign-in")
    INTERNAL = "INTERNAL", _("it is not on the open web")
    SILENT = "SILENT", _("no answer")


class ProofScore(models.TextChoices):
    """How well the answer to a question is proved."""

    NONE = "NONE", _("no proof")
    PARTIAL = "PARTIAL", _("partly proved")
    COMPLETE = "COMPLETE", _("complete")
    CHECKED = "CHECKED", _("complete and checked")


class RequestState(models.TextChoices):
    """Where a request for proof stands."""

    OPEN = "OPEN", _("open")
    ANSWERED = "ANSWERED", _("answered")
    RETURNED = "RETURNED", _("needs mending")
    DECLINED = "DECLINED", _("cannot be brought")
    DONE = "DONE", _("done")
    CANCELLED = "CANCELLED", _("cancelled")


class RequestStep(models.TextChoices):
    """What people do to a request."""

    ASK = "ASK", _("asked")
    ANSWER = "ANSWER", _("answered")
    DELEGATE = "DELEGATE", _("delegated")
    DECLINE = "DECLINE", _("declined")
    RETURN = "RETURN", _("returned")
    CONFIRM = "CONFIRM", _("confirmed")
    REOPEN = "REOPEN", _("reopened")
    CANCEL = "CANCEL", _("cancelled")
    MOVE = "MOVE", _("moved to another date")
    REMIND = "REMIND", _("reminded")
    ESCALATE = "ESCALATE", _("told the head of agency")


R = RequestState
REQUEST_TRANSITIONS: Mapping[RequestStep, Mapping[RequestState, RequestState]] = {
    RequestStep.ANSWER: {R.OPEN: R.ANSWERED, R.RETURNED: R.ANSWERED},
    RequestStep.DELEGATE: {R.OPEN: R.OPEN, R.RETURNED: R.RETURNED},
    RequestStep.DECLINE: {R.OPEN: R.DECLINED, R.RETURNED: R.DECLINED},
    RequestStep.RETURN: {R.ANSWERED: R.RETURNED, R.DONE: R.RETURNED},
    RequestStep.CONFIRM: {R.ANSWERED: R.DONE, R.DECLINED: R.DONE},
    RequestStep.REOPEN: {R.DECLINED: R.OPEN, R.DONE: R.OPEN, R.CANCELLED: R.OPEN},
    RequestStep.CANCEL: {R.OPEN: R.CANCELLED, R.RETURNED: R.CANCELLED, R.DECLINED: R.CANCELLED},
    RequestStep.MOVE: {R.OPEN: R.OPEN, R.RETURNED: R.RETURNED},
    RequestStep.REMIND: {R.OPEN: R.OPEN, R.RETURNED: R.RETURNED},
    RequestStep.ESCALATE: {R.OPEN: R.OPEN, R.RETURNED: R.RETURNED},
}
"""The states of a request as a table; the diagram in the docs is generated from it."""

OPEN_REQUESTS = frozenset({RequestState.OPEN, RequestState.RETURNED})
"""The agency has something to do."""


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """What a person says of a document. Both ends of a pair of dates belong to it; any may be unknown."""

    kind: DocumentKind
    title: str
    agency_id: int
    number: str = ""
    signed_on: date | None = None
    signatory: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    region: str = ""  # code of a kecamatan or kelurahan; empty: the whole city
    confidentiality: Confidentiality = Confidentiality.INTERNAL
    child_content: ChildContent = ChildContent.NONE
    keep_until: date | None = None  # the last day of a content that shows children; None: what the house has set
    link: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """What a person says of the link between a document and a question."""

    question: str
    kind: str = ""  # the kind of proof that the edition asks for; empty: what fits first
    place: str = ""  # the page or cell that proves it: "hlm. 3", "Lembar1!B4"
    note: str = ""


class EvidenceError(Refused):
    """Something that cannot be done now; `sentence` says what and what to do instead, `field` what it is about."""


class BadDocument(EvidenceError):
    """What was said of a document contradicts itself; `field` names the part."""


class ChildRecordsRefused(EvidenceError):
    """Identity papers, medical and police records of children are never kept here."""


class DocumentWithdrawn(EvidenceError):
    """A withdrawn document proves nothing and is not changed."""


class DocumentChanged(EvidenceError):
    """Someone else changed the document since the page was opened."""


class NotReadAgain(EvidenceError):
    """The version is read, waits to be read, or is never read."""


class LinkExists(EvidenceError):
    """The document proves this question already."""


class PackUnfit(EvidenceError):
    """A pack cannot be made as it was asked for, or is not handed out any more."""


class WrongRequestState(EvidenceError):
    """The step leads nowhere from the request's state."""


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What is asked of an agency. `code` is given by the page that asks, so that asking twice is asking once."""

    agency_id: int
    title: str
    due_on: date
    question: str = ""  # empty: no question asks for it
    kind: str = ""  # of proof, as the edition names it
    note: str = ""
    code: UUID | None = None


class BadRequest(EvidenceError):
    """What was said of a request cannot be taken; `field` names the part."""


class RequestChanged(EvidenceError):
    """Someone else did something to the request since the page was opened."""


class RequestExists(EvidenceError):
    """The agency is asked for this proof already."""


@dataclass(frozen=True, slots=True)
class AttachedDocument:
    """A document that belongs to a thing of another room, or could; `step_url` detaches it, or attaches it."""

    document: Document
    url: str
    step_url: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """What belongs to the thing, how much of it this person may not see, and what `words` found to attach."""

    shown: tuple[AttachedDocument, ...]
    hidden: int
    offered: tuple[AttachedDocument, ...]
    words: str
