"""The map: what it says, what its feeds hand out and to whom, and what it looked like at another time."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from paripurna.platform.access.types import RoleCode
from paripurna.rooms.places import actions
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.mapping.classes import classify, tone_of
from paripurna.rooms.places.mapping.measuring import Children, Parts, measure, tell
from paripurna.rooms.places.mapping.types import Measure
from tests.factories.access import make_member, sign_in
from tests.factories.inspections import make_finding
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region, make_square

ADDRESS = "/daerah/balikpapan/sarana/peta/"
ALL = {"jenis": list(list_kinds()), "keadaan": ["standar", "terbuka", "temuan", "rencana", "tutup"]}
IN_GREEN, IN_BLUE = {"lon": 116.85, "lat": -1.25}, {"lon": 116.95, "lat": -1.25}


@pytest.fixture(autouse=True)
def _squares(city):
    """Two kelurahan beside each other."""
    make_square("64.71.01.1001", "Hijau", west=116.8, south=-1.3)
    make_square("64.71.01.1002", "Biru", west=116.9, south=-1.3)


def read_names(answer) -> list[str]:
    return sorted(feature["properties"]["name"] for feature in answer.json()["features"])


def ask(client, name="sarana.geojson", **query):
    return client.get(f"{ADDRESS}{name}", query)


class TestMapPage:
    def test_says_its_finding_and_the_same_in_drawing_and_table(self, page, city):
        make_place(city, name="Taman Bekapai", **IN_GREEN)

        answer = page.get(ADDRESS)

        shown = answer.context["map"]
        assert shown.finding == "1 dari 2 kelurahan belum mempunyai RBRA yang terbuka"
        assert [(row.name, row.value, row.tone) for row in shown.regions] == [
            ("Hijau", "1", "full"),
            ("Biru", "0", "none"),
        ]
        assert [(area.region.name, area.region.tone) for area in shown.areas] == [("Hijau", "full"), ("Biru", "none")]
        assert "<title>Taman Bekapai</title>" in shown.signs

    def test_lists_only_what_the_view_of_the_map_holds(self, page, city):
        make_place(city, name="Taman Hijau", **IN_GREEN)
        make_place(city, name="Taman Biru", **IN_BLUE)

        shown = page.get(ADDRESS, {"kotak": "116.91,-1.3,117,-1.2", "tabel": "sarana"}).context

        assert [mark.spot.name for mark in shown["marks"]] == ["Taman Biru"]
        assert [region.name for region in shown["map"].regions] == ["Biru"]
        assert shown["map"].signs.count("<title>") == 2

    def test_shows_a_month_as_it_was(self, page, city):
        place = make_place(city, name="Taman Lama", phase_since=date(2020, 5, 1), **IN_GREEN)
        actions.move_phase(place=place, phase="CLOSED", since=date(2024, 3, 10), by=None, at=NOW)

        months = ["2020-04", "2020-05", "2024-02", "2024-03", ""]
        told = [page.get(ADDRESS, ALL | {"bulan": month}).context["map"].listed for month in months]

        assert [[spot.state.value for spot in spots] for spots in told] == [
            [],
            ["terbuka"],
            ["terbuka"],
            ["tutup"],
            ["tutup"],
        ]

    def test_says_of_how_many_nobody_knows_since_when(self, page, city):
        make_place(city, phase_since=None, **IN_GREEN)

        assert page.get(ADDRESS, {"bulan": "2020-05"}).context["map"].undated == 1

    @pytest.mark.parametrize(
        "query", ["bulan=2020-13", "kotak=1,2,3", "warna=x", "jenis=castle", "wilayah=x", "halaman=-9"]
    )
    def test_leaves_out_what_it_cannot_read(self, page, query):
        assert page.get(f"{ADDRESS}?{query}").status_code == 200


class TestFeed:
    def test_hands_out_points_with_six_decimals(self, page, city):
        make_place(city, name="Taman", lon=116.8500000049, lat=-1.25)

        feature = ask(page).json()["features"][0]

        assert feature["geometry"] == {"type": "Point", "coordinates": [116.85, -1.25]}
        assert feature["properties"]["letter"] == "R"
        assert feature["properties"]["shape"] == "square"

    def test_keeps_hidden_places_to_who_keeps_them(self, client, page, city):
        make_place(city, name="Taman", **IN_GREEN)
        make_place(city, name="Taman rahasia", is_hidden=True, **IN_GREEN)
        make_place(city, name="Rumah aman", kind="protection_body", **IN_BLUE)
        mayor = make_member(city, RoleCode.HEAD, username="walikota")
        lurah = make_member(city, RoleCode.KELURAHAN, username="lurah", region=make_region("64.71.01.1001"))

        seen = {
            who: read_names(ask(sign_in(client, user), **ALL)) for who, user in (("mayor", mayor), ("lurah", lurah))
        }

        assert seen == {"mayor": ["Taman"], "lurah": ["Taman", "Taman rahasia"]}

    def test_hands_the_public_nothing_hidden_whoever_asks(self, page, city):
        make_place(city, name="Taman", **IN_GREEN)
        make_place(city, name="Rumah aman", kind="protection_body", **IN_BLUE)

        assert read_names(ask(page, **ALL)) == ["Rumah aman", "Taman"]
        assert read_names(ask(page, "sarana-umum.geojson", **ALL)) == ["Taman"]

    def test_says_closed_to_the_public_and_why_to_the_house(self, page, city, secretary):
        place = make_place(city, name="Taman", **IN_GREEN)
        make_finding(place, secretary)

        told = [ask(page, name, **ALL).json()["features"][0] for name in ("sarana-umum.geojson", "sarana.geojson")]

        assert [each["properties"]["shape"] for each in told] == ["cross", "triangle"]
        assert page.get(ADDRESS).context["map"].finding == "2 dari 2 kelurahan belum mempunyai RBRA yang terbuka"

    def test_is_not_sent_again_before_something_changed(self, page, city):
        place = make_place(city, name="Taman", **IN_GREEN)
        tag = ask(page)["ETag"]

        same = page.get(f"{ADDRESS}sarana.geojson", headers={"If-None-Match": tag})
        actions.move_phase(place=place, phase="CLOSED", since=None, by=None, at=NOW)
        changed = page.get(f"{ADDRESS}sarana.geojson", headers={"If-None-Match": tag})

        assert (same.status_code, changed.status_code) == (304, 200)


class TestMeasure:
    @pytest.mark.parametrize(
        ("what", "parts", "value"),
        [
            (Measure.COUNT, Parts(2, 1, (0.5,)), 2),
            (Measure.CHILDREN, Parts(2, 1, (), Children(3000)), 1500),
            (Measure.CHILDREN, Parts(0, 0, (), Children(3000)), inf),
            (Measure.CHILDREN, Parts(2, 0, ()), None),
            (Measure.STANDARD, Parts(2, 1, ()), 0.5),
            (Measure.STANDARD, Parts(0, 0, ()), None),
            (Measure.COVERAGE, Parts(0, 0, (), Children(3000, 0.25)), 0.25),
            (Measure.COMPLETE, Parts(2, 0, (0.25, 0.75)), 0.5),
        ],
    )
    def test_guesses_nothing(self, what, parts, value):
        assert measure(what, parts) == value
        assert "%" not in tell(what, parts).replace("50%", "").replace("25%", "")


class TestClassify:
    def test_keeps_zero_alone_and_never_parts_equal_values(self):
        classes = classify([0, 0, 1, 1, 1, 2, 9])

        assert [(each.tone, each.low, each.high, each.count) for each in classes] == [
            ("none", 0, 0, 2),
            ("most", 1, 1, 3),
            ("full", 2, 9, 2),
        ]
        assert tone_of(None, classes) == "unknown"

    def test_keeps_children_without_any_place_alone(self):
        assert [(each.tone, each.low) for each in classify([100, 200, 300, inf])] == [
            ("none", 100),
            ("part", 200),
            ("most", 300),
            ("full", inf),
        ]

    def test_parts_shares_by_quarters(self):
        assert [each.tone for each in classify([0.1, 0.25, 0.8, 1], is_share=True)] == ["none", "part", "full"]


def test_every_kind_has_a_letter_of_its_own():
    letters = [kind.letter for kind in list_kinds().values()]

    assert len(set(letters)) == len(letters)
