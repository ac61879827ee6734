"""Papers of a stage, their signed scans and templates: made by actions."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from pypdf import PdfWriter

from paripurna.platform.accounts.models import User
from paripurna.platform.files import actions as files
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.signing import actions
from paripurna.rooms.assessment.signing.models import StagePaper
from paripurna.rooms.assessment.signing.types import PaperDraft, PaperKind, Signer
from tests.factories.assessment import NOW

OWN = "evaluasi_mandiri"
UNSIGNED = "contoh: wali kota sedang dinas luar"
DRAFT = PaperDraft(
    "400.2/118/CONTOH",
    date(2026, 11, 30),
    "Balikpapan",
    "",
    (Signer("Ketua Contoh", "Ketua Gugus Tugas", "197001011995032001"),),
)


def make_paper(found: Round, *, by: User, kind: PaperKind = PaperKind.MINUTES, stage: str = OWN) -> StagePaper:
    """This function will say everything that a person says of a paper."""
    return actions.change_paper(round=found, stage=stage, kind=kind, draft=DRAFT, by=by, at=NOW)


def sign(found: Round, *, by: User, kind: PaperKind = PaperKind.MINUTES, stage: str = OWN) -> StagePaper:
    """This function will bring the signed scan of a paper."""
    file = files.keep(chunks=[build_scan(kind)], filename="scan.pdf", at=NOW)
    return actions.sign_paper(round=found, stage=stage, kind=kind, file=file, filename="scan.pdf", by=by, at=NOW)


def build_scan(kind: PaperKind) -> bytes:
    """This function will return a PDF of one page, another one for each kind."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": kind.value})
    writer.write(out)
    return out.getvalue()


def build_template(*paragraphs: str) -> bytes:
    """This function will return a Word document that holds these paragraphs."""
    document, out = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()
