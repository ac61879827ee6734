"""Words of packs: how documents are placed, what is left out and why, and the plan that is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Indicator, Question, Strand
    from paripurna.platform.files.models import StoredFile
    from paripurna.rooms.evidence.proof.judging import QuestionProof
    from paripurna.rooms.evidence.proof.papers import Link

KEPT_FOR = timedelta(days=30)


class Placing(models.TextChoices):
    """Where the copies of a document that proves several questions lie."""

    ONCE = "ONCE", _("One copy, under its first question; under the others a note says where it lies")
    EACH = "EACH", _("A copy under every question, as the ministry's form asks for files")


class Why(models.TextChoices):
    """Why a document did not leave. The first that holds is told."""

    WITHDRAWN = "WITHDRAWN", _("withdrawn")
    CHILDREN = "CHILDREN", _("shows children: never leaves in a pack")
    SUSPECTED = "SUSPECTED", _("may show children: nobody has answered that yet")
    CONFIDENTIAL = "CONFIDENTIAL", _("confidential: not asked for")
    UNREDACTED = "UNREDACTED", _("confidential: there is no redacted copy")
    NO_FILE = "NO_FILE", _("has no file")


class PackState(models.TextChoices):
    """What a person is told of a pack."""

    WAITING = "WAITING", _("waiting")
    MAKING = "MAKING", _("being made")
    READY = "READY", _("ready")
    FAILED = "FAILED", _("failed")
    CANCELLED = "CANCELLED", _("stopped")
    ENDED = "ENDED", _("deleted")


@dataclass(frozen=True, slots=True)
class PackDraft:
    """What a person asks for."""

    stage: str
    placing: Placing = Placing.ONCE
    with_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """What the library holds of a document: its newest content, and the redacted one where there is one."""

    document_id: int
    code: UUID
    agency: str
    is_example: bool = False
    file: StoredFile | None = None
    redacted: StoredFile | None = None
    filename: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What of a document leaves: a file, or the address of a page; or why nothing does."""

    file: StoredFile | None = None
    address: str = ""
    is_redacted: bool = False
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A document at a question. `path` is its own place in the pack, `copy_path` where its content lies."""

    link: Link
    holding: Holding
    leaving: Leaving
    path: str = ""
    copy_path: str = ""

    @property
    def is_note(self) -> bool:
        """Whether only a note lies here, because the content lies at another question."""
        return bool(self.path) and self.path != self.copy_path


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    question: Question
    proof: QuestionProof
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorPlan:
    strand: Strand
    indicator: Indicator
    folder: str
    questions: tuple[QuestionPlan, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a pack will hold, decided before the first byte is written."""

    indicators: tuple[IndicatorPlan, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Every document at every question, in the order of the form."""
        return tuple(item for part in self.indicators for found in part.questions for item in found.items)

    @property
    def size(self) -> int:
        """About how many bytes its contents have; pictures come out smaller."""
        copies = {item.path: item.leaving.file.size for item in self.items if item.leaving.file and not item.is_note}
        return sum(copies.values())


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on every page of a pack, in words."""

    name: str  # of the one folder that it unpacks to
    city: str
    title: str
    stage: str
    edition: str
    period: str
    read_at: datetime  # by the clock of the city
    stands_at: str  # the same in words
    is_example: bool
    placing: Placing
    with_confidential: bool


class PackBroken(Exception):
    """The store does not have a content as it was brought; the pack is not made without it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        super().__init__(str(item.holding.code))
