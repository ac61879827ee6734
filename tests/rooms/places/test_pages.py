"""The pages of the register: the list as its filters ask, and a place as everybody in the city reads it."""

import pytest
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from paripurna.platform.regions.models import Region
from paripurna.rooms.places import actions
from tests.factories.access import make_member, sign_in
from tests.factories.network import make_agency
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region, make_square


def address(name, **parts):
    return reverse(f"places:{name}", kwargs={"city": "balikpapan"} | parts)


def read(page, where, query=""):
    response = page.get(where + query)
    assert response.status_code == 200
    return response.content.decode()


class TestList:
    def test_is_narrowed_by_words_kind_state_region_and_agency(self, page, city):
        kecamatan = make_region("64.71.05", "Balikpapan Selatan")
        here = make_region("64.71.05.1008", "Sepinggan Baru")
        agency = make_agency(city, "dp3akb")
        make_place(city, name="Taman Satu", kelurahan_id=here.pk, agency_id=agency.id, address="Jl. Jamrud")
        make_place(city, name="Sekolah Dua", kind="school", phase="IDEA")

        for query in ("cari=jamrud", "jenis=play_space", "keadaan=OPEN", f"wilayah={kecamatan.code}", "pd=dp3akb"):
            shown = read(page, address("place_list"), f"?{query}")
            assert ("Taman Satu" in shown, "Sekolah Dua" in shown) == (True, False), query

    def test_sorts_states_as_a_life_runs(self, page, city):
        for phase in ("CLOSED", "OPEN", "IDEA"):
            make_place(city, name=f"Taman {phase}", phase=phase)

        shown = read(page, address("place_list"), "?urut=keadaan")

        assert shown.index("Taman IDEA") < shown.index("Taman OPEN") < shown.index("Taman CLOSED")

    def test_begins_with_the_part_that_somebody_keeps(self, client, city):
        here = make_region("64.71.05.1008", "Sepinggan Baru")
        sign_in(client, make_member(city, RoleCode.KELURAHAN, region=here))

        assert client.get(address("place_list")).url.endswith("?wilayah=64.71.05.1008")
        assert client.get(address("place_list") + "?wilayah=").status_code == 200

    def test_says_what_to_do_where_nothing_fits(self, page, city):
        make_place(city)

        assert "Tidak ada yang cocok" in read(page, address("place_list"), "?cari=tidak-ada")


class TestPlace:
    def test_tells_life_position_and_use(self, page, city):
        said = {"opens_at": "08:00", "hours_note": "setiap hari", "age_from": 2, "age_to": 12, "is_free": True}
        place = make_place(city, **said)

        shown = read(page, address("place", code=place.code))

        for words in ("Ruang bermain ramah anak", "1 Feb 2025", "setiap hari", "2 sampai 12 tahun", "gratis"):
            assert words in shown

    def test_says_of_a_hidden_place_that_it_is_on_no_public_map(self, page, city):
        shown = read(page, address("place", code=make_place(city, kind="protection_body").code))

        assert "Tidak pernah tampil di peta umum" in shown

    @pytest.mark.parametrize("role", [RoleCode.HEAD, RoleCode.VERIFIER, RoleCode.PROVINCE])
    def test_tells_only_who_keeps_it_where_a_hidden_place_is(self, client, page, city, role):
        secret = {"lon": 116.85, "lat": -1.25, "address": "Jl. Tersembunyi 7"}
        make_square("64.71.01.1001", "Hijau", west=116.8, south=-1.3)
        place = make_place(city, kind="protection_body", name="Rumah Aman", **secret)
        actions.change_place(place=place, values={"address": "Jl. Tersembunyi 9"}, base_revision=1, by=None, at=NOW)
        one = {"code": place.code}
        pages = [address("place", **one), address("place_history", **one), address("place_export", ending="csv")]
        keeper = [page.get(each).content.decode() for each in pages]
        region = Region.objects.get(code="64") if role is RoleCode.PROVINCE else None
        sign_in(client, make_member(city, role, username="pembaca", region=region))

        reader = [client.get(each).content.decode() for each in pages]

        for mine, theirs in zip(keeper, reader, strict=True):
            assert "Tersembunyi" in mine
            assert "Rumah Aman" in theirs
            for told in ("Tersembunyi", "116.85", "116,85", "-1.25", "-1,25"):
                assert told not in theirs
        assert "Rumah Aman" not in read(client, address("place_list"), "?cari=tersembunyi")


def test_is_found_by_the_search_of_the_house_and_named_in_the_audit(page, city):
    place = make_place(city, name="Taman Tiga Generasi")
    actions.change_place(place=place, values={"capacity": 40}, base_revision=1, by=None, at=NOW)
    where = address("place", code=place.code)

    assert where in read(page, reverse("ui:search", kwargs={"city": "balikpapan"}), "?q=generasi")
    told = read(page, reverse("audit:event_list", kwargs={"city": "balikpapan"}))
    assert where in told
    assert "mengubah Taman Tiga Generasi (Daya tampung anak sekaligus)" in told
