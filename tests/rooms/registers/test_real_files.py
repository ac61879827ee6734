"""Files as their publishers made them, through the doors that officers use, with what is told of every row.

The regions are those of the reference data: a misspelled name in a file is misspelled here too.
"""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from paripurna.platform.regions.actions import enable_city, load_reference_data
from paripurna.platform.regions.source import Source
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.models import Figure
from paripurna.rooms.registers.row_reports import Outcome
from tests.factories.access import make_member, sign_in
from tests.factories.network import make_agency
from tests.matrix.visiting import undone

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CASES = Path(__file__).parent / "figure-cases"
PLACES = ("64.02", "64.71")  # whole, and of West Java its kabupaten and kota
TABLES = ("regions", "bps-codes", "aliases", "foundings", "successions", "population-area", "figures", "time-zones")


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The shipped reference data of the places that the files are about: loaded once, and undone at the end."""
    folder = tmp_path_factory.mktemp("regions")
    write_source(folder)
    with django_db_blocker.unblock(), undone():
        load_reference_data(source=Source(folder), at=NOW)
        yield


@pytest.fixture
def regions(loaded):
    with undone():
        yield


def write_source(folder):
    shipped = Source()
    (folder / "dataset.json").write_text(json.dumps(shipped.about), encoding="utf-8")
    for name in TABLES:
        rows = list(shipped._table(name))
        kept = [row for row in rows if name == "time-zones" or is_wanted(row.get("code", ""))]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(kept)


def is_wanted(code: str) -> bool:
    of_west_java = code.startswith("32") and code.count(".") < 2
    return code == "64" or of_west_java or code.startswith(PLACES)


@pytest.fixture
def desk(regions, client):
    """The import of figures of a city: give it a file and see what is told; then have it written."""

    def open_for(code: str, *, victims: bool = False) -> Desk:
        city = enable_city(region_code=code, slug="daerah", by=None, at=NOW)
        agency = make_agency(city, "dp3a")
        sign_in(client, make_member(city, RoleCode.SECRETARIAT, username="sekretaris"))
        values = {"slug": "seri", "title": "Seri", "unit": "orang", "subjects": ["violence_victims"]}
        values |= {"agency_id": agency.id, "counts_victims": victims}
        add_entry(register=FIGURES, city=city, values=values, by=None, at=NOW)
        return Desk(client, city)

    return open_for


class Desk:
    def __init__(self, client, city):
        self.client, self.city = client, city

    def url(self, name, **more):
        return reverse(f"registers:{name}", kwargs={"city": self.city.slug, **more})

    def send(self, content, **given):
        """This method will hand a file in and return what the page would do with it."""
        file = SimpleUploadedFile("angka.csv", content)
        self.begun = self.client.post(self.url("figures_begin"), {"series": "seri", "file": file}).url
        columns = {
            f"k{index}": column.value
            for index, column in enumerate(self.client.get(self.begun).context["plan"].mapping)
        }
        self.said = {"source": "", "period": "", **columns, **given}
        return self.client.post(self.begun, self.said | {"do": "look"}).context["plan"]

    def run(self):
        """This method will have it written and return how many figures the series holds then."""
        self.client.post(self.begun, self.said | {"do": "run"})
        return Figure.objects.filter(city=self.city).count()


SIGA = {"source": "SIGA DP3A Kutai Kartanegara", "period": "2024"}
FILES = [
    # file, city, given, rows taken, passed over, figures
    ("balikpapan-kekerasan", "64.71", {}, 49, 0, 49),
    ("balikpapan-penduduk", "64.71", {}, 27, 0, 27),
    ("balikpapan-sarana", "64.71", {}, 18, 0, 18),
    ("kukar-siga-305-sekolah-ramah-anak-2024", "64.02", SIGA, 20, 0, 20),
    ("jabar-korban-usia", "32.01", {"source": "Open Data Jabar"}, 56, 91, 56),
]


@pytest.mark.parametrize(
    ("name", "city", "given", "taken", "passed", "figures"), FILES, ids=lambda value: str(value)[:30]
)
def test_every_row_is_taken_or_told(desk, name, city, given, taken, passed, figures):
    office = desk(city)

    plan = office.send((CASES / f"{name}.csv").read_bytes(), **given)

    counts = plan.counts
    assert (counts[Outcome.TAKEN], counts[Outcome.SKIPPED], counts[Outcome.PROBLEM]) == (taken, passed, 0)
    assert office.run() == figures


MISSPELLED = [
    "296-korban-anak-jenis-pelayanan",
    "297-korban-anak-usia",
    "298-korban-anak-pendidikan",
    "301-pelaku-hubungan",
]


@pytest.mark.parametrize("name", MISSPELLED)
def test_a_misspelled_kecamatan_is_named_by_its_row_and_nothing_is_written_before_it_is_mended(desk, name):
    office, content = desk("64.02", victims=True), (CASES / f"kukar-siga-{name}-2024.csv").read_bytes()

    (report,) = office.send(content, **SIGA).told
    refused = office.run()
    plan = office.send(content.replace(b"Semboja", b"Samboja"), **SIGA)

    assert (report.row, report.outcome) == (16, Outcome.PROBLEM)
    assert "“Semboja”" in report.sentence
    assert "Samboja" in report.remedy
    assert refused == 0
    assert plan.counts == {Outcome.TAKEN: 18}
    assert office.run() == 18 * (len(plan.heads) - 1)


def test_counts_of_one_and_two_children_are_hidden_in_the_profile(desk):
    office = desk("64.02", victims=True)
    office.send(
        (CASES / "kukar-siga-297-korban-anak-usia-2024.csv").read_bytes().replace(b"Semboja", b"Samboja"), **SIGA
    )
    office.run()

    sent = office.client.get(office.url("child_profile_export", ending="csv") + "?tahun=2024").content.decode(
        "utf-8-sig"
    )

    values = {row["Nilai"] for row in csv.DictReader(sent.splitlines())}
    assert "*" in values
    assert values.isdisjoint({"1", "1.0", "2", "2.0", "3", "3.0", "4", "4.0"})
    assert "14.0" in values or "14" in values


def test_regions_are_found_by_their_code_of_bps(desk):
    office = desk("64.71")
    codes = {row["bps_code"]: row["code"] for row in Source()._table("bps-codes") if row["code"].startswith("64.71")}
    table = "\n".join(["Kode BPS,Nilai", *(f"{code},{number}" for number, code in enumerate(codes))])

    plan = office.send(table.encode(), source="BPS", period="2024")
    office.run()
    assert len(codes) == 41
    assert plan.counts == {Outcome.TAKEN: 41}
    written = Figure.objects.filter(city=office.city).select_related("region")
    assert {row.region.code if row.region else "64.71" for row in written} == set(codes.values())
