"""The form of a place: what is typed is read, told back, and never lost."""

import json
from datetime import date

import pytest
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from paripurna.rooms.places import queries
from paripurna.rooms.places.queries import Place
from tests.factories.access import make_member, sign_in
from tests.factories.evidence import make_document
from tests.factories.network import make_agency
from tests.factories.places import make_place
from tests.factories.regions import make_square

TYPED = {
    "uuid": "7b7d7a60-0f3c-4e1c-9d53-5b8a1c5f2f10",
    "revision": "0",
    "kind": "play_space",
    "name": "Taman Baru",
    "aliases": "RBRA Ceria\nTaman Lama",
    "phase": "OPEN",
    "phase_since": "2026-02-08",
    "position_basis": "MEASURED",
    "access": "PARTIAL",
    "land_owner": "CITY",
    "land_status": "UNKNOWN",
    "area_m2": "15.000,5",
    "cost_idr": "Rp 1.250.000",
    "is_free": "yes",
}
SQUARE = [[116.8, -1.3], [116.9, -1.3], [116.9, -1.2], [116.8, -1.2], [116.8, -1.3]]
BOW = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]


def address(name, **parts):
    return reverse(f"places:{name}", kwargs={"city": "balikpapan"} | parts)


def draw(ring):
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


@pytest.fixture
def kelurahan(city):
    """One kelurahan with a border, so that positions can be looked up."""
    return make_square("64.71.05.1008", "Sepinggan Baru", west=116.8, south=-1.3)


class TestAdding:
    def test_reads_a_place_as_people_write_it_once(self, page, kelurahan):
        sent = TYPED | {"position": "1°14'32.8\" LS 116°53'46.5\" BT"}
        first, again = page.post(address("place_add"), sent), page.post(address("place_add"), sent)

        place = Place.objects.get()
        assert first.url == again.url == address("place", code=place.code)
        assert (round(place.lat, 4), round(place.lon, 4), place.kelurahan) == (-1.2424, 116.8963, kelurahan)
        assert (place.aliases, place.is_free, place.cost_idr) == (["RBRA Ceria", "Taman Lama"], True, 1_250_000)
        assert (str(place.area_m2), place.phase_since) == ("15000.5", date(2026, 2, 8))

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"position": "116.85, 1.9"}, "di luar"),
            ({"position": "pasar baru"}, "Tulis lintang dan bujur"),
            ({"shape": draw(BOW)}, "memotong dirinya sendiri di dekat -1.250000, 116.850000"),
            ({"shape": draw([[lon + 5, lat] for lon, lat in SQUARE])}, "di luar"),
            ({"shape": "{"}, "bukan GeoJSON"),
            ({"age_from": "12", "age_to": "3"}, "Tukar kedua usia"),
            ({"name": "", "note": "jangan hilang"}, "jangan hilang"),
        ],
        ids=["outside", "words", "crossing", "shape outside", "no shape", "ages", "no name"],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, page, kelurahan, wrong, said):
        response = page.post(address("place_add"), TYPED | wrong)

        shown = response.content.decode()
        assert response.status_code == 422
        assert said in shown
        assert "Taman Lama" in shown

    def test_takes_the_position_from_a_drawn_border(self, page, kelurahan):
        page.post(address("place_add"), TYPED | {"shape": draw(SQUARE)})

        place = Place.objects.get()
        assert (place.geometry["type"], place.kelurahan) == ("Polygon", kelurahan)

    def test_tells_the_staff_of_a_kelurahan_where_their_reach_ends(self, client, city, kelurahan):
        staff = make_member(city, RoleCode.KELURAHAN, username="lurah", region=kelurahan)

        response = sign_in(client, staff).post(address("place_add"), TYPED)

        assert response.status_code == 422
        assert "kelurahan Anda sendiri" in response.content.decode()
        assert not Place.objects.exists()

    def test_tells_back_how_a_position_is_read(self, page, kelurahan):
        response = page.get(address("position_read"), {"position": "116,85; -1,25"})

        assert "Bujur ditulis lebih dulu. Terbaca -1.250000, 116.850000" in response.content.decode()


class TestChanging:
    def test_shows_both_versions_and_saves_when_the_person_decides(self, page, city):
        place = make_place(city, lat=None)
        one = TYPED | {"revision": "1", "uuid": str(place.uuid)}
        page.post(address("place_change", code=place.code), one | {"name": "Versi lain"})

        refused = page.post(address("place_change", code=place.code), one | {"name": "Versi saya"})
        shown = refused.content.decode()
        assert refused.status_code == 422
        assert all(words in shown for words in ("Versi lain", "Versi saya", "Simpan versi saya"))

        page.post(address("place_change", code=place.code), one | {"name": "Versi saya", "revision": "2"})
        assert queries.get_place(city, place.code).name == "Versi saya"

    def test_keeps_the_digits_of_a_position_that_nobody_touched(self, page, city, kelurahan):
        place = make_place(city, lat=-1.25000012345, lon=116.85)
        sent = TYPED | {"revision": "1", "uuid": str(place.uuid), "position": "-1.250000, 116.850000"}

        page.post(address("place_change", code=place.code), sent)

        assert queries.get_place(city, place.code).lat == -1.25000012345


class TestSteps:
    def test_a_refused_step_of_life_keeps_what_was_typed(self, page, city):
        place = make_place(city)
        step = {"tahap-phase": "CLOSED", "tahap-since": "2099-01-01", "tahap-note": "banjir"}

        refused = page.post(address("place_phase", code=place.code), step)
        taken = page.post(address("place_phase", code=place.code), step | {"tahap-since": "2026-03-01"})

        assert (refused.status_code, taken.status_code) == (422, 302)
        assert "banjir" in refused.content.decode()
        assert queries.list_phases(place)[-1].note == "banjir"

    def test_papers_of_the_library_belong_to_a_place_until_detached(self, page, city, secretary):
        make_agency(city, "dinkes")
        place, paper = make_place(city), make_document(city, by=secretary, title="SK RBRA Ceria")
        parts = {"code": place.code, "document": paper.code}

        page.post(address("document_attach", **parts))
        assert "SK RBRA Ceria" in page.get(address("place", code=place.code)).content.decode()
        page.post(address("document_detach", **parts))

        assert queries.list_documents(place) == []


class TestExport:
    def test_geojson_has_no_position_of_what_is_never_public(self, page, city, kelurahan):
        make_place(city, name="Taman", lat=-1.25, lon=116.85, is_hidden=False)
        refuge = make_place(
            city, name="Rumah aman", kind="protection_body", lat=-1.26, lon=116.86, address="Jl. Rahasia"
        )

        sent = page.get(address("place_export", ending="geojson")).content.decode()

        found = {one["properties"]["Nama"]: one for one in json.loads(sent)["features"]}
        assert found["Taman"]["geometry"]["coordinates"] == [116.85, -1.25]
        assert found["Rumah aman"]["geometry"] is None
        assert "Jl. Rahasia" not in sent
        assert refuge.is_hidden
