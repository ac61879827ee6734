"""The library, documents and their links."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from paripurna.platform.jobs.running import execute
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.models import Document
from paripurna.rooms.evidence.packing.types import PackDraft
from tests.factories.evidence import NOW, link, make_document, make_file
from tests.factories.network import make_agency
from tests.factories.sheets import make_sheet
from tests.matrix.table import CITY, Row, Visitor, World, page

READERS = "SECRETARIAT OFFICER VERIFIER HEAD KELURAHAN"
NOTHING = CITY | {"code": UUID(int=0)}
NO_QUESTION = CITY | {"sheet": UUID(int=0), "question": "1"}
EXPORTERS = "SECRETARIAT OFFICER VERIFIER HEAD PROVINCE"


def a_document(world: World) -> dict[str, Any]:
    """Of an agency that nobody of the world works for."""
    make_agency(world.city, "dinkes")
    return CITY | {"code": make_document(world.city, by=world.people[Visitor.SECRETARIAT]).code}


def a_secret_document(world: World) -> dict[str, Any]:
    make_agency(world.city, "dinkes")
    return CITY | {
        "code": make_document(world.city, by=world.people[Visitor.SECRETARIAT], confidentiality="CONFIDENTIAL").code
    }


def a_file(world: World) -> dict[str, Any]:
    return a_document(world) | {"number": 1}


def a_page(world: World) -> dict[str, Any]:
    """Of a text, which has no pages: who may open it learns that, others nothing."""
    return a_file(world) | {"page": 1}


def a_secret_file(world: World) -> dict[str, Any]:
    return a_secret_document(world) | {"number": 1}


def a_link(world: World) -> dict[str, Any]:
    make_agency(world.city, "dinkes")
    secretary = world.people[Visitor.SECRETARIAT]
    document = make_document(world.city, by=secretary)
    return CITY | {"code": link(document, make_sheet(world.city), "1.1", by=secretary).code}


def a_question(world: World) -> dict[str, Any]:
    return CITY | {"sheet": make_sheet(world.city).code, "question": "1.1"}


def a_pack(world: World, **fields: Any) -> dict[str, Any]:
    """A small archive that the secretariat had made."""
    secretary = world.people[Visitor.SECRETARIAT]
    draft = PackDraft("em", **fields)
    pack = actions.ask_pack(sheet=make_sheet(world.city), draft=draft, by=secretary, at=NOW)
    execute(actions.MAKE_PACK, str(pack.progress_id), {"pack": pack.pk}, in_place=True)
    return CITY | {"code": pack.code}


def a_secret_pack(world: World) -> dict[str, Any]:
    return a_pack(world, with_confidential=True)


def a_redaction(world: World) -> dict[str, Any]:
    place, secretary = a_secret_document(world), world.people[Visitor.SECRETARIAT]
    document = Document.objects.get(code=place["code"])
    actions.bring_redaction(document=document, file=make_file(), filename="samar.txt", by=secretary, at=NOW)
    return place


PACKERS = "SECRETARIAT"
"""They see every document and may take things out; only the first two see what is restricted."""
WRITERS = "SECRETARIAT OFFICER KELURAHAN"
STRANGE = {Visitor.OFFICER: 404, Visitor.KELURAHAN: 404}
"""An officer of another agency may bring documents, and finds nothing of this one."""


def but(row: Row, expected: dict[Visitor, int]) -> Row:
    return replace(row, expected={**row.expected, **expected})


def for_document(name: str, **more: Any) -> Row:
    """A form of a document's page: who may bring documents passes the door, and only the secretariat finds it."""
    return but(page(name, a_document, WRITERS, ok=302, method="post", **more), STRANGE)


ROWS = [
    page("evidence:documents", CITY, READERS),
    page("evidence:bring", CITY, WRITERS),
    page("evidence:bring_page", CITY, WRITERS, ok=422, method="post"),
    but(page("evidence:document", a_document, READERS), STRANGE),
    but(page("evidence:viewer", a_document, READERS), STRANGE),
    but(page("evidence:file", a_file, READERS), STRANGE),
    but(page("evidence:file", a_secret_file, READERS, query="?lihat=1"), {**STRANGE, Visitor.HEAD: 404}),
    page("evidence:page", a_page, READERS, ok=404),
    but(page("evidence:document_change", a_document, WRITERS), STRANGE),
    but(page("evidence:version_add", a_document, WRITERS), STRANGE),
    # Whoever may open the original, and nobody else.
    but(page("evidence:faces", a_document, "SECRETARIAT VERIFIER"), STRANGE),
    for_document("evidence:faces_change", data={"page": "1"}),
    for_document("evidence:faces_confirm", data={"covered": "0"}),
    for_document("evidence:suspicion_answer", data={"answer": "NONE"}),
    for_document("evidence:document_withdraw", data={"reason": "salah unggah"}),
    for_document("evidence:document_restore"),
    for_document("evidence:signature"),
    for_document("evidence:read_again"),
    page("evidence:fact_table", NO_QUESTION, READERS, ok=404),
    page("evidence:fact_table_sign", NO_QUESTION, WRITERS, ok=404, method="post"),
    page("evidence:fact_table_file", NO_QUESTION | {"form": "pdf"}, EXPORTERS, ok=404),
    page("evidence:document_link", NOTHING, WRITERS, ok=404, method="post"),
    page("evidence:suggestion_refuse", NOTHING, WRITERS, ok=404, method="post"),
    but(page("evidence:unlink", a_link, WRITERS, ok=302, method="post"), STRANGE),
    page("evidence:link_check", a_link, "VERIFIER", ok=302, method="post"),
    # A question that no agency of the officer's answers for.
    page("evidence:question_search", a_question, "SECRETARIAT"),
    page("evidence:question_link", a_question, "SECRETARIAT", ok=404, method="post"),
    page(
        "evidence:check_waive",
        a_question,
        "SECRETARIAT VERIFIER",
        ok=302,
        method="post",
        data={"check": "missing:sk", "reason": "cukup jelas"},
    ),
    page("evidence:packs", CITY, PACKERS),
    page("evidence:packs", CITY, PACKERS, method="post", ok=422),
    page("evidence:pack_file", a_pack, PACKERS),
    page("evidence:pack_file", a_secret_pack, PACKERS, query="?rahasia"),
    page("evidence:pack_cancel", a_pack, PACKERS, method="post", ok=302),
    page("evidence:pack_delete", a_pack, PACKERS, method="post", ok=302),
    for_document("evidence:redaction_bring"),
    but(page("evidence:redaction_file", a_redaction, READERS), {**STRANGE, Visitor.HEAD: 404}),
    page("evidence:waiver_end", a_question, "SECRETARIAT VERIFIER", ok=404, method="post"),
]
