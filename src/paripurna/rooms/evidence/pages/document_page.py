"""The page of one document: what is said of it, what it proves, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence import faces, policy, queries
from paripurna.rooms.evidence.alike import Alike
from paripurna.rooms.evidence.fact_tables.reading import Signed, look_again
from paripurna.rooms.evidence.openness import Openness
from paripurna.rooms.evidence.pages.reading_note import ReadingNote, build_reading_note
from paripurna.rooms.evidence.pages.viewer import Viewer, build_viewer
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind, DocumentState, Suspicion
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence.models import DocumentVersion, Evidence, Redaction
    from paripurna.rooms.evidence.policy import DocumentScope
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.sheets.queries import Sheet


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A question that the document proves."""

    link: Evidence
    label: str
    kind: str
    sheet: str
    url: str
    findings: tuple[str, ...]  # in the words that this person may read
    may_unlink: bool


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A question that the document may prove as well."""

    question: str
    label: str
    url: str
    words: str  # what both say, shortened to their stems


@dataclass(frozen=True, slots=True)
class DocumentPage:
    document: Document
    openness: Openness
    viewer: Viewer
    reading: ReadingNote | None
    kind: str
    facts: tuple[tuple[Promise, str], ...]
    links: tuple[LinkLine, ...]
    versions: tuple[DocumentVersion, ...]
    alike: tuple[Alike, ...]
    suggestions: tuple[SuggestionLine, ...]
    sheets: tuple[tuple[str, str], ...]  # where it can be linked: code, title
    is_expired: bool
    may_edit: bool
    may_link: bool
    redaction: Redaction | None
    signed: Signed | None  # of a table that the house made of the rows of a register

    @property
    def is_redactable(self) -> bool:
        """Whether a copy of it may leave in its place: it is confidential and does not show children."""
        return self.document.confidentiality == Confidentiality.CONFIDENTIAL and not self.shows_children

    @property
    def is_withdrawn(self) -> bool:
        return self.document.state == DocumentState.WITHDRAWN

    @property
    def is_paper(self) -> bool:
        """Whether somebody could have put a name under it by hand."""
        return self.document.kind not in {DocumentKind.PHOTO, DocumentKind.LINK}

    @property
    def may_open(self) -> bool:
        return self.openness is Openness.ORIGINAL

    @property
    def suspicions(self) -> list[str]:
        """Why the machine asks, for those who may open the original."""
        codes = self.document.suspected.split(",") if self.document.suspected and self.may_open else []
        return [str(Suspicion(code).label) for code in codes]

    @property
    def shows_faces(self) -> bool:
        return self.document.child_content == ChildContent.FACES

    @property
    def is_coverable(self) -> bool:
        return self.document.current is not None and faces.may_hold_faces(self.document.current.file)

    @property
    def shows_children(self) -> bool:
        return self.document.child_content != ChildContent.NONE


def build_document_page(document: Document, *, scope: DocumentScope, user: User, on: date) -> DocumentPage:
    """This function will gather the page of a document that the person may see."""
    openness = scope.openness_of(document)
    open_sheets = sheets.list_open_sheets(document.city)
    may_edit = policy.may_edit(user, document, scope, on=on)
    may_link = policy.can_change(document) and may(user, Permission.EVIDENCE_EDIT, document.city, on=on)
    return DocumentPage(
        document=document,
        openness=openness,
        viewer=build_viewer(document, openness),
        reading=build_reading_note(document, may_open=openness is Openness.ORIGINAL, may_edit=may_edit),
        kind=str(DocumentKind(document.kind).label),
        facts=tuple(_list_facts(document, openness)),
        links=tuple(_list_links(document, openness, user=user, on=on)),
        signed=look_again(document, on=on),
        versions=tuple(document.versions.all()) if openness is Openness.ORIGINAL else (),
        alike=tuple(queries.list_alike(document, scope)),
        suggestions=tuple(_suggest(document, open_sheets[0], scope, on=on)) if may_link and open_sheets else (),
        sheets=tuple((str(sheet.code), sheet.title) for sheet in open_sheets),
        is_expired=document.valid_to is not None and document.valid_to < on,
        may_edit=may_edit,
        may_link=may_link,
        redaction=queries.find_redaction(document) if document.is_restricted else None,
    )


def _suggest(document: Document, sheet: Sheet, scope: DocumentScope, *, on: date) -> Iterator[SuggestionLine]:
    edition, language = sheets.edition_of(sheet), get_language() or "id"
    for ranked in queries.suggest_questions(document, sheet, scope, on=on):
        place = {"city": document.city.slug, "code": sheet.code, "question": ranked.question}
        label = edition.question_by_number[ranked.question].label.in_language(language)
        yield SuggestionLine(
            ranked.question, label, reverse("sheets:question", kwargs=place), ", ".join(ranked.words[:4])
        )


def _list_facts(document: Document, openness: Openness) -> list[tuple[Promise, str]]:
    """What is known, in the order of a paper; what is not known is not shown."""
    rows: Sequence[tuple[Promise, str]] = (
        (_("Number"), document.number),
        (_("Signed on"), _day(document.signed_on)),
        (_("Signed by"), document.signatory),
        (_("Valid"), _span(document.valid_from, document.valid_to)),
        (_("Tells of"), _span(document.period_start, document.period_end)),
        (_("Agency"), document.agency.name),
        (_("Region"), document.region.name if document.region else ""),
        (_("Who may see it"), str(Confidentiality(document.confidentiality).label)),
        (_("Children"), str(ChildContent(document.child_content).label)),
        (_("Content kept until"), _day(document.keep_until)),
        (_("Address"), document.link if openness is Openness.ORIGINAL else ""),
    )
    return [(label, value) for label, value in rows if value]


def _list_links(document: Document, openness: Openness, *, user: User, on: date) -> list[LinkLine]:
    links = queries.list_links(document)
    proofs = {
        sheet: queries.read_proofs(sheet, on=on, numbers=[link.question for link in links if link.sheet_id == sheet.pk])
        for sheet in {link.sheet for link in links}
    }
    is_open = openness is Openness.ORIGINAL
    lines = []
    for link in links:
        findings = proofs[link.sheet][link.question].list_findings(link.pk)
        texts = tuple(each.text if is_open else each.text_for_others for each in findings)
        lines.append(_build_line(link, texts, user=user, on=on))
    return lines


def _build_line(link: Evidence, findings: tuple[str, ...], *, user: User, on: date) -> LinkLine:
    language = get_language() or "id"
    edition = sheets.edition_of(link.sheet)
    question = edition.question_by_number[link.question]
    kinds = {kind.code: kind.label.in_language(language) for kind in edition.evidence_kinds}
    place = {"city": link.sheet.city.slug, "code": link.sheet.code, "question": link.question}
    return LinkLine(
        link=link,
        label=question.label.in_language(language),
        kind=kinds.get(link.kind, link.kind),
        sheet=link.sheet.title,
        url=reverse("sheets:question", kwargs=place),
        findings=findings,
        may_unlink=policy.may_link(user, link.sheet, question, on=on),
    )


def _day(day: date | None) -> str:
    return format_date(day, get_language() or "id") if day else ""


def _span(start: date | None, end: date | None) -> str:
    if start and end:
        return _day(start) if start == end else f"{_day(start)} – {_day(end)}"
    return f"{_day(start)} –" if start else f"– {_day(end)}" if end else ""
