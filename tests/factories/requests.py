"""Requests for proof, made as people make them: by actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from paripurna.platform.accounts.models import User
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document, ProofRequest
from paripurna.rooms.evidence.types import RequestDraft, RequestStep
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.models import Sheet
from tests.factories.evidence import NOW, make_document

DUE = date(2026, 12, 1)


def draft_request(sheet: Sheet, *, agency: str = "dinkes", **fields: Any) -> RequestDraft:
    """This function will describe a request for the decree of question 1.1, due in a week."""
    known = {"question": "1.1", "kind": "sk", "title": "SK pelindungan anak", "due_on": DUE}
    return RequestDraft(agency_id=network.get_agency(sheet.city, agency).ref.id, **{**known, **fields})


def make_request(sheet: Sheet, *, by: User, **fields: Any) -> ProofRequest:
    """This function will ask an agency for a document."""
    return actions.ask_for_document(sheet=sheet, draft=draft_request(sheet, **fields), by=by, at=NOW)


def answer(request: ProofRequest, *documents: Document, by: User, **fields: Any) -> ProofRequest:
    """This function will bring documents for a request; without one, a new decree."""
    given = documents or (make_document(request.city, by=by),)
    known = {"base_revision": request.revision, "by": by, "at": NOW}
    return actions.answer_request(request=request, documents=given, **{**known, **fields})


STEPS = {
    RequestStep.DELEGATE: actions.delegate_request,
    RequestStep.DECLINE: actions.decline_request,
    RequestStep.RETURN: actions.return_request,
    RequestStep.CONFIRM: actions.confirm_request,
    RequestStep.REOPEN: actions.reopen_request,
    RequestStep.CANCEL: actions.cancel_request,
    RequestStep.MOVE: actions.move_request,
}


def step(request: ProofRequest, which: RequestStep, *, by: User, **fields: Any) -> ProofRequest:
    """This function will take a step with a request as it stands."""
    reasons = {RequestStep.DECLINE: "sedang disusun", RequestStep.RETURN: "belum ditandatangani"}
    known: dict[str, Any] = {"base_revision": request.revision, "by": by, "at": NOW}
    if which in reasons:
        known["note"] = reasons[which]
    if which is RequestStep.DELEGATE:
        known["delegate"] = None
    if which in {RequestStep.MOVE, RequestStep.REOPEN}:
        known["due_on"] = date(2026, 12, 8)
    return STEPS[which](request=request, **{**known, **fields})
