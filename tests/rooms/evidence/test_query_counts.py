"""How many statements reading the proof of a sheet asks: golden figures, whatever the number of questions and documents."""

import json
import os
from datetime import date
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from paripurna.rooms.evidence import queries
from paripurna.rooms.evidence.types import DocumentKind
from tests.factories.evidence import link, make_document
from tests.factories.sheets import FILLED, fill

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-evidence.json"
ON = date(2026, 11, 23)


def count(read):
    read()  # editions are parsed once a process
    with CaptureQueriesContext(connection) as asked:
        read()
    return len(asked)


def count_all(sheet, scope, document):
    return {
        "read_proofs": count(lambda: queries.read_proofs(sheet, on=ON)),
        "read_proof": count(lambda: queries.read_proof(sheet, "1.1", on=ON)),
        "suggest_questions": count(lambda: queries.suggest_questions(document, sheet, scope, on=ON)),
        "suggest_documents": count(lambda: queries.suggest_documents(sheet, "1.4", scope, on=ON)),
    }


def test_reading_proof_asks_as_often_as_it_did(city, sheet, secretary):
    scope = queries.read_scope(secretary, city, on=ON)
    document = make_document(city, by=secretary, title="Imunisasi")
    link(document, sheet, "1.1", by=secretary)
    few = count_all(sheet, scope, document)
    for number in FILLED:
        fill(sheet, number, by=secretary)
        photo = make_document(city, by=secretary, title=f"Imunisasi {number}", kind=DocumentKind.PHOTO, valid_from=None)
        link(photo, sheet, number, by=secretary)

    many = count_all(sheet, scope, document)

    assert many == few
    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(many, indent=1) + "\n", encoding="utf-8")
    assert many == json.loads(GOLDEN.read_text(encoding="utf-8"))
