"""How many statements the pages of a register ask: golden figures, whatever the number of entries."""

import json
import os
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from paripurna.core.instrument.shelf import list_editions
from tests.factories.registers import make_budget_line, make_innovation, make_regulation
from tests.factories.sheets import make_sheet

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-registers.json"
BASE = "/daerah/balikpapan/data-program/"
PAGES = ("", "peraturan/", "peraturan/pertanyaan/", "anggaran/", "anggaran/anak/", "inovasi/")

LIVE = {"depan", "peraturan/pertanyaan/", "isian"}
"""Pages that ask every source of facts: how often depends on how many registers there are."""


def count(page, address):
    page.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert page.get(address).status_code == 200
    return len(asked)


def count_all(page, entry):
    one = f"peraturan/{entry.code}/"
    addresses = {**{name or "depan": name for name in PAGES}, "isian": one, "riwayat": f"{one}riwayat/"}
    return {name: count(page, BASE + address) for name, address in addresses.items()}


def test_pages_ask_as_often_as_they_did(page, city, agency):
    edition = next(one for one in list_editions() if one.reference == "kla-2024@1")
    make_sheet(city, edition=edition)
    entry = make_regulation(city, agency, subjects=["nutrition"])
    make_budget_line(city, agency)
    make_innovation(city, agency)
    few = count_all(page, entry)
    for number in range(1, 31):
        make_regulation(city, agency, number=str(100 + number), subjects=["nutrition", "safe_route"])
        make_budget_line(city, agency, sub_activity_code=f"2.08.06.2.01.{number:04}", fund="DAU")
        make_innovation(city, agency, title=f"Inovasi {number}")

    many = count_all(page, entry)

    assert many == few
    many = {name: asked for name, asked in many.items() if name not in LIVE}
    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(many, indent=1) + "\n", encoding="utf-8")
    assert many == json.loads(GOLDEN.read_text(encoding="utf-8"))
