"""A dozen invented requests in every state, their dates ahead, so that nobody real is awaited."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.db import transaction

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document, Evidence, ProofRequest
from paripurna.rooms.evidence.types import (
    OPEN_REQUESTS,
    DocumentDraft,
    DocumentKind,
    RequestDraft,
    RequestStep,
)
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition, Question
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.network.responsibility import Responsible
    from paripurna.rooms.sheets.queries import Sheet

S = RequestStep
EXAMPLE_LINK = "https://contoh.invalid/dokumen"
NOTE = "Permintaan contoh, bukan permintaan Kota Balikpapan."
REASONS = {
    S.DECLINE: "contoh: masih disusun, baru terbit triwulan depan",
    S.RETURN: "contoh: belum ditandatangani; mohon versi yang bertanda tangan",
}
ACTIONS: Mapping[RequestStep, Callable[..., ProofRequest]] = {
    S.DECLINE: actions.decline_request,
    S.RETURN: actions.return_request,
    S.CONFIRM: actions.confirm_request,
    S.CANCEL: actions.cancel_request,
}
DAYS_AHEAD = 3  # what the demo still awaits is never due sooner


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """`days` until it is due, and the steps that people took, in order."""

    agency: str
    days: int
    steps: tuple[RequestStep, ...] = ()
    is_handed_on: bool = False


REQUESTS = (
    DemoRequest("dinkes", 5),
    DemoRequest("dinkes", 9, is_handed_on=True),
    DemoRequest("dinkes", 12, (S.ANSWER,)),
    DemoRequest("dinkes", 7, (S.ANSWER, S.RETURN)),
    DemoRequest("dinkes", 20, (S.ANSWER, S.CONFIRM)),
    DemoRequest("disdikbud", 6),
    DemoRequest("disdikbud", 14, is_handed_on=True),
    DemoRequest("disdikbud", 16, (S.DECLINE,)),
    DemoRequest("disdikbud", 18, (S.ANSWER,)),
    DemoRequest("dp3akb", 10),
    DemoRequest("dp3akb", 15, (S.ANSWER, S.CONFIRM)),
    DemoRequest("dp3akb", 21, (S.CANCEL,)),
)
OFFICERS = {"dinkes": "contoh-petugas", "disdikbud": "contoh-petugas-pendidikan", "dp3akb": "contoh-sekretariat"}
SECRETARY = "contoh-sekretariat"


@transaction.atomic
def load_requests(sheet: Sheet, people: Mapping[str, User], *, at: datetime) -> int:
    """This function will ask for a dozen documents and take them through their states; once.

    What was brought is what the library holds for the question already, so that the examples do not prove at random.
    """
    if ProofRequest.objects.filter(city=sheet.city, is_example=True).exists():
        return 0
    stock = _read_stock(sheet, at=at)
    for demo in REQUESTS:
        _play(sheet, demo, stock[demo.agency].take(is_brought=S.ANSWER in demo.steps), people, at=at)
    return len(REQUESTS)


@transaction.atomic
def keep_requests_ahead(city: City, *, at: datetime) -> int:
    """This function will move examples that are still awaited into the future, by whole weeks; returns how many moved."""
    limit = day_in(city, at) + timedelta(days=DAYS_AHEAD)
    waiting = ProofRequest.objects.select_for_update().filter(city=city, is_example=True, due_on__lt=limit)
    moved = 0
    for request in waiting.filter(state__in=OPEN_REQUESTS).order_by("pk"):
        weeks = -(-(limit - request.due_on).days // 7)
        ProofRequest.objects.filter(pk=request.pk).update(due_on=request.due_on + timedelta(weeks=weeks))
        moved += 1
    return moved


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is asked: a kind of proof of a question, and the document that was brought for it, if one was."""

    question: str
    kind: str
    document: Document | None = None


@dataclass
class _Stock:
    """What can still be asked of one agency: what is in the library, and what is not."""

    brought: list[_Subject]
    missing: list[_Subject]

    def take(self, *, is_brought: bool) -> _Subject:
        return self.brought.pop(0) if is_brought and self.brought else self.missing.pop(0)


def _read_stock(sheet: Sheet, *, at: datetime) -> dict[str, _Stock]:
    edition = sheets.edition_of(sheet)
    roles = {question.number: question.roles for question in edition.questions}
    responsible = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=day_in(sheet.city, at))
    linked = Evidence.objects.standing().filter(sheet=sheet, document__is_example=True).exclude(kind="")
    linked = linked.select_related("document__agency")
    rows = list(linked.order_by("question", "kind", "pk").distinct("question", "kind"))
    known = {row.question for row in rows}
    return {
        code: _Stock(
            [_Subject(row.question, row.kind, row.document) for row in rows if row.document.agency.code == code],
            [
                _Subject(question.number, question.evidence[0])
                for question in _mix(edition)
                if question.evidence and question.number not in known and _is_asked(responsible[question.number], code)
            ],
        )
        for code in OFFICERS
    }


def _mix(edition: Edition) -> list[Question]:
    """The questions of all clusters in turn, so that the examples stand all over the board."""
    turns = zip_longest(*(strand.questions for strand in edition.strands))
    return [question for turn in turns for question in turn if question]


def _is_asked(responsible: Responsible, code: str) -> bool:
    return any(agency.code == code for agency in responsible)


def _play(sheet: Sheet, demo: DemoRequest, subject: _Subject, people: Mapping[str, User], *, at: datetime) -> None:
    secretary, officer = people[SECRETARY], people[OFFICERS[demo.agency]]
    draft = _draft(sheet, demo, subject, at=at)
    request = actions.ask_for_document(sheet=sheet, draft=draft, is_example=True, by=secretary, at=at)
    if demo.is_handed_on:
        handed = {"delegate": officer, "base_revision": request.revision}
        request = actions.delegate_request(request=request, **handed, by=officer, at=at)  # type: ignore[arg-type]
    for step in demo.steps:
        by = officer if step in {S.ANSWER, S.DECLINE} else secretary
        request = _step(request, step, subject, by=by, at=at)


def _draft(sheet: Sheet, demo: DemoRequest, subject: _Subject, *, at: datetime) -> RequestDraft:
    edition, question = sheets.edition_of(sheet), sheets.get_question(sheet, subject.question)
    labels = {kind.code: kind.label.id for kind in edition.evidence_kinds}
    kind = subject.kind
    return RequestDraft(
        agency_id=network.get_agency(sheet.city, demo.agency).ref.id,
        title=f"{labels.get(kind, kind)}: {question.label.id}"[:200],
        due_on=day_in(sheet.city, at) + timedelta(days=demo.days),
        question=subject.question,
        kind=kind,
        note=NOTE,
    )


def _step(request: ProofRequest, step: RequestStep, subject: _Subject, *, by: User, at: datetime) -> ProofRequest:
    said: dict[str, Any] = {"request": request, "base_revision": request.revision, "by": by, "at": at}
    if step is S.ANSWER:
        document = subject.document or _bring(request, by=by, at=at)
        return actions.answer_request(documents=[document], **said)
    return ACTIONS[step](note=REASONS.get(step, ""), **said)


def _bring(request: ProofRequest, *, by: User, at: datetime) -> Document:
    """Where the library holds nothing: a page that does not exist, and says so."""
    draft = DocumentDraft(
        kind=DocumentKind.LINK,
        title=f"Contoh: {request.title}"[:200],
        agency_id=request.agency_id,
        link=EXAMPLE_LINK,
        summary="Dokumen contoh; alamatnya tidak ada.",
    )
    return actions.add_document(city=request.city, draft=draft, file=None, is_example=True, by=by, at=at)
