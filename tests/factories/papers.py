"""Papers, links and settings as the checks see them: plain values, no database."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from paripurna.rooms.evidence.proof.papers import Link, Paper, Setting, WantedKind
from paripurna.rooms.evidence.proof.readings import ReadingFacts
from paripurna.rooms.evidence.types import DocumentKind

PERIOD = (date(2025, 1, 1), date(2025, 12, 31))
TODAY = date(2026, 11, 23)
VISIT = date(2027, 3, 1)


def build_setting(**fields: Any) -> Setting:
    """This function will build a question of Balikpapan that is answered and asks for a document."""
    known: dict[str, Any] = {
        "question": "1.1",
        "label": "Gugus tugas dibentuk",
        "wanted": (WantedKind("document", "Dokumen"),),
        "period": PERIOD,
        "has_answer": True,
        "has_note": False,
        "today": TODAY,
        "visit_on": VISIT,
        "city_code": "64.71",
        "city_name": "Kota Balikpapan",
        "agency_ids": frozenset({1}),
    }
    return Setting(**{**known, **fields})


def build_paper(kind: DocumentKind = DocumentKind.DECREE, **fields: Any) -> Paper:
    """This function will build a decree that nothing is wrong with; `reading` may be given as a dict."""
    known: dict[str, Any] = {"document_id": 1, "title": "SK gugus tugas", "agency_id": 1, "number": "188.45/12/2025"}
    if kind in {DocumentKind.DECREE, DocumentKind.SOP}:
        known |= {"valid_from": date(2025, 1, 6), "wet_signature_on": date(2025, 1, 6)}
    if isinstance(reading := fields.get("reading"), dict):
        fields["reading"] = ReadingFacts(**{"state": "READ", **reading})
    return Paper(code=UUID(int=1), kind=kind, **{**known, **fields})


def build_link(paper: Paper | None = None, **fields: Any) -> Link:
    """This function will link a paper to question 1.1 as a document."""
    known: dict[str, Any] = {"evidence_id": 1, "question": "1.1", "kind": "document"}
    return Link(code=UUID(int=2), paper=paper or build_paper(), **{**known, **fields})
