"""The page of one request: what is asked, what was brought, what happened, and what this person may do now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.components.stories import Entry
from paripurna.rooms.evidence import policy, queries
from paripurna.rooms.evidence.models import Document, ProofRequest
from paripurna.rooms.evidence.request_forms import STEP_SLUGS
from paripurna.rooms.evidence.requesting.listing import RequestLine, build_lines
from paripurna.rooms.evidence.requesting.messages import Message, build_letter, build_reminder
from paripurna.rooms.evidence.requesting.sentences import HISTORY
from paripurna.rooms.evidence.types import DocumentState, RequestStep
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.requesting.scope import RequestScope

S = RequestStep
OFFERED = 12
ICONS = {
    S.ASK: "inbox",
    S.ANSWER: "send",
    S.DELEGATE: "users",
    S.DECLINE: "message-circle",
    S.RETURN: "corner-up-left",
    S.CONFIRM: "circle-check",
    S.REOPEN: "lock-open",
    S.CANCEL: "x",
    S.MOVE: "calendar-event",
    S.REMIND: "bell",
    S.ESCALATE: "flag",
}


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that was brought; its page is linked for those who may open it."""

    title: str
    url: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that is offered as a small form; what it asks for stands beside it."""

    slug: str
    title: Promise
    verb: Promise
    has_day: bool = False
    needs_reason: bool = False
    is_first: bool = False


CHOICES = (
    Choice("terima", _("Confirm: this is settled"), _("Confirm"), is_first=True),
    Choice("kembalikan", _("Return what was brought"), _("Return"), needs_reason=True),
    Choice("serahkan", _("Hand it to a person of the agency"), _("Hand on")),
    Choice("tolak", _("It cannot be brought"), _("Say why"), needs_reason=True),
    Choice("tanggal", _("Move the date"), _("Move"), has_day=True),
    Choice("buka", _("Ask for it again"), _("Ask again"), has_day=True),
    Choice("batal", _("Cancel the request"), _("Cancel the request")),
)
"""In the order of the page. Answering and reminding have places of their own."""


@dataclass(frozen=True, slots=True)
class RequestPage:
    line: RequestLine
    question_url: str
    documents: tuple[DocumentRow, ...]
    history: tuple[Entry, ...]
    steps: frozenset[str]  # slugs of what may be done now
    offered: tuple[Document, ...]
    workers: tuple[User, ...]
    reminder: Message | None
    letter: Message | None
    text: str
    bring_url: str

    @property
    def choices(self) -> list[Choice]:
        return [choice for choice in CHOICES if choice.slug in self.steps]

    @property
    def request(self) -> ProofRequest:
        return self.line.request


def build_request_page(found: ProofRequest, scope: RequestScope, *, user: User, text: str, on: date) -> RequestPage:
    """This function will gather the page of a request; `text` searches the documents that are offered."""
    steps = _list_steps(found, scope)
    documents = queries.read_scope(user, found.city, on=on)
    return RequestPage(
        line=build_lines([found], on=on)[0],
        question_url=_question_url(found),
        documents=tuple(_list_documents(found, documents)),
        history=tuple(_tell_history(found)),
        steps=steps,
        offered=tuple(_offer(found, documents, text)) if "jawab" in steps else (),
        workers=tuple(_list_workers(found, on)) if "serahkan" in steps else (),
        reminder=_remind(found) if "ingatkan" in steps else None,
        letter=_write(found) if "pimpinan" in steps else None,
        text=text,
        bring_url=reverse("evidence:bring", kwargs={"city": found.city.slug}) + f"?permintaan={found.code}",
    )


def _list_steps(found: ProofRequest, scope: RequestScope) -> frozenset[str]:
    return frozenset(
        slug for slug, step in STEP_SLUGS.items() if scope.may_step(found, step) and policy.can_step(found, step)
    )


def _question_url(found: ProofRequest) -> str:
    place = {"city": found.city.slug, "code": found.sheet.code, "question": found.question}
    return reverse("sheets:question", kwargs=place) if found.question else ""


def _list_documents(found: ProofRequest, scope: queries.DocumentScope) -> Iterable[DocumentRow]:
    brought = [row.document for row in found.documents.select_related("document").order_by("pk")]
    visible = queries.list_visible_ids(found.city, scope, [document.pk for document in brought])
    for document in brought:
        place = {"city": found.city.slug, "code": document.code}
        url = reverse("evidence:document", kwargs=place) if document.pk in visible else ""
        title = document.title if url else gettext("a document that you may not open")
        yield DocumentRow(title, url, document.state == DocumentState.WITHDRAWN)


def _tell_history(found: ProofRequest) -> Iterable[Entry]:
    for event in found.events.select_related("by", "delegate").order_by("-at", "-pk"):
        step = RequestStep(event.step)
        words = {
            "person": str(event.by) if event.by else gettext("The system"),
            "delegate": str(event.delegate) if event.delegate else gettext("the whole agency"),
        }
        yield Entry(event.at, str(HISTORY[step]) % words, event.note, ICONS[step])


def _offer(found: ProofRequest, scope: queries.DocumentScope, text: str) -> Sequence[Document]:
    """The newest documents of the agency, or what the words find in all that the person may see."""
    agency = "" if text else found.agency.code
    return list(
        queries.list_documents(found.city, scope, agency=agency, state=DocumentState.CURRENT, text=text)[:OFFERED]
    )


def _list_workers(found: ProofRequest, on: date) -> list[User]:
    workers = network.list_workers(found.city, [found.agency.code], on=on).get(found.agency.code, [])
    return sorted(workers, key=lambda person: (person.name.casefold(), person.pk))


def _remind(found: ProofRequest) -> Message:
    return build_reminder(found, network.get_agency(found.city, found.agency.code))


def _write(found: ProofRequest) -> Message:
    """The letter names everything that the agency is still awaited with, so that the head gets one and not ten."""
    waiting = ProofRequest.objects.of_city(found.city).open().filter(agency=found.agency, sheet=found.sheet)
    rows = list(waiting.select_related("agency", "city__region").order_by("due_on", "pk"))
    return build_letter(
        [found, *(row for row in rows if row.pk != found.pk)], network.get_agency(found.city, found.agency.code)
    )
