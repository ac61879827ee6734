"""Reads of the library: what a person may see, a document, and the proof of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.urls import reverse

from paripurna.platform.access.policy import may
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Permission
from paripurna.platform.search import stem_text
from paripurna.rooms.evidence.alike import list_alike as list_alike
from paripurna.rooms.evidence.alike import list_same_content as list_same_content
from paripurna.rooms.evidence.faces import get_covered_page_key as get_covered_page_key
from paripurna.rooms.evidence.faces import read_faces as read_faces
from paripurna.rooms.evidence.models import CheckWaiver, DocumentVersion, Evidence, Reading, Redaction
from paripurna.rooms.evidence.models import Document as Document
from paripurna.rooms.evidence.models import DocumentQuerySet as DocumentQuerySet
from paripurna.rooms.evidence.policy import DocumentScope as DocumentScope
from paripurna.rooms.evidence.probes import list_due_probes as list_due_probes
from paripurna.rooms.evidence.proof.judging import QuestionProof as QuestionProof
from paripurna.rooms.evidence.proofs import read_proof as read_proof
from paripurna.rooms.evidence.proofs import read_proofs as read_proofs
from paripurna.rooms.evidence.proofs import read_states as read_states
from paripurna.rooms.evidence.requesting.listing import OpenCount as OpenCount
from paripurna.rooms.evidence.requesting.listing import RequestFilter, build_lines, list_requests, list_waiting_for
from paripurna.rooms.evidence.requesting.listing import RequestLine as RequestLine
from paripurna.rooms.evidence.requesting.listing import count_open_requests as count_open_requests
from paripurna.rooms.evidence.requesting.scope import read_scope as read_request_scope
from paripurna.rooms.evidence.suggesting import suggest_documents as suggest_documents
from paripurna.rooms.evidence.suggesting import suggest_questions as suggest_questions
from paripurna.rooms.evidence.types import Attached, AttachedDocument, DocumentState, ReadingState
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.network.types import AgencyRef
    from paripurna.rooms.sheets.queries import Sheet

NEWEST = "-diubah"
OFFERED = 6  # documents to attach
SORTS = {
    "judul": F("folded"),
    "jenis": F("kind"),
    "tanggal": F("signed_on"),
    "perangkat": F("agency__abbreviation"),
    "tautan": F("link_count"),
    "diubah": F("changed_at"),
}


def read_scope(user: User, city: City, *, on: date) -> DocumentScope:
    """This function will return which documents of the city the person may see.

    For those who do not see all it also asks which questions their agencies answer for, on sheets that are not closed.
    """
    if not may(user, Permission.EVIDENCE_VIEW, city, on=on):
        return DocumentScope()
    own = network.list_agencies_of(user, city, on=on)
    sees_all = may(user, Permission.EVIDENCE_VIEW_ALL, city, on=on)
    return DocumentScope(
        sees_all=sees_all,
        sees_restricted=may(user, Permission.EVIDENCE_RESTRICTED, city, on=on),
        keeps_own=may(user, Permission.EVIDENCE_EDIT, city, on=on),
        agency_ids=frozenset(agency.id for agency in own),
        questions={} if sees_all or not own else _own_questions(city, {agency.code for agency in own}, on=on),
    )


def _own_questions(city: City, codes: set[str], *, on: date) -> dict[int, tuple[str, ...]]:
    used = Evidence.objects.standing().filter(city=city, sheet__closed_at=None).values("sheet")
    found: dict[int, tuple[str, ...]] = {}
    for sheet in sheets.Sheet.objects.of_city(city).filter(pk__in=used).select_related("edition"):
        roles = {question.number: question.roles for question in sheets.edition_of(sheet).questions}
        responsible = network.resolve_responsible(city, roles, key=str(sheet.code), on=on)
        own = (number for number, agencies in responsible.items() if codes & {agency.code for agency in agencies})
        found[sheet.pk] = tuple(own)
    return found


def list_documents(
    city: City,
    scope: DocumentScope,
    *,
    kind: str = "",
    agency: str = "",
    state: str = "",
    text: str = "",
    sort: tuple[str, bool] = ("diubah", True),
) -> QuerySet[Document]:
    """This function will return the documents of the city that the person may see, as filters and sorting ask.

    `agency` is a code; `text` looks in title, number, summary and content. A query set, so that a page of it is read alone.
    """
    found = Document.objects.of_city(city).visible_to(scope).select_related("agency")
    wanted = {"kind": kind, "agency__code": agency, "state": state}
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if text.strip():
        found = found.filter(_says(city, text))
    column = SORTS[sort[0]]
    ordered = column.desc(nulls_last=True) if sort[1] else column.asc(nulls_last=True)
    return found.annotate(link_count=_count_links(city)).order_by(ordered, "-pk")


def list_by_ids(city: City, ids: Sequence[int]) -> list[Document]:
    """This function will return the documents that a list found, in its order."""
    found = Document.objects.of_city(city).filter(pk__in=ids).select_related("agency")
    documents = {document.pk: document for document in found.annotate(link_count=_count_links(city))}
    return [documents[pk] for pk in ids if pk in documents]


def read_attached(
    city: City,
    user: User,
    documents: Sequence[Document],
    *,
    words: str | None,
    address: Callable[[str, UUID], str],
    on: date,
) -> Attached:
    """This function will tell which of the `documents` of a thing the person may see, and which others `words` find: the newest for "", none for None.

    `address` leads to where a document is attached or detached, by that word and its code.
    """
    scope = read_scope(user, city, on=on)
    known = {document.pk for document in documents}
    visible = list_visible_ids(city, scope, known) if known else frozenset()
    shown = [document for document in documents if document.pk in visible]
    found = (
        list_documents(city, scope, text=words, state="CURRENT")[: OFFERED + len(known)] if words is not None else ()
    )
    offered = [document for document in found if document.pk not in known][:OFFERED]

    def tell(step: str, these: Iterable[Document]) -> tuple[AttachedDocument, ...]:
        return tuple(AttachedDocument(one, document_url(city, one), address(step, one.code)) for one in these)

    return Attached(tell("detach", shown), len(known) - len(shown), tell("attach", offered), words or "")


def document_url(city: City, document: Document) -> str:
    return reverse("evidence:document", kwargs={"city": city.slug, "code": document.code})


def _count_links(city: City) -> Case:
    """Counted one by one, but only for documents that have any; a join would group all before the page is cut."""
    standing = Evidence.objects.standing()
    own = standing.filter(document=OuterRef("pk")).order_by().values("document")
    counted = Subquery(own.annotate(count=Count("pk")).values("count"))
    linked = standing.filter(city=city).values("document")
    return Case(When(pk__in=linked, then=counted), default=0)


def _says(city: City, text: str) -> Q:
    """Title, number or summary hold every word, or the content says them all in whatever form.

    Both are asked of the documents of the city, without a join: what is read lies apart from what is listed.
    """
    described = Q()
    for word in text.casefold().split():
        described &= Q(folded__contains=word)
    stems = stem_text(text).split()
    if not stems:
        return described
    query = SearchQuery(" & ".join(f"'{stem}':*" for stem in stems), search_type="raw", config="simple")
    return described | Q(current__in=Reading.objects.filter(city=city, vector=query).values("version"))


def get_document(city: City, scope: DocumentScope, code: UUID) -> Document:
    """This function will return the document with its versions. Raises `Stranger` for one the person may not see."""
    versions = Prefetch("versions", DocumentVersion.objects.select_related("file", "brought_by").order_by("-number"))
    found = Document.objects.of_city(city).visible_to(scope).filter(code=code)
    related = (
        "agency",
        "region",
        "current__file",
        "brought_by",
        "withdrawn_by",
        "wet_signature_by",
        "faces_covered_by",
    )
    document = get_or_stranger(found.select_related(*related).prefetch_related(versions))
    document.city = city
    return document


def list_visible_ids(city: City, scope: DocumentScope, ids: Iterable[int]) -> frozenset[int]:
    """This function will return which of these documents the person may see."""
    found = Document.objects.of_city(city).visible_to(scope).filter(pk__in=list(ids))
    return frozenset(found.values_list("pk", flat=True))


def find_sheet(city: City, code: UUID) -> Sheet | None:
    """This function will return the city's sheet, or None."""
    found = sheets.Sheet.objects.of_city(city).select_related("edition", "city__region")
    return found.filter(code=code).first()


