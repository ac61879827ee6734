from datetime import date

import pytest

from paripurna.platform.audit.models import Event
from paripurna.platform.regions.actions import load_reference_data
from paripurna.platform.regions.models import Region, RegionFigure
from paripurna.platform.regions.queries import get_region
from paripurna.platform.regions.types import OlderData, RegionNotFound
from tests.platform.regions.conftest import SMALL

pytestmark = pytest.mark.django_db


class TestLoadRegions:
    def test_makes_the_tree(self, write_source, now):
        report = load_reference_data(source=write_source(), by=None, at=now)

        manggar = Region.objects.get(code="64.71.01.1001")
        assert (report.changed, report.regions, report.closed) == (True, 5, 0)
        assert manggar.parent.parent.name == "Kota Balikpapan"
        assert manggar.search == "manggar balikpapan timur kota balikpapan kalimantan timur"

    def test_is_told_in_the_audit(self, write_source, now):
        load_reference_data(source=write_source(), by=None, at=now)

        event = Event.objects.get()
        assert (event.verb, event.chain, event.details["regions"]) == ("regions.loaded", "", 5)

    def test_does_the_same_data_once(self, write_source, now):
        source = write_source()
        load_reference_data(source=source, by=None, at=now)

        report = load_reference_data(source=source, by=None, at=now)

        assert (report.changed, report.regions, Event.objects.count()) == (False, 5, 1)

    def test_keeps_rows_that_stay_as_they_were(self, write_source, now):
        load_reference_data(source=write_source(), by=None, at=now)
        before = set(Region.objects.values_list("pk", "valid_from"))

        load_reference_data(source=write_source(valid_from="2026-07-01"), by=None, at=now)

        assert set(Region.objects.values_list("pk", "valid_from")) == before

    def test_closes_a_renamed_region_and_names_it_as_predecessor(self, write_source, now):
        load_reference_data(source=write_source(), by=None, at=now)
        renamed = (*SMALL[:4], "64.71.01.1002,Lamaru Indah,kelurahan")

        report = load_reference_data(source=write_source(*renamed, valid_from="2026-07-01"), by=None, at=now)

        assert report.closed == 1
        assert get_region("64.71.01.1002", on=date(2026, 6, 30)).ref.name == "Lamaru"
        today = get_region("64.71.01.1002", on=date(2026, 7, 1))
        assert today.ref.name == "Lamaru Indah"
        assert [old.name for old in today.predecessors] == ["Lamaru"]

    def test_closes_a_region_that_is_gone(self, write_source, now):
        load_reference_data(source=write_source(), by=None, at=now)

        load_reference_data(source=write_source(*SMALL[:4], valid_from="2026-07-01"), by=None, at=now)

        assert get_region("64.71.01.1002", on=date(2026, 6, 30)).valid_to == date(2026, 6, 30)
        with pytest.raises(RegionNotFound):
            get_region("64.71.01.1002", on=date(2026, 7, 1))

    def test_refuses_older_data(self, write_source, now):
        load_reference_data(source=write_source(valid_from="2026-07-01", title="Keputusan baru"), by=None, at=now)

        with pytest.raises(OlderData, match="Keputusan baru"):
            load_reference_data(source=write_source(), by=None, at=now)

    def test_corrects_a_name_under_the_same_decree_in_place(self, write_source, now):
        load_reference_data(source=write_source(), by=None, at=now)
        corrected = (*SMALL[:4], "64.71.01.1002,Lemaru,kelurahan")

        load_reference_data(source=write_source(*corrected), by=None, at=now)

        assert Region.objects.get(code="64.71.01.1002").name == "Lemaru"

    def test_gives_every_figure_its_basis(self, write_source, now):
        people = ("64.71,Kota Balikpapan,10,11,21,509.7",)

        load_reference_data(source=write_source(population_area=people), by=None, at=now)

        total = RegionFigure.objects.get(measure="POPULATION")
        assert (total.value, total.unit, total.basis, total.as_of) == (21, "jiwa", "Dukcapil DKB", date(2024, 12, 31))
