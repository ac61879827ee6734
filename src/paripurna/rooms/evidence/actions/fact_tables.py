"""Signing off a table of facts: it enters the library as a document that proves its question."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files import actions as files
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import policy
from paripurna.rooms.evidence.actions.changing import lock, put_version, touch
from paripurna.rooms.evidence.actions.documents import fold
from paripurna.rooms.evidence.actions.links import put_link
from paripurna.rooms.evidence.actions.telling import record
from paripurna.rooms.evidence.fact_tables.drawing import Signature, draw_table
from paripurna.rooms.evidence.fact_tables.reading import find_signed_document, find_table
from paripurna.rooms.evidence.models import Document, SignedTable
from paripurna.rooms.evidence.queries import list_bringable, read_scope
from paripurna.rooms.evidence.types import BadDocument, DocumentChanged, DocumentDraft, DocumentKind, EvidenceDraft
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.network.types import AgencyRef
    from paripurna.rooms.sheets.queries import FactRowsPage, Sheet

LONGEST_TITLE = 300


@transaction.atomic
def sign_fact_table(*, sheet: Sheet, question: str, seen: str, by: User, at: datetime) -> Document:
    """This function will keep the rows of a question as a signed PDF that proves it; a newer one becomes a version.

    `seen` is the digest of the rows that the person looked at: other rows raise `DocumentChanged`. Raises `NotAllowed`,
    `UnknownQuestion`, and `BadDocument` where there is nothing to sign.
    """
    on = day_in(sheet.city, at)
    policy.check_may_link(by, sheet, sheets.get_question(sheet, question), on=on)
    table = find_table(sheet, question, on=on)
    if table is None or not table.row_count:
        raise BadDocument(_("There are no rows behind this question yet."))
    if table.digest != seen:
        raise DocumentChanged(_("The rows changed since you looked at them. Look at them again before you sign."))
    agency = _choose_agency(sheet, table, by, on=on)
    signature = Signature(by.name, agency.abbreviation, at.astimezone(ZoneInfo(sheet.city.time_zone)))
    file = files.keep(chunks=[draw_table(sheet, table, signature)], filename=_name(table), at=at)
    document = _find_document(sheet, question) or _create_document(sheet, table, agency, by=by, at=at)
    version = put_version(document, file, _name(table), note="", by=by, at=at)
    SignedTable.objects.create(
        version=version,
        city=sheet.city,
        sheet=sheet,
        question=question,
        digest=table.digest,
        row_count=table.row_count,
        signed_by=by,
        signed_at=at,
    )
    touch(document, at, [])
    put_link(document, sheet, EvidenceDraft(question), by=by, at=at)
    record("evidence.table_signed", document, {"question": question, "rows": table.row_count}, by=by, at=at)
    return document


def _find_document(sheet: Sheet, question: str) -> Document | None:
    found = find_signed_document(sheet, question)
    return lock(found.pk) if found else None


def _create_document(sheet: Sheet, table: FactRowsPage, agency: AgencyRef, *, by: User, at: datetime) -> Document:
    draft = DocumentDraft(
        kind=DocumentKind.FACT_TABLE,
        title=f"Matriks {table.question.number}: {table.question.label.id}"[:LONGEST_TITLE],
        agency_id=agency.id,
        period_start=sheet.period_start,
        period_end=sheet.period_end,
        summary=table.sentence,
    )
    return Document.objects.create(
        city=sheet.city,
        kind=draft.kind,
        title=draft.title,
        agency_id=draft.agency_id,
        period_start=draft.period_start,
        period_end=draft.period_end,
        summary=draft.summary,
        folded=fold(draft),
        is_example=table.is_example,
        brought_by=by,
        brought_at=at,
        changed_at=at,
    )


def _choose_agency(sheet: Sheet, table: FactRowsPage, by: User, *, on: date) -> AgencyRef:
    """The agency that answers for the question, if the person may bring for it; else the first that they may bring for."""
    bringable = list_bringable(by, sheet.city, read_scope(by, sheet.city, on=on), on=on)
    known = {agency.id: agency for agency in bringable}
    roles = {table.question.number: table.question.roles}
    answering = network.resolve_responsible(sheet.city, roles, key=str(sheet.code), on=on)[table.question.number]
    found = [known[agency.id] for agency in answering if agency.id in known] or list(bringable)
    if not found:
        raise BadDocument(_("No agency of yours can bring this table. Ask the secretariat."))
    return found[0]


def _name(table: FactRowsPage) -> str:
    return f"matriks-{table.question.number}.pdf"
