"""Lists as offices keep them, taken into the register: what is read, what is told of every row, and what is written."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.platform.access.types import RoleCode
from paripurna.platform.audit.models import Event
from paripurna.platform.regions.models import Region
from paripurna.platform.tables.writing import WRITERS
from paripurna.rooms.places import actions
from paripurna.rooms.places.exporting import COLUMNS as EXPORTED
from paripurna.rooms.places.exporting import build_table
from paripurna.rooms.places.importing.actions import import_places
from paripurna.rooms.places.importing.columns import COLUMNS
from paripurna.rooms.places.importing.frame import read_frame
from paripurna.rooms.places.importing.planning import build_plan
from paripurna.rooms.places.importing.tables import read_content
from paripurna.rooms.places.importing.types import Given
from paripurna.rooms.places.models import Place, PlaceChange, PlacePhase
from tests.factories.access import make_member, sign_in
from tests.factories.coverage import EAST, WEST, draw_borders
from tests.factories.places import make_place
from tests.factories.regions import make_region
from tests.factories.standing import take_step

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SCHOOLS = "NPSN,Nama Sekolah,Alamat,Kelurahan,Lintang,Bujur\n"
GIVEN = Given(source="Dapodik 2026")


@pytest.fixture
def city(city):
    draw_borders()
    return city


def plan(city, text, given=GIVEN, by=None):
    content = text if isinstance(text, bytes) else text.encode()
    return build_plan(read_content(content), read_frame(city, by, on=NOW.date()), given)


def take(city, text, given=GIVEN):
    content = text if isinstance(text, bytes) else text.encode()
    return import_places(city=city, content=content, given=given, by=None, at=NOW)


def tell(found):
    return [(problem.row, problem.column, problem.sentence) for problem in found.problems]


class TestCoordinates:
    @pytest.mark.parametrize(
        ("lat", "lon"),
        [
            ("-1.241", "116.809"),
            ('"-1,241"', '"116,809"'),
            ('"1°14\'27,6"" LS"', '"116°48\'32,4"" BT"'),
            ("116.809", "-1.241"),
        ],
        ids=["dots", "commas", "degrees", "swapped"],
    )
    def test_are_read_in_three_notations_and_either_way_round(self, city, lat, lon):
        found = plan(city, f"{SCHOOLS}60401234,SDN 001,,Barat,{lat},{lon}\n")

        assert not found.problems
        values = found.added[0].values
        assert (round(values["lat"], 5), round(values["lon"], 5)) == (-1.241, 116.809)
        swapped = [note.sentence for note in found.notes]
        assert bool(swapped) == lat.startswith("116")

    def test_outside_the_city_or_the_country_are_refused_by_row(self, city):
        rows = "60401234,SDN 001,,,-0.5,117.1\n60401235,SDN 002,,,-1242431,116896256\n60401236,SDN 003,,,-1.241,\n"

        found = plan(city, SCHOOLS + rows)

        assert [(row, column) for row, column, _sentence in tell(found)] == [
            (2, "Lintang"),
            (3, "Lintang"),
            (4, "Lintang"),
        ]
        assert "luar" in found.problems[0].sentence
        assert "titik" in found.problems[1].remedy
        assert not found.can_run

    def test_that_a_spreadsheet_made_dates_of_are_told(self, city):
        write, _kind = WRITERS["xlsx"]
        content = write([["Nama", "Lintang", "Bujur"], ["Taman", date(2026, 1, 24), "116,809"]], "Taman")

        found = plan(city, content, Given(kind="play_space", source="DLH"))

        assert "2026-01-24" in found.problems[0].sentence
        assert "teks" in found.problems[0].remedy

    def test_decide_the_kelurahan_and_what_the_row_says_otherwise_is_told(self, city):
        found = plan(city, f"{SCHOOLS}60401234,SDN 001,,Timur,-1.241,116.809\n60401235,SDN 002,,Antah,-1.241,116.809\n")

        kelurahan = {code: pk for code, (pk, _name) in read_frame(city, None, on=NOW.date()).kelurahan.items()}
        assert {row.values["kelurahan_id"] for row in found.added} == {kelurahan[WEST]}
        assert [note.row for note in found.notes] == [2, 3]
        assert "Timur" in found.notes[0].sentence
        assert "Antah" in found.notes[1].sentence


class TestRows:
    def test_of_one_school_three_times_are_told(self, city):
        rows = "60401234,SDN 001,,Barat,,\n60401235,SDN 002,,Barat,,\n60401234,SD Negeri 1,,Timur,,\n60401234,SDN 001,,,,\n"

        found = plan(city, SCHOOLS + rows)

        assert [(row, sentence) for row, _column, sentence in tell(found)] == [
            (4, "Tempat yang sama ada di baris 2."),
            (5, "Tempat yang sama ada di baris 2."),
        ]

    def test_hold_days_as_spreadsheets_and_people_write_them(self, city):
        head = "Nama,Jenis,Sejak\n"
        rows = 'A,RBRA,2026-02-08\nB,RBRA,"8 Februari 2026"\nC,RBRA,46061\nD,RBRA,08/02/2026\n'
        given = Given(source="DP3AKB")

        found = plan(city, head + rows, given)
        bad = plan(city, head + "E,RBRA,31 Februari 2026\nF,RBRA,2013\nG,RBRA,2027-01-01\n", given)

        assert {row.values["phase_since"] for row in found.added} == {date(2026, 2, 8)}
        assert [row for row, _column, _sentence in tell(bad)] == [2, 3, 4]

    def test_with_line_ends_and_commas_in_names_stay_whole(self, city):
        found = plan(city, 'nama,kategori\n"Dinas A,\nDinas B  dan C",kantor_pemerintah\n', Given(source="OSM"))

        assert [(row.title, row.values["kind"]) for row in found.added] == [
            ("Dinas A, Dinas B dan C", "public_building")
        ]

    def test_of_another_kelurahan_are_refused_to_an_officer_of_one(self, city):
        make_region("64.71.05", "Balikpapan Selatan")
        officer = make_member(city, RoleCode.KELURAHAN, region=Region.objects.get(code=WEST), username="lurah")

        found = plan(
            city, f"{SCHOOLS}60401234,SDN 001,,,-1.241,116.809\n60401235,SDN 002,,,-1.241,116.827\n", by=officer
        )

        assert [row for row, _column, _sentence in tell(found)] == [3]

    def test_with_a_border_that_crosses_itself_are_told_where(self, city):
        bow = [[116.801, -1.249], [116.803, -1.247], [116.803, -1.249], [116.801, -1.247], [116.801, -1.249]]
        square = [[116.801, -1.249], [116.803, -1.249], [116.803, -1.247], [116.801, -1.247], [116.801, -1.249]]
        features = [
            {"type": "Feature", "properties": {"Nama": name, "Jenis": "RBRA"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            for name, ring in (("Utuh", square), ("Silang", bow))
        ]  # fmt: skip

        found = plan(city, json.dumps({"type": "FeatureCollection", "features": features}), Given(source="DLH"))

        assert [row.values["geometry"]["type"] for row in found.added] == ["Polygon"]
        assert [(problem.row, problem.column) for problem in found.problems] == [(2, "geometry")]
        assert "-1.248000, 116.802000" in found.problems[0].sentence


class TestAgain:
    def test_the_same_list_changes_nothing_and_a_newer_one_what_differs(self, city):
        head = f"{SCHOOLS}60401234,SDN 001,"
        take(city, f"{head}Jl. A,Barat,-1.241,116.809\n")
        same = take(city, f"{head}Jl. A,Barat,-1.241,116.809\n")
        newer = take(city, f"{head}Jl. B,Barat,-1.241,116.809\n")

        place = Place.objects.get()
        assert (same.unchanged, same.can_run) == (1, False)
        assert [row.changed for row in newer.changed] == [("address",)]
        assert (place.source_key, place.address, place.revision) == ("npsn:60401234", "Jl. B", 2)
        assert list(PlaceChange.objects.order_by("revision").values_list("kind", flat=True)) == ["IMPORTED", "IMPORTED"]
        assert Event.objects.filter(verb="places.import_done").count() == 2

    def test_what_a_person_wrote_stays_unless_they_choose(self, city):
        head = f"{SCHOOLS}60401234,SDN 001,"
        take(city, f"{head}Jl. A,Barat,-1.241,116.809\n")
        place = Place.objects.get()
        by_hand = {"address": "Jl. Tangan", "lat": -1.2405, "lon": 116.809}
        actions.change_place(place=place, values=by_hand, base_revision=1, by=None, at=NOW)
        newer = f"{SCHOOLS}60401234,SD Negeri 001,Jl. B,Barat,-1.242,116.808\n"

        take(city, newer)
        place.refresh_from_db()
        kept = (place.name, place.address, place.lat)
        again = plan(city, newer)
        take(city, newer, Given(source="Dapodik 2026", is_winning=True))
        place.refresh_from_db()

        assert kept == ("SD Negeri 001", "Jl. Tangan", -1.2405)
        assert [row.kept for row in again.held] == [("address", "lat", "lon")]
        assert (place.address, place.lat) == ("Jl. B", -1.242)

    def test_a_certified_place_stays_of_its_kind(self, city):
        head = "NPSN,Nama Sekolah,Jenis,Kelurahan,Lintang,Bujur\n60401234,SDN 001,"
        take(city, f"{head}SRA,Barat,-1.241,116.809\n")
        take_step(Place.objects.get(), level="dasar")

        found = plan(city, f"{head}RBRA,Barat,-1.241,116.809\n", Given(source="Dapodik 2026", is_winning=True))

        assert [(problem.row, problem.column) for problem in found.problems] == [(2, "Jenis")]

    def test_a_withdrawn_place_is_left_alone(self, city):
        text = f"{SCHOOLS}60401234,SDN 001,,Barat,-1.241,116.809\n"
        take(city, text)
        actions.withdraw_place(place=Place.objects.get(), by=None, at=NOW)

        found = take(city, text)

        assert (found.unchanged, len(found.notes), Place.objects.count()) == (1, 1, 1)

    def test_a_list_without_numbers_is_known_by_name_kelurahan_and_source(self, city):
        text = "nama,kategori,lat,lon\nMasjid Al-Ikhlas,tempat_ibadah,-1.241,116.809\nMesjid Al Ikhlas,tempat_ibadah,-1.236,116.804\n"
        osm = Given(source="OpenStreetMap")

        assert len(take(city, text, osm).added) == 2  # far apart: two mosques of one name
        assert take(city, text, osm).unchanged == 2
        assert len(plan(city, text, Given(source="Kemenag")).added) == 2  # of another source: never merged unasked


class TestOwnWorkbook:
    def test_every_column_of_the_export_is_known(self):
        words = {word for column in COLUMNS for word in column.words}
        assert [head for head, _write in EXPORTED if head.casefold() not in words] == []

    @pytest.mark.parametrize("ending", ["xlsx", "csv"])
    def test_read_back_changes_what_was_changed_in_it(self, city, ending):
        make_place(city, name="Taman A", lon=116.809123456789, lat=-1.241, opens_at="08:00", is_free=True, area_m2=1500)
        make_place(city, name="Rumah B", kind="protection_group", lon=116.827, lat=-1.241)
        table = build_table(
            Place.objects.select_related("kelurahan", "agency", "partner").order_by("pk"),
            may_locate=lambda _place: True,
        )
        write, _kind = WRITERS[ending]

        same = plan(city, write(table, "Sarana"))
        table[1][table[0].index("Daya tampung")] = 40
        edited = plan(city, write(table, "Sarana"))

        assert (same.unchanged, tell(same), same.held, same.changed) == (2, [], (), ())
        assert [(row.title, row.changed) for row in edited.changed] == [("Taman A", ("capacity",))]


class TestPages:
    @pytest.fixture
    def begun(self, page, city):
        def send(text, **said):
            file = SimpleUploadedFile("daftar.csv", text.encode())
            here = reverse("places:import_begin", kwargs={"city": city.slug})
            return page.post(here, {"source": "Disdik", "kind": "", "license": "", "file": file} | said)

        return send

    def test_shows_first_then_writes_all_as_the_columns_are_told(self, page, city, begun):
        shown = begun('Sebutan,Letaknya\nTaman A,"-1.241, 116.809"\n', kind="play_space").url
        first = page.get(shown)
        before = Place.objects.count()
        columns = {"k0": "name", "k1": "position"}
        looked = page.post(shown, columns | {"do": "look"})
        page.post(shown, columns | {"do": "run"})
        again = page.post(shown, columns | {"do": "run"}, follow=True)

        assert (first.status_code, before) == (200, 0)
        assert len(looked.context["plan"].added) == 1
        assert Place.objects.get().name == "Taman A"
        assert "sudah diimpor" in again.content.decode()

    def test_writes_nothing_while_a_row_is_a_problem(self, page, city, begun):
        shown = begun(f"{SCHOOLS}60401234,SDN 001,,Barat,-1.241,116.809\n1,SDN 002,,Barat,,\n").url
        told = page.get(shown).content.decode()
        columns = {
            f"k{index}": name for index, name in enumerate(("npsn", "name", "address", "kelurahan", "lat", "lon"))
        }
        page.post(shown, columns | {"do": "run"})

        assert "Baris 3" in told
        assert Place.objects.count() == 0

    def test_is_nothing_to_an_officer_of_another_part_of_the_city(self, client, city, begun):
        preview = begun("Nama,Jenis\nTaman,RBRA\n").url
        elsewhere = make_region("64.71.06.1003", "Klandasan Ulu")
        other = sign_in(client, make_member(city, RoleCode.KELURAHAN, username="lurah", region=elsewhere))

        assert other.get(preview).status_code == 404

    def test_refuses_what_is_no_table(self, begun):
        assert begun("%PDF-1.7 bukan tabel").status_code == 422


def test_twenty_thousand_rows_ask_as_often_as_two(city):
    def count(rows):
        lines = (
            f"6{number:07},Sekolah {number},Jl. {number},Barat,-1.24{number % 90 + 10},116.80{number % 90 + 10}"
            for number in rows
        )
        with CaptureQueriesContext(connection) as asked:
            take(city, SCHOOLS + "\n".join(lines))
        return len(asked)

    count(range(1))
    few = count(range(1, 3))
    assert count(range(3, 1500)) == few
    assert Place.objects.count() == PlacePhase.objects.count() == 1500
    assert EAST not in Place.objects.values_list("kelurahan__code", flat=True)
