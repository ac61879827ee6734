"""How many statements the pages of a register ask: golden figures, whatever the number of entries."""

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from paripurna.core.instrument.shelf import list_editions
from paripurna.rooms.network.types import AgencyKind
from paripurna.rooms.registers.figures.actions import write_figures
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.types import FigureDraft, read_period
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.trainings.description import STAFFING, TRAININGS
from paripurna.rooms.registers.trainings.types import Service
from tests.factories.network import make_agency
from tests.factories.registers import NOW, make_budget_line, make_entry, make_innovation, make_regulation
from tests.factories.sheets import make_sheet

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-registers.json"
DAY = date(2025, 5, 5)
BASE = "/daerah/balikpapan/data-program/"
PAGES = (
    *("", "peraturan/", "peraturan/pertanyaan/", "anggaran/", "anggaran/anak/", "inovasi/"),
    *(
        "pelatihan/",
        "pelatihan/cakupan/",
        "petugas/",
        "kemitraan/",
        "kemitraan/mitra/",
        "data-terpilah/",
        "profil-anak/",
    ),
)

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


def add_people_and_figures(city, agency, number):
    """One session, one post filled, one promise of a partner of its own, and one series with its figure."""
    company = make_agency(city, f"pt-{number}", kind=AgencyKind.COMPANY)
    mine = {"agency_id": agency.id, "subjects": ["crc"]}
    make_entry(TRAININGS, city, mine | {"title": f"KHA {number}", "starts_on": DAY, "ends_on": DAY})
    service = Service.values[number % len(Service.values)]
    said = {"agency_id": company.id, "service": service, "people": 10, "as_of": DAY}
    make_entry(STAFFING, city, said)
    promise = {"partner_id": company.id, "title": f"Buku {number}", "form": "GOODS", "starts_on": DAY}
    make_entry(PARTNERSHIPS, city, mine | promise)
    series = make_entry(FIGURES, city, mine | {"slug": f"seri-{number}", "title": f"Seri {number}", "unit": "anak"})
    write_figures(series=series, drafts=[FigureDraft("BPS", read_period("2025"), Decimal(number))], by=None, at=NOW)


def test_pages_ask_as_often_as_they_did(page, city, agency):
    edition = next(one for one in list_editions() if one.reference == "kla-2024@1")
    make_sheet(city, edition=edition)
    entry = make_regulation(city, agency, subjects=["nutrition"])
    make_budget_line(city, agency)
    make_innovation(city, agency)
    add_people_and_figures(city, agency, 0)
    few = count_all(page, entry)
    for number in range(1, 31):
        make_regulation(city, agency, number=str(100 + number), subjects=["nutrition", "safe_route"])
        make_budget_line(city, agency, sub_activity_code=f"2.08.06.2.01.{number:04}", fund="DAU")
        make_innovation(city, agency, title=f"Inovasi {number}")
        add_people_and_figures(city, agency, number)

    many = count_all(page, entry)

    assert many == few
    many = {name: asked for name, asked in many.items() if name not in LIVE}
    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(many, indent=1) + "\n", encoding="utf-8")
    assert many == json.loads(GOLDEN.read_text(encoding="utf-8"))
