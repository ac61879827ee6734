"""The country as it is shipped. One module, so that it is loaded once."""

from datetime import date
from decimal import Decimal

import pytest

from paripurna.platform.regions import queries
from paripurna.platform.regions.loading import replace_reference_data
from paripurna.platform.regions.locating import find_kelurahan_at
from paripurna.platform.regions.models import Border, Region
from paripurna.platform.regions.search import find_region_by_name, search_regions
from paripurna.platform.regions.source import Source
from paripurna.platform.regions.types import Detail, Level, Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indonesia")]
TODAY = date(2026, 11, 24)


class TestReferenceData:
    def test_holds_every_region(self):
        counts = [Region.objects.current().filter(level=level).count() for level in Level]

        assert counts == [38, 514, 7285, 83762]

    def test_every_region_but_a_province_has_a_parent(self):
        assert not Region.objects.filter(parent=None).exclude(level=Level.PROVINCE).exists()

    def test_holds_every_border_of_provinces_and_cities(self):
        drawn = Border.objects.filter(detail=Detail.SIMPLE)

        assert drawn.filter(region__level=Level.PROVINCE).count() == 38
        assert drawn.filter(region__level=Level.CITY).count() == 514

    def test_knows_the_time_zone_of_every_province(self):
        provinces = Region.objects.current().filter(level=Level.PROVINCE)

        assert set(Source().time_zones()) == set(provinces.values_list("code", flat=True))

    def test_loads_again_without_a_change(self):
        before = set(Region.objects.values_list("pk", "code", "valid_from", "valid_to", "search", "parent"))

        count, closed = replace_reference_data(Source())

        assert (count, closed) == (91_599, 0)
        assert set(Region.objects.values_list("pk", "code", "valid_from", "valid_to", "search", "parent")) == before


class TestSearchRegions:
    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("balikpapan", "64.71"),
            ("Kota Balikpapan", "64.71"),
            ("kab bogor", "32.01"),
            ("kota bogor", "32.71"),
            ("kaltim", "64"),
            ("dki jakarta", "31"),
            ("jakarta selatan", "31.74"),
            ("sepinggan baru", "64.71.05.1008"),
            ("sepingan baru", "64.71.05.1008"),
            ("manggar kaltim", "64.71.01.1001"),
            ("sungai nangka balikpapan", "64.71.05.1010"),
            ("64.71.05.1008", "64.71.05.1008"),
            ("ban", "51.07.08.2001"),
            ("6471", "64.71"),
            ("6471051008", "64.71.05.1008"),
            ("6471020001", "64.71.01.1001"),  # of BPS, which numbers in another way
            ("91.01", "91.01"),  # of before the new provinces
            ("9101", "91.01"),
        ],
    )
    def test_puts_what_is_meant_first(self, text, first):
        assert search_regions(text)[0].code == first

    def test_stays_inside_a_region_and_a_level(self):
        found = search_regions("balikpapan", level=Level.KECAMATAN, within="64.71")

        assert len(found) == 6
        assert {ref.above for ref in found} == {("Kalimantan Timur", "Kota Balikpapan")}

    @pytest.mark.parametrize("text", ["", "  ", "!?", "xqzxqz", "%", "_", "99.99", "9999"])
    def test_finds_nothing_for_nothing(self, text):
        assert search_regions(text) == []

    def test_gives_no_more_than_asked(self):
        assert len(search_regions("sari", limit=5)) == 5