def get_waiver(city: City, *, sheet: Sheet, question: str, waiver_id: int) -> CheckWaiver:
    """This function will return a standing waiver at this question. Raises `Stranger`."""
    found = CheckWaiver.objects.filter(city=city, sheet=sheet, question=question, pk=waiver_id, ended_at=None)
    return get_or_stranger(found.select_related("sheet__city__region", "city"))


def find_for_question(
    city: City, scope: DocumentScope, *, sheet: Sheet, question: str, text: str, limit: int = 8
) -> list[Document]:
    """This function will return standing documents that `text` finds and that do not prove the question yet."""
    linked = Evidence.objects.standing().filter(city=city, sheet=sheet, question=question).values("document")
    found = list_documents(city, scope, text=text).filter(state=DocumentState.CURRENT).exclude(pk__in=linked)
    return list(found[:limit])


def count_documents(city: City) -> int:
    return Document.objects.of_city(city).count()


def find_reading(document: Document) -> Reading | None:
    """This function will return what was read of the newest version, its text left where it is."""
    return Reading.objects.filter(version=document.current_id).defer("text", "stems", "vector").first()


def count_waiting(city: City, scope: DocumentScope) -> int:
    """This function will return how many documents that the person may see wait to be read."""
    waiting = Reading.objects.filter(city=city, state=ReadingState.WAITING).values("version")
    return Document.objects.of_city(city).visible_to(scope).filter(current__in=waiting).count()


