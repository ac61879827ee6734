"""How many statements the pages of the register ask: golden figures, whatever the number of places."""

import json
import os
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.network import make_agency
from tests.factories.places import make_place
from tests.factories.regions import make_region

GOLDEN = Path(__file__).parents[2] / "golden" / "query-counts-places.json"


def count(page, address):
    page.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert page.get(address).status_code == 200
    return len(asked)


def count_all(page, place):
    one = {"city": "balikpapan", "code": place.code}
    addresses = {
        "daftar": reverse("places:place_list", kwargs={"city": "balikpapan"}),
        "peta": reverse("places:map", kwargs={"city": "balikpapan"}),
        "peta bulan lalu": reverse("places:map", kwargs={"city": "balikpapan"}) + "?bulan=2025-03&tabel=sarana",
        "sarana di peta": reverse("places:map_places", kwargs={"city": "balikpapan"}),
        "sarana": reverse("places:place", kwargs=one),
        "standar": reverse("places:standing", kwargs={"city": "balikpapan"}),
        "mungkin-sama": reverse("places:duplicate_list", kwargs={"city": "balikpapan"}),
        "cakupan": reverse("places:coverage", kwargs={"city": "balikpapan"}),
        "lokasi": reverse("places:siting_list", kwargs={"city": "balikpapan"}),
        "calon lokasi": reverse("places:site_list", kwargs={"city": "balikpapan"}),
        "riwayat": reverse("places:place_history", kwargs=one),
        "unduh": reverse("places:place_export", kwargs={"city": "balikpapan", "ending": "csv"}),
    }
    return {name: count(page, address) for name, address in addresses.items()}


def test_pages_ask_as_often_as_they_did(page, city):
    make_region("64.71.05", "Balikpapan Selatan")
    kelurahan, agency = make_region("64.71.05.1008", "Sepinggan Baru"), make_agency(city, "dp3akb")
    place = make_place(city, kelurahan_id=kelurahan.pk, agency_id=agency.id)
    few = count_all(page, place)
    for number in range(30):
        make_place(city, name=f"Taman {number}", kelurahan_id=kelurahan.pk, agency_id=agency.id)

    many = count_all(page, place)

    assert many == few
    if os.environ.get("PARIPURNA_GOLDEN") == "1":
        GOLDEN.write_text(json.dumps(many, indent=1) + "\n", encoding="utf-8")
    assert many == json.loads(GOLDEN.read_text(encoding="utf-8"))
