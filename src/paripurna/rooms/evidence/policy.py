"""May this person see, bring, link, check or ask for a document; and is it possible now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.rooms.evidence.openness import DESCRIBED, Nearness, Openness, Owned, keeping_of, look_up
from paripurna.rooms.evidence.openness import UNRESTRICTED as UNRESTRICTED
from paripurna.rooms.evidence.types import (
    REQUEST_TRANSITIONS,
    DocumentState,
    DocumentWithdrawn,
    RequestState,
    RequestStep,
    WrongRequestState,
)
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Question
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import Document, Pack, ProofRequest
    from paripurna.rooms.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class DocumentScope:
    """Which documents of a city a person may see, read once for a request.

    Everybody sees the documents of their own agencies. Who sees all sees those that are not kept apart; who may open
    restricted ones sees these too. Others also see what proves a question that their agencies answer for. What they get of
    what they see is said by `openness_of`, for documents and papers alike.
    """

    sees_all: bool = False
    sees_restricted: bool = False
    keeps_own: bool = False  # may change documents of the own agencies
    agency_ids: frozenset[int] = frozenset()
    questions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # sheet id → own questions

    def as_query(self) -> Q:
        """This function will return the filter over documents that holds this person's view."""
        own = Q(agency__in=self.agency_ids)
        if self.sees_all:
            return Q() if self.sees_restricted else own | DESCRIBED
        shared = Q(pk__in=[])
        for sheet, numbers in self.questions.items():
            shared |= Q(links__sheet=sheet, links__question__in=numbers, links__removed_at=None)
        return own | (DESCRIBED & Q(pk__in=_shared_ids(shared)))

    def openness_of(self, document: Owned) -> Openness:
        """This function will tell what the person, who may see that the document exists, gets of it."""
        return look_up(keeping_of(document), self.nearness_to(document))

    def nearness_to(self, document: Owned) -> Nearness:
        """This function will tell how near the person, who may see that the document exists, stands to it."""
        is_own = document.agency_id in self.agency_ids
        if self.sees_restricted or (is_own and self.keeps_own):
            return Nearness.KEEPER
        if is_own:
            return Nearness.COLLEAGUE
        return Nearness.READER if self.sees_all or self.questions else Nearness.STRANGER


def _shared_ids(shared: Q) -> object:
    """A subquery instead of a join, so that a document shared twice is listed once."""
    from paripurna.rooms.evidence.models import Document

    return Document.objects.filter(shared).values("pk")


def check_may_edit(user: User, document: Document, scope: DocumentScope, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person may change documents of this agency."""
    check_may_bring(user, document.city, document.agency_id, scope, on=on)


def may_edit(user: User, document: Document, scope: DocumentScope, *, on: date) -> bool:
    return may_bring(user, document.city, document.agency_id, scope, on=on)


def check_may_bring(user: User, city: City, agency_id: int, scope: DocumentScope, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person may bring documents in the name of this agency."""
    if may(user, Permission.EVIDENCE_EDIT_ANY, city, on=on):
        return
    check_may(user, Permission.EVIDENCE_EDIT, city, on=on)
    if agency_id not in scope.agency_ids:
        raise NotAllowed


def may_bring(user: User, city: City, agency_id: int, scope: DocumentScope, *, on: date) -> bool:
    try:
        check_may_bring(user, city, agency_id, scope, on=on)
    except (NotAllowed, Stranger):
        return False
    return True


def check_may_link(user: User, sheet: Sheet, question: Question, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person answers this question, or any."""
    if may(user, Permission.EVIDENCE_EDIT_ANY, sheet.city, on=on):
        return
    check_may(user, Permission.EVIDENCE_EDIT, sheet.city, on=on)
    if not sheets.may_answer(user, sheet, question, on=on):
        raise NotAllowed


def may_link(user: User, sheet: Sheet, question: Question, *, on: date) -> bool:
    try:
        check_may_link(user, sheet, question, on=on)
    except (NotAllowed, Stranger):
        return False
    return True


def check_may_open_original(document: Document, scope: DocumentScope) -> None:
    """This function will raise `NotAllowed` for those who may not have the content as it was brought, faces included."""
    if scope.nearness_to(document) is not Nearness.KEEPER:
        raise NotAllowed


def check_may_pack(user: User, city: City, *, with_confidential: bool = False, on: date) -> None:
    """This function will raise `NotAllowed` unless the person may take everything that a pack of this kind holds out at once."""
    check_may(user, Permission.EVIDENCE_PACK, city, on=on)
    if with_confidential:
        check_may(user, Permission.EVIDENCE_RESTRICTED, city, on=on)


def check_may_delete_pack(user: User, pack: Pack, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person asked for the pack, or changes documents of any agency."""
    check_may_pack(user, pack.city, with_confidential=pack.with_confidential, on=on)
    if pack.asked_by_id != user.pk:
        check_may(user, Permission.EVIDENCE_EDIT_ANY, pack.city, on=on)


def may_delete_pack(user: User, pack: Pack, *, on: date) -> bool:
    try:
        check_may_delete_pack(user, pack, on=on)
    except (NotAllowed, Stranger):
        return False
    return True


def check_can_change(document: Document) -> None:
    """This function will raise `DocumentWithdrawn` for a document that proves nothing any more."""
    if document.state == DocumentState.WITHDRAWN:
        raise DocumentWithdrawn(_("This document was withdrawn. Bring it back first, or bring a new one."))


def can_change(document: Document) -> bool:
    return document.state != DocumentState.WITHDRAWN


def check_can_step(request: ProofRequest, step: RequestStep) -> RequestState:
    """This function will return the state that `step` leads to. Raises `WrongRequestState`."""
    try:
        return REQUEST_TRANSITIONS[step][RequestState(request.state)]
    except KeyError:
        raise WrongRequestState(
            _("This cannot be done with a request that is %(state)s.") % {"state": RequestState(request.state).label}
        ) from None


def can_step(request: ProofRequest, step: RequestStep) -> bool:
    return RequestState(request.state) in REQUEST_TRANSITIONS[step]