def list_waiting(limit: int = 500) -> list[int]:
    """This function will return the versions that wait to be read, the oldest first: for the sweep after a crash."""
    waiting = Reading.objects.filter(state=ReadingState.WAITING).order_by("version_id")
    return list(waiting.values_list("version_id", flat=True)[:limit])


def list_over(*, on: date, limit: int = 1000) -> list[int]:
    """This function will return the documents whose content may be over by that day, for the night; the oldest first."""
    over = Document.objects.filter(keep_until__lte=on, current__isnull=False).order_by("keep_until", "pk")
    return list(over.values_list("pk", flat=True)[:limit])


def find_page_count(document: Document) -> int | None:
    """This function will return how many pages the newest version has, once it has been read."""
    return Reading.objects.filter(version=document.current_id).values_list("page_count", flat=True).first()


def find_redaction(document: Document) -> Redaction | None:
    """This function will return the copy of the newest version that may leave the house."""
    return Redaction.objects.select_related("file", "brought_by").filter(version=document.current_id).first()


def list_by_codes(codes: Sequence[str]) -> list[tuple[Document, str]]:
    """This function will return documents by their codes with the slug of their city, for the audit's names."""
    known = [code for code in codes if is_code(code)]
    rows = Document.objects.filter(code__in=known).select_related("city").only("code", "title", "city__slug")
    return [(row, row.city.slug) for row in rows]


def list_chosen(city: City, scope: DocumentScope, codes: Sequence[str]) -> list[Document]:
    """This function will return the documents with these codes, among those the person may see."""
    known = [code for code in codes if is_code(code)]
    return list(Document.objects.of_city(city).visible_to(scope).filter(code__in=known).order_by("pk"))


def list_awaited(user: User, city: City, *, on: date) -> list[RequestLine]:
    """This function will return the requests for documents that wait for the person, the earliest date first."""
    scope = read_request_scope(user, city, on=on)
    return build_lines(list_waiting_for(user, city, scope), on=on) if scope.agency_ids else []


def list_open_requests(
    user: User, city: City, *, sheet: Sheet, agency: str = "", strand: str = "", on: date
) -> list[RequestLine]:
    """This function will return what is asked of an agency or a cluster and not brought yet, as far as the person may see it.

    The earliest date comes first.
    """
    wanted = RequestFilter(agency=agency, strand=strand, state="terbuka")
    scope = read_request_scope(user, city, on=on)
    return build_lines(list_requests(city, scope, wanted, sheet=sheet, user=user, on=on), on=on)


def is_code(text: str) -> bool:
    """This function will say whether a text is a code as rows carry it."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def list_links(document: Document) -> list[Evidence]:
    """This function will return the questions that the document proves, by sheet and number."""
    found = Evidence.objects.standing().filter(city=document.city_id, document=document)
    rows = found.select_related("sheet__edition", "sheet__city__region", "linked_by", "checked_by")
    return list(rows.order_by("-sheet__opened_at", "pk"))


def list_proving(sheet: Sheet, numbers: Iterable[str]) -> dict[str, list[Document]]:
    """This function will return the standing documents that prove each of these questions, whoever may see them."""
    found = Evidence.objects.standing().filter(city=sheet.city_id, sheet=sheet, question__in=list(numbers))
    rows = found.filter(document__state=DocumentState.CURRENT).select_related("document__current__file")
    documents: dict[str, dict[int, Document]] = {}
    for row in rows.order_by("pk"):
        documents.setdefault(row.question, {})[row.document_id] = row.document
    return {number: list(linked.values()) for number, linked in documents.items()}


def get_link(city: City, scope: DocumentScope, code: UUID) -> Evidence:
    """This function will return a standing link to a document that the person may see. Raises `Stranger`."""
    found = Evidence.objects.standing().filter(city=city, code=code)
    visible = Document.objects.of_city(city).visible_to(scope).values("pk")
    return get_or_stranger(
        found.filter(document__in=visible).select_related("document__agency", "sheet__edition", "sheet__city")
    )


def list_bringable(user: User, city: City, scope: DocumentScope, *, on: date) -> Sequence[AgencyRef]:
    """This function will return the agencies in whose name the person may bring documents."""
    agencies = network.list_agencies(city, on=on)
    if may(user, Permission.EVIDENCE_EDIT_ANY, city, on=on):
        return agencies
    return [agency for agency in agencies if agency.id in scope.agency_ids]
