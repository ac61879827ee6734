"""What a sheet is made of, and what can go wrong with it. No Django models here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.values import AnswerValue
from paripurna.platform.access.types import Refused

AnswerData = Mapping[str, Any]
"""An answer in its kind's stored form (`core.instrument.values`), or an empty mapping for no answer."""


class AnswerState(models.TextChoices):
    """Where an answer stands. No row is EMPTY too."""

    EMPTY = "EMPTY", _("not filled in")
    DRAFT = "DRAFT", _("draft")
    SUBMITTED = "SUBMITTED", _("submitted")
    RETURNED = "RETURNED", _("needs mending")
    ACCEPTED = "ACCEPTED", _("internally verified")


class Step(models.TextChoices):
    """What people do to an answer."""

    SAVE = "SAVE", _("saved")
    SUBMIT = "SUBMIT", _("submitted")
    WITHDRAW = "WITHDRAW", _("withdrawn")
    RETURN = "RETURN", _("returned")
    ACCEPT = "ACCEPT", _("accepted")
    REOPEN = "REOPEN", _("reopened")
    RESTORE = "RESTORE", _("restored from an earlier version")
    IMPORT = "IMPORT", _("imported")
    CARRY = "CARRY", _("carried over from an earlier round")
    TAKE = "TAKE", _("taken over from the facts")


class Moment(models.TextChoices):
    """When facts were kept with an answer."""

    TAKEN = "TAKEN", _("when they were taken over")
    SUBMITTED = "SUBMITTED", _("when the answer was submitted")


S = AnswerState
TRANSITIONS: Mapping[Step, Mapping[AnswerState, AnswerState]] = {
    Step.SAVE: {S.EMPTY: S.DRAFT, S.DRAFT: S.DRAFT, S.RETURNED: S.RETURNED},
    Step.SUBMIT: {S.DRAFT: S.SUBMITTED, S.RETURNED: S.SUBMITTED},
    Step.WITHDRAW: {S.SUBMITTED: S.DRAFT},
    Step.RETURN: {S.SUBMITTED: S.RETURNED, S.ACCEPTED: S.RETURNED},
    Step.ACCEPT: {S.SUBMITTED: S.ACCEPTED},
    Step.REOPEN: {S.ACCEPTED: S.DRAFT},
    Step.RESTORE: {S.EMPTY: S.DRAFT, S.DRAFT: S.DRAFT, S.RETURNED: S.RETURNED},
    Step.IMPORT: {S.EMPTY: S.DRAFT, S.DRAFT: S.DRAFT, S.RETURNED: S.RETURNED},
    Step.CARRY: {S.EMPTY: S.DRAFT},
    Step.TAKE: {S.EMPTY: S.DRAFT, S.DRAFT: S.DRAFT, S.RETURNED: S.RETURNED},
}
"""The states of an answer as a table; the diagram in the docs is generated from it."""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What a person typed for one question, and which revision they saw when they began (0: nothing yet)."""

    question: str
    data: AnswerData
    note: str
    base_revision: int
    idempotency_key: str = ""  # the same key twice writes once
    difference_reason: str = ""  # why it is not what an agency counts


@dataclass(frozen=True, slots=True)
class SeenFacts:
    """What a person saw before taking facts over: the revision of the answer, and what the facts said, as a digest."""

    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says with a step: reasons from the owner's list by their codes, and own words."""

    codes: tuple[str, ...] = ()
    text: str = ""


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class SentPart:
    """A form of the sheet's owner as a page sent it. `nonce` is the same for everything that one opened page sends."""

    key: str
    fields: Mapping[str, str]
    revision: int  # what the person saw; 0: nothing yet
    nonce: str


@dataclass(frozen=True, slots=True)
class SavedPart:
    """What stands of a form of the sheet's owner."""

    revision: int
    changed_by: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkDraft:
    """Points given to a question at a stage; `points` None takes the mark away.

    `reason_code` is a reason of the owner's list, `reason` own words.
    """

    question: str
    points: Decimal | None
    reason: str = ""
    reason_code: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer as it is read: plain values, no model."""

    question: str
    data: AnswerData
    note: str
    state: AnswerState
    revision: int
    changed_by: str = ""
    changed_at: datetime | None = None
    reason: str = ""  # why it was returned, while it is
    difference_reason: str = ""  # why it is not what an agency counts


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark as it is read."""

    question: str
    stage: str
    points: Decimal
    reason: str
    marked_by: str
    marked_at: datetime
    reason_code: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything on a sheet at one revision: answers by question, marks by stage and question.

    `values` keeps the answers as scoring takes them, once somebody has asked for them: a page scores several stages.
    """

    revision: int
    answers: Mapping[str, AnswerRow] = field(default_factory=dict)
    marks: Mapping[str, Mapping[str, MarkRow]] = field(default_factory=dict)
    values: dict[str, AnswerValue] = field(default_factory=dict, compare=False, repr=False)


class SheetError(Refused):
    """Something that cannot be done now; `sentence` says what and what to do instead."""


class SheetClosed(SheetError):
    """The sheet is frozen."""


class WrongState(SheetError):
    """The step does not lead anywhere from the answer's state."""


class UnknownQuestion(SheetError):
    """The pinned edition has no such question."""


class UnknownStage(SheetError):
    """The pinned edition has no such stage, or gives no marks there."""


class NothingKnown(SheetError):
    """No register knows anything of the question."""


class FactsChanged(SheetError):
    """The registers say something else than what the person saw; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            _("The registers have changed since you looked. Look at the changes again; nothing was written.")
        )


class UnknownVersion(SheetError):
    """The answer never had a version of that number."""


class BadAnswer(SheetError):
    """The value does not fit the question's kind; `field` names the part."""


class BadMark(SheetError):
    """The points are below zero or above the question's maximum, or the reason is none of the list."""


class MarksChanged(SheetError):
    """Someone else gave another mark to one of `questions` since the page was opened; nothing was written."""

    def __init__(self, questions: tuple[str, ...]) -> None:
        super().__init__(_("Someone else changed marks while you were writing. Look at the rows named below."))
        self.questions = questions


class Conflict(SheetError):
    """Someone else changed the answer since `base_revision`; both are here so that a person can choose."""

    def __init__(self, theirs: AnswerRow, mine: AnswerDraft) -> None:
        super().__init__(_("Someone else changed this answer while you were writing. Compare both and choose."))
        self.theirs = theirs
        self.mine = mine


class PartConflict(SheetError):
    """Someone else changed a part of the owner's own since the person saw it; both are here in words."""

    def __init__(self, part: SavedPart, *, theirs: str, mine: str) -> None:
        super().__init__(_("Someone else changed this while you were writing. Compare both and choose."))
        self.part, self.theirs, self.mine = part, theirs, mine
