"""New requests: one, or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.actions.requests import check_due
from paripurna.rooms.evidence.actions.stepping import RELATED, record
from paripurna.rooms.evidence.models import ProofRequest, RequestEvent
from paripurna.rooms.evidence.requesting.scope import check_may_ask
from paripurna.rooms.evidence.requesting.telling import tell_asked
from paripurna.rooms.evidence.types import BadRequest, RequestDraft, RequestExists, RequestState, RequestStep
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet


@transaction.atomic
def ask_for_document(
    *, sheet: Sheet, draft: RequestDraft, is_example: bool = False, by: User, at: datetime
) -> ProofRequest:
    """This function will ask an agency for a document; the same page sent twice asks once.

    Raises `NotAllowed`, `BadRequest`, `UnknownQuestion` and `RequestExists`.
    """
    made = _ask(sheet, [draft], is_from_gaps=False, is_example=is_example, by=by, at=at)
    if not made:
        return _with_codes([draft]).get()
    record("evidence.request_ask", made[0], {"question": draft.question}, by=by, at=at)
    tell_asked(made, by=by, at=at)
    return made[0]


@transaction.atomic
def ask_for_documents(
    *, sheet: Sheet, drafts: Sequence[RequestDraft], is_from_gaps: bool = False, by: User, at: datetime
) -> list[ProofRequest]:
    """This function will ask for many documents, all or none, and return what is new; sent twice it asks once.

    Raises as `ask_for_document`.
    """
    made = _ask(sheet, drafts, is_from_gaps=is_from_gaps, is_example=False, by=by, at=at)
    if made:
        details: dict[str, Detail] = {"count": len(made), "requests": [str(request.code) for request in made]}
        subject = f"sheets.sheet:{sheet.code}"
        audit.record(verb="evidence.requests_asked", city=sheet.city, subject=subject, details=details, by=by, at=at)
        tell_asked(made, by=by, at=at)
    return made


def _ask(
    sheet: Sheet, drafts: Sequence[RequestDraft], *, is_from_gaps: bool, is_example: bool, by: User, at: datetime
) -> list[ProofRequest]:
    on = day_in(sheet.city, at)
    check_may_ask(by, sheet.city, on=on)
    known = set(_with_codes(drafts).values_list("code", flat=True))
    fresh = [draft for draft in drafts if draft.code not in known]
    agencies = {agency.id for agency in network.list_agencies(sheet.city, on=on)}
    for draft in fresh:
        _check(sheet, draft, agencies)
        check_due(draft.due_on, on=on)
    marks = {"is_from_gaps": is_from_gaps, "is_example": is_example}
    rows = [_build(sheet, draft, by=by, at=at, **marks) for draft in fresh]
    return _keep(rows, by=by, at=at)


def _with_codes(drafts: Iterable[RequestDraft]) -> QuerySet[ProofRequest]:
    codes = [draft.code for draft in drafts if draft.code]
    return ProofRequest.objects.filter(code__in=codes).select_related(*RELATED)


def _check(sheet: Sheet, draft: RequestDraft, agencies: set[int]) -> None:
    if not draft.title.strip():
        raise BadRequest(_("Say which document is asked for."), "title")
    if draft.agency_id not in agencies:
        raise BadRequest(_("Choose an agency of the city."), "agency")
    if draft.question:
        sheets.get_question(sheet, draft.question)
    kinds = {kind.code for kind in sheets.edition_of(sheet).evidence_kinds}
    if draft.kind and draft.kind not in kinds:
        raise BadRequest(_("The edition does not know this kind of proof."), "kind")


def _build(
    sheet: Sheet, draft: RequestDraft, *, is_from_gaps: bool, is_example: bool, by: User, at: datetime
) -> ProofRequest:
    return ProofRequest(
        code=draft.code or uuid4(),
        city=sheet.city,
        sheet=sheet,
        question=draft.question,
        kind=draft.kind,
        title=draft.title.strip()[:300],
        note=draft.note.strip(),
        agency_id=draft.agency_id,
        due_on=draft.due_on,
        is_from_gaps=is_from_gaps,
        is_example=is_example,
        asked_by=by,
        asked_at=at,
        changed_at=at,
    )


def _keep(rows: list[ProofRequest], *, by: User, at: datetime) -> list[ProofRequest]:
    try:
        with transaction.atomic():
            ProofRequest.objects.bulk_create(rows)
    except IntegrityError:
        if ProofRequest.objects.filter(code__in=[row.code for row in rows]).count() == len(rows):
            return []  # the same page was sent twice at the same moment, and the other one was first
        raise RequestExists(
            _("An agency is asked for some of this already. Nothing was asked; look at the list again.")
        ) from None
    RequestEvent.objects.bulk_create(
        RequestEvent(
            city_id=row.city_id, request=row, step=RequestStep.ASK, state=RequestState.OPEN, note=row.note, by=by, at=at
        )
        for row in rows
    )
    made = ProofRequest.objects.filter(pk__in=[row.pk for row in rows]).select_related(*RELATED)
    return list(made.order_by("pk"))
