"""The library of the demo: invented documents, linked to the questions of the running round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from paripurna.cli.demo.answers import draw
from paripurna.cli.demo.papers import TABLES, draw_papers, draw_photo, draw_table
from paripurna.platform.accounts.models import User
from paripurna.platform.files import actions as files
from paripurna.platform.regions.models import City
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.evidence.examples import ExampleDocument, read_examples
from paripurna.rooms.evidence.types import KIND_TRAITS, DocumentDraft, DocumentKind, EvidenceDraft
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.demo import EXAMPLE_DECREE
from paripurna.rooms.registers import queries as registers
from paripurna.rooms.registers.actions import attach_document
from paripurna.rooms.registers.regulations import REGULATIONS

FORGOTTEN = Decimal("0.16")


def load_documents(city: City, running: Round, *, by: User, at: datetime) -> None:
    """This function will bring the example documents and link them."""
    agencies = {agency.code: agency.id for agency in network.list_agencies(city)}
    for example, content, name in draw_contents(list(read_examples())):
        file = files.keep(chunks=[content], filename=name, at=at) if content else None
        said: dict[str, Any] = {"draft": _describe(example, agencies[example.agency]), "file": file, "filename": name}
        document = actions.add_document(city=city, is_example=True, **said, by=by, at=at)
        if KIND_TRAITS[example.kind].is_signed and not is_forgotten(example):
            actions.confirm_signature(document=document, seen_on=at.date(), by=by, at=at)
        for question in example.questions:
            draft = EvidenceDraft(question, place="hlm. 1" if name.endswith(".pdf") else "")
            actions.link_document(document=document, sheet=running.sheet, draft=draft, by=by, at=at)


def attach_decree(city: City, *, by: User, at: datetime) -> None:
    """This function will let the example decree of the library belong to its entry in the register of regulations."""
    scope = evidence.read_scope(by, city, on=at.date())
    (document,) = evidence.list_documents(city, scope, text=EXAMPLE_DECREE, kind=DocumentKind.DECREE)
    entry = registers.find_regulation(city, EXAMPLE_DECREE)
    if entry:
        attach_document(register=REGULATIONS, entry=entry, document=document, by=by, at=at)


def is_forgotten(example: ExampleDocument) -> bool:
    """In one of six the signature was not looked at yet, so that the demo shows what a check says."""
    return draw(f"signature {example.code}") < FORGOTTEN


def draw_contents(examples: list[ExampleDocument]) -> Iterator[tuple[ExampleDocument, bytes, str]]:
    """This function will yield each example with the content and the name of its file."""
    papers = [example for example in examples if example.kind not in TABLES | {DocumentKind.PHOTO, DocumentKind.LINK}]
    drawn = dict(zip((example.code for example in papers), draw_papers(papers), strict=True))
    for example in examples:
        if example.kind is DocumentKind.LINK:
            yield example, b"", ""
        elif example.kind is DocumentKind.PHOTO:
            yield example, draw_photo(example), f"{example.code}.jpg"
        elif example.kind in TABLES:
            yield example, draw_table(example), f"{example.code}.xlsx"
        else:
            yield example, drawn[example.code], f"{example.code}.pdf"


def _describe(example: ExampleDocument, agency_id: int) -> DocumentDraft:
    return DocumentDraft(
        kind=example.kind,
        title=example.title,
        agency_id=agency_id,
        number=example.number,
        signed_on=None if example.kind is DocumentKind.PHOTO else example.signed_on,
        signatory="Pejabat Contoh" if example.number else "",
        valid_from=example.valid_from,
        valid_to=example.valid_to,
        period_start=example.period_start,
        period_end=example.period_end,
        link=example.link,
        summary=example.summary,
    )
