"""Writes to papers and their templates. One function = one transaction = one audit line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import override

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.files import actions as files
from paripurna.platform.files.types import MediaType
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.signing import policy, queries
from paripurna.rooms.assessment.signing.models import PaperTemplate, StagePaper
from paripurna.rooms.assessment.signing.types import LARGEST_TEMPLATE, PaperDraft, PaperKind
from paripurna.rooms.evidence import actions as evidence
from paripurna.rooms.evidence import queries as documents
from paripurna.rooms.evidence.types import DocumentDraft, DocumentKind
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.queries import Sheet, edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.queries import Document

DOCUMENT_KINDS = {PaperKind.MINUTES: DocumentKind.MINUTES}


@transaction.atomic
def change_paper(*, round: Round, stage: str, kind: PaperKind, draft: PaperDraft, by: User, at: datetime) -> StagePaper:
    """This function will keep what a person says of a paper. Raises `PaperFixed`, `PaperError` and `RoundNotRunning`."""
    _check(round, by=by, at=at)
    policy.check_draft(draft)
    policy.check_can_change(queries.find_paper(round, stage, kind))
    values = {**asdict(draft), "signers": [asdict(signer) for signer in draft.signers]}
    paper = _keep(round, stage, kind, {**values, "changed_by": by, "changed_at": at})
    _tell("assessment.paper_changed", round, stage, {"paper": kind.value}, by=by, at=at)
    return paper


@transaction.atomic
def sign_paper(
    *, round: Round, stage: str, kind: PaperKind, file: StoredFile, filename: str, by: User, at: datetime
) -> StagePaper:
    """This function will put the signed scan into the library and link it; the same scan twice stays one document.

    Raises `PaperFixed` when another one is linked, and what the library refuses.
    """
    _check(round, by=by, at=at)
    policy.check_can_change(queries.find_paper(round, stage, kind))
    said: dict[str, Any] = {"file": file, "by": by, "at": at}
    document = _find_known(round.city, **said) or _bring(round, stage, kind, filename=filename, **said)
    draft = queries.read_draft(round, stage, kind)
    kept = {**asdict(draft), "changed_by": by, "changed_at": at}
    paper = _keep(round, stage, kind, {**kept, "document": document, "signed_at": at, "signed_by": by})
    details: dict[str, Detail] = {"paper": kind.value, "document": str(document.code)}
    _tell("assessment.paper_signed", round, stage, details, by=by, at=at)
    return paper


@transaction.atomic
def unsign_paper(*, round: Round, stage: str, kind: PaperKind, by: User, at: datetime) -> None:
    """This function will take the link to a signed scan away; the document stays in the library. Raises `PaperFixed`."""
    _check(round, by=by, at=at)
    policy.check_can_unsign(queries.find_freeze(round, stage))
    signed = StagePaper.objects.filter(city=round.city_id, round=round, stage=stage, kind=kind, document__isnull=False)
    if signed.update(document=None, signed_at=None, signed_by=None):
        _tell("assessment.paper_unsigned", round, stage, {"paper": kind.value}, by=by, at=at)


def _keep(round: Round, stage: str, kind: PaperKind, values: dict[str, Any]) -> StagePaper:
    paper, _is_new = StagePaper.objects.update_or_create(
        city=round.city, round=round, stage=stage, kind=kind, defaults=values
    )
    return paper


def _find_known(city: City, *, file: StoredFile, by: User, at: datetime) -> Document | None:
    scope = documents.read_scope(by, city, on=day_in(city, at))
    return documents.list_same_content(city, scope, [file.hash]).get(file.hash)


def _bring(
    round: Round, stage: str, kind: PaperKind, *, file: StoredFile, filename: str, by: User, at: datetime
) -> Document:
    draft = queries.read_draft(round, stage, kind)
    described = DocumentDraft(
        kind=DOCUMENT_KINDS.get(kind, DocumentKind.OTHER),
        title=_name(round, stage, kind),
        agency_id=_choose_agency(round, by=by, at=at),
        number=draft.number,
        signed_on=draft.dated_on,
        signatory="; ".join(signer.name for signer in draft.signers)[:200],
        period_start=round.sheet.period_start,
        period_end=round.sheet.period_end,
    )
    return evidence.add_document(
        city=round.city,
        draft=described,
        file=file,
        filename=filename,
        is_example=round.sheet.is_example,
        by=by,
        at=at,
    )


def _name(round: Round, stage: str, kind: PaperKind) -> str:
    label = next(known.label.id for known in edition_of(round.sheet).stages if known.code == stage)
    with override("id"):
        return f"{kind.label} · {label} · {round.label}"[:300]


def _choose_agency(round: Round, *, by: User, at: datetime) -> int:
    """The agency of the person, else the one that answers for most questions: it leads the work."""
    on = day_in(round.city, at)
    own = network.list_agencies_of(by, round.city, on=on)
    if own:
        return own[0].id
    roles = {question.number: question.roles for question in edition_of(round.sheet).questions}
    responsible = network.resolve_responsible(round.city, roles, key=str(round.sheet.code), on=on)
    counts = Counter(agency.id for agencies in responsible.values() for agency in agencies[:1])
    if counts:
        return counts.most_common(1)[0][0]
    return network.list_agencies(round.city, on=on)[0].id


@transaction.atomic
def add_template(
    *, city: City, kind: PaperKind, chunks: Iterable[bytes], filename: str, by: User, at: datetime
) -> PaperTemplate:
    """This function will keep a template of the city's own as its newest version and use it, once it has been tried.

    Raises `BadTemplate` with what is wrong, and `FileRefused`.
    """
    from paripurna.rooms.assessment.signing.filling import try_template  # late: loads the libraries of Word documents

    check_may(by, Permission.ROUND_MANAGE, city, on=day_in(city, at))
    docx = frozenset({MediaType.DOCX})
    file = files.keep(chunks=chunks, filename=filename, kinds=docx, max_bytes=LARGEST_TEMPLATE, at=at)
    template = PaperTemplate(city=city, kind=kind, file=file, filename=filename[:200], uploaded_by=by, uploaded_at=at)
    try_template(queries.read_content(template))
    known = PaperTemplate.objects.select_for_update().filter(city=city, kind=kind)
    template.version = (known.aggregate(newest=Max("version"))["newest"] or 0) + 1
    known.update(is_used=False)
    template.save()
    _tell_template("assessment.paper_template_added", template, by=by, at=at)
    return template


@transaction.atomic
def use_template(*, city: City, kind: PaperKind, version: int, by: User, at: datetime) -> None:
    """This function will use that version of the city's own template; 0 goes back to the default."""
    check_may(by, Permission.ROUND_MANAGE, city, on=day_in(city, at))
    chosen = queries.get_template(city, kind, version) if version else None
    PaperTemplate.objects.filter(city=city, kind=kind).update(is_used=False)
    if chosen is None:
        verb, details = "assessment.paper_template_default", {"paper": kind.value}
        audit.record(verb=verb, city=city, subject=f"regions.city:{city.code}", details=details, by=by, at=at)
        return
    PaperTemplate.objects.filter(pk=chosen.pk).update(is_used=True)
    _tell_template("assessment.paper_template_used", chosen, by=by, at=at)


def _tell_template(verb: str, template: PaperTemplate, *, by: User, at: datetime) -> None:
    details: dict[str, Detail] = {"paper": template.kind, "version": template.version}
    subject = f"regions.city:{template.city.code}"
    audit.record(verb=verb, city=template.city, subject=subject, details=details, by=by, at=at)


def _check(round: Round, *, by: User, at: datetime) -> None:
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    Sheet.objects.select_for_update(of=("self",)).get(pk=round.sheet_id)  # two people change papers one after the other


def _tell(verb: str, round: Round, stage: str, more: dict[str, Detail], *, by: User, at: datetime) -> None:
    details: dict[str, Detail] = {"stage": f"stage:{stage}", **more}
    subject = f"assessment.round:{round.code}"
    audit.record(verb=verb, city=round.city, subject=subject, details=details, by=by, at=at)
