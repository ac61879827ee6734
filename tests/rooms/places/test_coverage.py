"""Who has a place within reach: sums that add up, places that count and those that do not, numbers that are brought whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext

from paripurna.platform.regions.models import City, RegionFigure
from paripurna.rooms.places import actions as places
from paripurna.rooms.places.coverage import reading
from paripurna.rooms.places.coverage.estimating import estimate_numbers
from paripurna.rooms.places.coverage.forms import read_asked
from paripurna.rooms.places.coverage.importing import read_numbers
from paripurna.rooms.places.coverage.models import WalkingNetwork
from paripurna.rooms.places.coverage.reading import find_outcome
from paripurna.rooms.places.coverage.types import Asked, Basis, NoNumbers, Origin
from paripurna.rooms.places.standing.types import Step
from paripurna.rooms.places.types import Phase
from tests.factories.coverage import CENTERS, EAST, WEST, draw_borders, put_place, use_numbers, write_graphml
from tests.factories.inspections import make_finding
from tests.factories.places import NOW
from tests.factories.regions import make_region
from tests.factories.standing import take_step

TODAY = date(2026, 11, 24)


@pytest.fixture
def mapped(city: City) -> City:
    draw_borders()
    return city


class TestFindOutcome:
    def test_adds_its_kelurahan_up_to_the_city(self, mapped):
        use_numbers(mapped, {WEST: (301, 700), EAST: (99, 302)})
        put_place(mapped, WEST)

        found = find_outcome(mapped, Asked(), on=TODAY)

        assert (found.city.total, found.city.basis) == (1402, Basis.MEASURED)
        for distance in range(len(found.limits)):
            assert found.city.count_reached(distance) == sum(line.count_reached(distance) for line in found.lines)
        near, far, _walk = (found.city.count_reached(distance) for distance in range(3))
        assert 0 < near < far

    def test_follows_a_place_that_closes(self, mapped):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        place = put_place(mapped, WEST)
        before = find_outcome(mapped, Asked(), on=TODAY)

        places.move_phase(place=place, phase=Phase.CLOSED, since=date(2026, 11, 1), by=None, at=NOW)

        after = find_outcome(mapped, Asked(), on=TODAY)
        assert before.city.count_reached(1) > 0
        assert [after.city.count_reached(distance) for distance in range(3)] == [0, 0, 0]

    def test_leaves_out_a_place_that_a_finding_keeps_closed(self, mapped, secretary):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        make_finding(put_place(mapped, WEST), secretary)

        assert find_outcome(mapped, Asked(), on=TODAY).city.count_reached(1) == 0

    def test_draws_no_circle_around_a_hidden_place(self, mapped):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        for kind in ("protection_body", "school"):
            put_place(mapped, WEST, kind=kind, is_hidden=True)

            found = find_outcome(mapped, Asked(kind=kind), on=TODAY)

            assert (found.city.count_reached(1), found.counted) == (0, ())
        assert read_asked({"jenis": "protection_body"}).kind == Asked().kind

    def test_takes_nothing_for_certified_that_is_not(self, mapped):
        use_numbers(mapped, {WEST: (300, 700), EAST: (300, 700)})
        place, declared = put_place(mapped, WEST), put_place(mapped, EAST)
        take_step(declared, Step.DECLARED)

        assert find_outcome(mapped, Asked(certified=True), on=TODAY).counted == ()
        take_step(place, Step.STANDARDIZED)
        assert find_outcome(mapped, Asked(certified=True), on=TODAY).counted == (place.pk,)

    @pytest.mark.parametrize(
        ("asked", "values"),
        [
            (Asked(accessible=True), {"access": "PARTIAL"}),
            (Asked(free=True), {"is_free": None}),
            (Asked(), {"phase": "DESIGN"}),
            (Asked(), {"kind": "school"}),
        ],
        ids=["accessible", "free", "open", "kind"],
    )
    def test_counts_what_is_known_to_fit_alone(self, mapped, asked, values):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        put_place(mapped, WEST, **values)

        assert find_outcome(mapped, asked, on=TODAY).counted == ()

    def test_serves_the_ages_that_a_place_is_made_for(self, mapped):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        put_place(mapped, WEST, age_from=0, age_to=6)

        young, old = find_outcome(mapped, Asked(), on=TODAY).city.reached[1]

        assert young > 0
        assert old == 0

    def test_keeps_a_kelurahan_without_a_number_out_of_every_sum(self, mapped):
        use_numbers(mapped, {WEST: (300, 700), EAST: None})
        put_place(mapped, EAST)

        found = find_outcome(mapped, Asked(), on=TODAY)

        assert {line.code: line.basis for line in found.lines} == {WEST: Basis.MEASURED, EAST: Basis.UNKNOWN}
        assert (found.city.total, found.city.basis) == (1000, Basis.ESTIMATED)

    def test_shows_no_group_of_fewer_than_ten_children(self, mapped):
        use_numbers(mapped, {WEST: (30, 70), EAST: (4, 5)})
        put_place(mapped, WEST, kind="school")

        missed = find_outcome(mapped, Asked(), on=TODAY).missed

        assert {spot.kelurahan for spot in missed} == {WEST}
        assert min(spot.children for spot in missed) >= 10

    def test_is_not_worked_out_twice(self, mapped, monkeypatch):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        first = find_outcome(mapped, Asked(), on=TODAY)
        monkeypatch.setattr(reading, "read_inputs", lambda *_given, **_more: pytest.fail("asked again"))

        assert find_outcome(mapped, Asked(), on=TODAY) == first

    def test_says_that_nobody_has_brought_numbers(self, mapped):
        with pytest.raises(NoNumbers):
            find_outcome(mapped, Asked(), on=TODAY)


class TestReadNumbers:
    def test_reads_a_table_by_name_or_code(self, mapped):
        content = f"Kelurahan;0-5;6-17;Dasar\nBarat;1.200;300;\n{EAST};;;\nJumlah;1200;300;\n".encode()

        draft = read_numbers(content, mapped).draft

        assert draft is not None
        assert (draft.origin, draft.groups, draft.total) == (Origin.TABLE, ((0, 5), (6, 17)), 1500)
        assert draft.counts == {WEST: (1200, 300), EAST: None}

    def test_names_every_bad_row_and_takes_nothing(self, mapped):
        content = b"kelurahan,0-5,6-17\nBarat,12,x\nNegeri Jauh,1,2\nBarat,1,2\nTimur,3,-4\n"

        reading = read_numbers(content, mapped)

        assert reading.draft is None
        assert [problem.row for problem in reading.problems] == [2, 3, 4, 5]

    def test_reads_points_and_names_those_outside(self, mapped):
        lon, lat = CENTERS[WEST]
        good = f"lon,lat,0-5,6-17\n{lon},{lat},10,20\n".encode()

        draft = read_numbers(good, mapped).draft
        assert draft is not None
        assert (draft.origin, draft.total, draft.point_count) == (Origin.POINTS, 30, 1)
        bad = read_numbers(good + f"{lat},{lon},1,2\n".encode(), mapped)
        assert [problem.row for problem in bad.problems] == [3]
        assert bad.problems[0].remedy == gettext("Write longitude under lon.")

    def test_refuses_ages_that_run_into_each_other(self, mapped):
        assert read_numbers(b"kelurahan,0-5,5-17,anak\nBarat,1,2,3\n", mapped).draft is None


class TestEstimateNumbers:
    def test_parts_the_children_of_the_city_like_its_people(self, mapped):
        kecamatan, region = make_region("64.71.05", "Selatan"), mapped.region
        for of, measure, value in ((region, "CHILDREN", 1800), (kecamatan, "POPULATION", 6000)):
            RegionFigure.objects.create(
                region=of, measure=measure, value=value, unit="jiwa", period="2024", as_of=date(2024, 6, 30), basis="b"
            )

        found = estimate_numbers(mapped, on=TODAY)

        assert found is not None
        draft, about = found
        assert (draft.counts, about.basis) == ({"64.71.05": (600, 700, 500)}, Basis.ESTIMATED)


class TestWalkingNetwork:
    """A street that runs from the place in the west along the south of the city, far from most who live there."""

    ADD, END = "/daerah/balikpapan/sarana/cakupan/jaringan/", "/daerah/balikpapan/sarana/cakupan/jaringan/lepas/"

    def send(self, page, text, name="jalan.graphml"):
        said = {"network-source": "OpenStreetMap", "network-as_of": "2026-01-01"}
        return page.post(self.ADD, said | {"network-file": SimpleUploadedFile(name, text.encode())}, follow=True)

    def test_measures_along_the_graphml_of_osmnx(self, mapped, page):
        use_numbers(mapped, {WEST: (300, 700), EAST: (100, 300)})
        put_place(mapped, WEST)
        straight = find_outcome(mapped, Asked(), on=TODAY)

        shown = self.send(page, write_graphml(CENTERS[WEST], CENTERS[EAST])).content.decode()

        found = find_outcome(mapped, Asked(), on=TODAY)
        assert 0 < found.city.count_reached(1) < straight.city.count_reached(1)
        assert sum(children for _code, children in found.off_paths) > 500
        assert "OpenStreetMap" in shown
        assert find_outcome(mapped, Asked(by_paths=False), on=TODAY) == straight
        page.post(self.END)
        assert find_outcome(mapped, Asked(), on=TODAY) == straight

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (write_graphml((-1.24, 116.81), (-1.23, 116.82)), "tertukar"),
            (write_graphml((106.8, -6.2), (106.9, -6.2)), "Balikpapan"),
            (write_graphml((482654.1, 9861000.0), (482700.0, 9861000.0)), "EPSG:4326"),
            ("lat,lon\n-1.2,116.8\n", "bukan GeoJSON"),
            ('{"type": "FeatureCollection", "features": []}', "Tidak ada jalan"),
            (write_graphml(CENTERS[WEST], CENTERS[EAST]).replace('target="2"', 'target="9"'), "1 – 9"),
        ],
        ids=["swapped", "elsewhere", "meters", "a table", "empty", "broken"],
    )
    def test_says_what_is_wrong_with_a_file(self, mapped, page, text, told):
        refused = self.send(page, text)

        assert refused.status_code == 422
        assert told in refused.content.decode()
        assert not WalkingNetwork.objects.exists()


class TestPages:
    def test_show_numerator_denominator_and_basis(self, mapped, page):
        use_numbers(mapped, {WEST: (300, 700), EAST: None})
        put_place(mapped, WEST)

        shown = page.get("/daerah/balikpapan/sarana/cakupan/?menit=10&urut=-dekat").content.decode()
        table = page.get("/daerah/balikpapan/sarana/cakupan.csv?menit=10").content.decode("utf-8-sig")

        assert "Disdukcapil" in shown
        assert table.splitlines()[1].startswith(f"{WEST},Barat,300,700,1000,")
