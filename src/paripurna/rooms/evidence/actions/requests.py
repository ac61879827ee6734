"""Asking agencies for documents, and everything that people do to a request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Stranger
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.links import put_link
from paripurna.rooms.evidence.actions.stepping import check_reason, take_step
from paripurna.rooms.evidence.models import Document, ProofRequest, RequestDocument
from paripurna.rooms.evidence.queries import read_scope
from paripurna.rooms.evidence.types import BadRequest, EvidenceDraft, RequestExists, RequestStep
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def answer_request(
    *,
    request: ProofRequest,
    documents: Sequence[Document],
    base_revision: int,
    place: str = "",
    note: str = "",
    by: User,
    at: datetime,
) -> ProofRequest:
    """This function will bring documents of the library for a request, and link them to its question as the kind asked for.

    Raises `Stranger`, `NotAllowed`, `RequestChanged`, `WrongRequestState`, `BadRequest` and `DocumentWithdrawn`.
    """
    found = take_step(request, RequestStep.ANSWER, base_revision=base_revision, note=note, by=by, at=at)
    if not documents:  # asked last, so that whoever may not answer is told that
        raise BadRequest(_("Choose at least one document, or say why it cannot be brought."), "documents")
    for document in _check_documents(found, documents, by=by, at=at):
        RequestDocument.objects.get_or_create(
            request=found, document=document, defaults={"city_id": found.city_id, "added_at": at}
        )
        if found.question:
            put_link(document, found.sheet, EvidenceDraft(found.question, found.kind, place), by=by, at=at)
    return found


@transaction.atomic
def delegate_request(
    *, request: ProofRequest, delegate: User | None, base_revision: int, note: str = "", by: User, at: datetime
) -> ProofRequest:
    """This function will hand a request to a person of the agency (None: back to the whole agency).

    Raises `Stranger`, `NotAllowed`, `RequestChanged`, `WrongRequestState` and `BadRequest`.
    """
    workers = network.list_workers(request.city, [request.agency.code], on=day_in(request.city, at))
    if delegate is not None and delegate not in workers.get(request.agency.code, ()):
        raise BadRequest(_("Choose a person who works for this agency."), "delegate")
    changes = {"delegate": delegate}
    return take_step(
        request, RequestStep.DELEGATE, base_revision=base_revision, note=note, changes=changes, by=by, at=at
    )


@transaction.atomic
def decline_request(*, request: ProofRequest, base_revision: int, note: str, by: User, at: datetime) -> ProofRequest:
    """This function will say why a document cannot be brought. Raises as `answer_request`."""
    check_reason(note)
    return take_step(request, RequestStep.DECLINE, base_revision=base_revision, note=note, by=by, at=at)


@transaction.atomic
def return_request(*, request: ProofRequest, base_revision: int, note: str, by: User, at: datetime) -> ProofRequest:
    """This function will send back what was brought, with a reason. Raises as `answer_request`."""
    check_reason(note)
    return take_step(request, RequestStep.RETURN, base_revision=base_revision, note=note, by=by, at=at)


@transaction.atomic
def confirm_request(
    *, request: ProofRequest, base_revision: int, note: str = "", by: User, at: datetime
) -> ProofRequest:
    """This function will close a request that was answered, or whose refusal is accepted. Raises as `answer_request`."""
    return take_step(request, RequestStep.CONFIRM, base_revision=base_revision, note=note, by=by, at=at)


@transaction.atomic
def reopen_request(
    *, request: ProofRequest, due_on: date, base_revision: int, note: str = "", by: User, at: datetime
) -> ProofRequest:
    """This function will ask again for what was closed, by a new day.

    Raises as `answer_request`, and `RequestExists` when the agency is asked for the same by another request.
    """
    check_due(due_on, on=day_in(request.city, at))
    changes = {"due_on": due_on, "reminded_on": None, "escalated_at": None}
    step: dict[str, Any] = {"base_revision": base_revision, "note": note, "changes": changes, "by": by, "at": at}
    try:
        with transaction.atomic():
            return take_step(request, RequestStep.REOPEN, **step)
    except IntegrityError:
        raise RequestExists(_("The agency is asked for the same by another request.")) from None


@transaction.atomic
def cancel_request(
    *, request: ProofRequest, base_revision: int, note: str = "", by: User, at: datetime
) -> ProofRequest:
    """This function will take a request back. Raises as `answer_request`."""
    return take_step(request, RequestStep.CANCEL, base_revision=base_revision, note=note, by=by, at=at)


@transaction.atomic
def move_request(
    *, request: ProofRequest, due_on: date, base_revision: int, note: str = "", by: User, at: datetime
) -> ProofRequest:
    """This function will give a request another date, and forget the reminders of the old one. Raises as `answer_request`."""
    check_due(due_on, on=day_in(request.city, at))
    changes = {"due_on": due_on, "reminded_on": None, "escalated_at": None}
    return take_step(request, RequestStep.MOVE, base_revision=base_revision, note=note, changes=changes, by=by, at=at)


def check_due(due_on: date, *, on: date) -> None:
    """This function will raise `BadRequest` for a date that lies behind."""
    if due_on < on:
        raise BadRequest(_("Choose a day from today on."), "due_on")


def _check_documents(
    request: ProofRequest, documents: Sequence[Document], *, by: User, at: datetime
) -> Sequence[Document]:
    scope = read_scope(by, request.city, on=day_in(request.city, at))
    wanted = {document.pk for document in documents}
    seen = list(Document.objects.of_city(request.city).visible_to(scope).filter(pk__in=wanted).order_by("pk"))
    if len(seen) != len(wanted):
        raise Stranger
    for document in seen:
        policy.check_can_change(document)
        document.city = request.city
    return seen
