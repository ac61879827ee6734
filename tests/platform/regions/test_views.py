import json

import pytest
from django.urls import reverse

from paripurna.platform.regions.actions import load_reference_data
from tests.factories.platform import build_person

pytestmark = pytest.mark.django_db
LIST = reverse("regions:region_list")


@pytest.fixture
def signed_in(client):
    client.force_login(build_person())
    return client


@pytest.fixture
def small(write_source, now):
    people = ("64.71,Kota Balikpapan,387112,370306,757418,509.7",)
    load_reference_data(source=write_source(population_area=people), by=None, at=now)


class TestRegionList:
    def test_sends_the_signed_out_to_sign_in(self, client):
        assert client.get(LIST).status_code == 302

    def test_begins_with_the_provinces(self, signed_in, small):
        page = signed_in.get(LIST).content.decode()

        assert "Kalimantan Timur" in page
        assert "Manggar" not in page

    def test_finds_by_name_and_level(self, signed_in, small):
        page = signed_in.get(LIST, {"cari": "balikpapan", "tingkat": "3"}).content.decode()

        assert "Balikpapan Timur" in page
        assert "Kalimantan Timur › Kota Balikpapan" in page

    @pytest.mark.parametrize(
        "query", [{"cari": "xqz"}, {"cari": "x" * 500}, {"tingkat": "9"}, {"cari": "%'\"<script>"}]
    )
    def test_stands_any_question(self, signed_in, small, query):
        assert signed_in.get(LIST, query).status_code == 200


class TestRegionDetail:
    def test_shows_code_figures_with_their_basis_and_parts(self, signed_in, small):
        page = signed_in.get(reverse("regions:region_detail", args=["64.71"])).content.decode()

        assert "757.418" in page
        assert "Dukcapil DKB" in page
        assert "Balikpapan Timur" in page

    def test_tells_that_a_code_is_no_longer_in_use(self, signed_in, small, write_source, now):
        shorter = write_source("64,Kalimantan Timur,provinsi", valid_from="2026-07-01")
        load_reference_data(source=shorter, by=None, at=now)

        page = signed_in.get(reverse("regions:region_detail", args=["64.71"])).content.decode()

        assert "30 Juni 2026" in page

    @pytest.mark.parametrize("code", ["99", "64.71.05.1008.1", "balikpapan", "6471"])
    def test_knows_no_other_code(self, signed_in, small, code):
        assert signed_in.get(reverse("regions:region_detail", args=[code])).status_code == 404

    def test_asks_the_database_little(self, signed_in, small, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            signed_in.get(reverse("regions:region_detail", args=["64.71"]))


class TestRegionBorders:
    def test_sends_geojson(self, signed_in, small):
        response = signed_in.get(reverse("regions:region_borders", args=["64.71"]), {"tingkat": "3"})

        assert response["Content-Type"] == "application/geo+json"
        assert json.loads(response.content) == {"type": "FeatureCollection", "features": []}

    def test_knows_no_other_code(self, signed_in, small):
        assert signed_in.get(reverse("regions:region_borders", args=["99"])).status_code == 404