class TestFindRegionByName:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Lemaru", "64.71.01.1002"),
            ("SUNGAI NANGKA", "64.71.05.1010"),
            ("Kel. Margasari", "64.71.02.1006"),
            ("Klandasan-Ulu", "64.71.06.1003"),
            ("Damai", "64.71.06.1005"),
        ],
    )
    def test_knows_the_spellings_of_kelurahan(self, name, code):
        assert find_region_by_name(name, within="64.71", level=Level.KELURAHAN).region.code == code

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Kab. Bogor", "32.01"),
            ("KOTA BOGOR", "32.71"),
            ("Kota Adm. Jakarta Selatan", "31.74"),
            ("Jakarta Selatan", "31.74"),
            ("Fakfak", "92.03"),
            ("Kabupaten Penajam Paser Utara", "64.09"),
        ],
    )
    def test_knows_the_spellings_of_cities(self, name, code):
        assert find_region_by_name(name, level=Level.CITY).region.code == code

    def test_does_not_guess_between_two(self):
        match = find_region_by_name("Bogor", level=Level.CITY)

        assert match.is_ambiguous
        assert [ref.code for ref in match.candidates] == ["32.01", "32.71"]

    def test_offers_what_is_alike(self):
        match = find_region_by_name("Klandasan Ullu", within="64.71", level=Level.KELURAHAN)

        assert match.region is None
        assert match.candidates[0].name == "Klandasan Ulu"

    def test_finds_nothing_for_an_empty_name(self):
        assert find_region_by_name(" ").candidates == ()


class TestGetRegion:
    def test_tells_where_it_stands(self):
        found = queries.get_region("64.71.01.1002", on=TODAY)

        assert [above.code for above in found.ancestors] == ["64", "64.71", "64.71.01"]
        assert (found.bps_code, found.aliases) == ("6471020003", ("Lemaru",))

    def test_tells_a_code_of_before_the_new_provinces(self):
        found = queries.get_region("91.01", on=date(2021, 1, 1))

        assert (found.ref.name, [after.code for after in found.successors]) == ("Kabupaten Merauke", ["93.01"])

    def test_takes_the_first_known_for_a_day_before_it(self):
        assert queries.get_region("64.71", on=date(2020, 1, 1)).ref.name == "Kota Balikpapan"

    def test_raises_for_a_code_that_is_no_more(self):
        with pytest.raises(queries.RegionNotFound):
            queries.get_region("91.01", on=TODAY)


class TestLists:
    def test_children_come_in_order_of_code(self):
        assert [child.name for child in queries.list_children("64.71")][:2] == ["Balikpapan Timur", "Balikpapan Barat"]

    def test_kelurahan_of_a_city(self):
        assert len(queries.list_regions("64.71", Level.KELURAHAN)) == 34

    def test_provinces(self):
        assert len(queries.list_provinces()) == 38

    def test_figures_of_two_bases_stand_side_by_side(self):
        figures = queries.list_figures("64.71")

        bases = {figure.basis for figure in figures if figure.measure is Measure.POPULATION}
        assert bases == {"Dukcapil DKB", "BPS proyeksi", "BPS SP2020"}

    def test_the_newest_figure_of_a_basis_as_of_a_day(self):
        newest = queries.find_figure("64.71", Measure.POPULATION, basis="Dukcapil DKB", on=date(2025, 1, 1))

        assert (newest.value, newest.period) == (Decimal("757418.000"), "2024-S2")
        assert queries.find_figure("64.71", Measure.POPULATION, basis="BPS SP2020", on=date(2019, 1, 1)) is None


class TestGetBorders:
    @pytest.mark.parametrize(("level", "count"), [(Level.CITY, 1), (Level.KECAMATAN, 6), (Level.KELURAHAN, 34)])
    def test_draws_every_part_of_balikpapan(self, level, count):
        collection = queries.get_borders("64.71", level=level, detail=Detail.FULL)

        assert len(collection["features"]) == count
        assert {feature["properties"]["detail"] for feature in collection["features"]} == {"full"}

    def test_gives_the_other_detail_where_the_wanted_one_is_missing(self):
        collection = queries.get_borders("64.71", level=Level.KECAMATAN, detail=Detail.SIMPLE)

        assert {feature["properties"]["detail"] for feature in collection["features"]} == {"full"}

    def test_has_nothing_where_no_border_is_known(self):
        assert queries.get_borders("64.72", level=Level.KELURAHAN)["features"] == []


class TestFindKelurahanAt:
    def test_finds_the_park_of_three_generations(self):
        assert find_kelurahan_at("64.71", lat=-1.242431, lon=116.896256) == "64.71.05.1008"

    def test_finds_nothing_in_the_sea_or_without_borders(self):
        assert find_kelurahan_at("64.71", lat=-1.5, lon=116.9) is None
        assert find_kelurahan_at("64.72", lat=-0.5, lon=117.15) is None
