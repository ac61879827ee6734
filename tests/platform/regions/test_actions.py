import pytest

from paripurna.platform.audit.models import Event
from paripurna.platform.regions import actions
from paripurna.platform.regions.queries import find_city, find_city_by_code, list_cities
from paripurna.platform.regions.types import NotACity, RegionNotFound, SlugTaken
from tests.factories.regions import make_city, make_region

pytestmark = pytest.mark.django_db


class TestEnableCity:
    def test_takes_name_code_and_time_zone_from_the_region(self, now):
        make_region("64.71", "Kota Balikpapan")

        city = actions.enable_city(region_code="64.71", slug="balikpapan", by=None, at=now)

        assert (city.code, city.name, city.time_zone) == ("64.71", "Kota Balikpapan", "Asia/Makassar")
        assert find_city(slug="balikpapan") == find_city_by_code("64.71") == city
        assert Event.objects.get(chain="64.71").verb == "regions.city_enabled"

    def test_enables_once(self, now):
        city = make_city()

        again = actions.enable_city(region_code="64.71", slug="balikpapan", by=None, at=now)

        assert again == city
        assert not Event.objects.exists()

    def test_refuses_what_is_not_a_city(self, now):
        make_region("64.71.01", "Balikpapan Timur")

        with pytest.raises(NotACity):
            actions.enable_city(region_code="64.71.01", slug="timur", by=None, at=now)

    def test_refuses_an_unknown_region(self, now):
        with pytest.raises(RegionNotFound):
            actions.enable_city(region_code="99.99", slug="entah", by=None, at=now)

    def test_refuses_a_slug_of_another_city(self, now):
        make_city()
        make_region("64.72", "Kota Samarinda")

        with pytest.raises(SlugTaken):
            actions.enable_city(region_code="64.72", slug="balikpapan", by=None, at=now)


def test_set_city_remote_is_told_in_the_audit(now):
    city = actions.set_city_remote(city=make_city(), is_remote=True, by=None, at=now)

    assert city.is_remote
    assert Event.objects.get().details == {"is_remote": True}


def test_open_city_lets_people_work_there(now):
    make_region("64.72", "Kota Samarinda")
    city = actions.enable_city(region_code="64.72", slug="samarinda", is_published_only=True, by=None, at=now)

    actions.open_city(city=city, by=None, at=now)

    assert not find_city(slug="samarinda").is_published_only


def test_list_cities_of_a_province():
    balikpapan = make_city()
    make_city("32.71", "Kota Bogor", slug="bogor")

    assert list_cities(within="64") == [balikpapan]
    assert len(list_cities()) == 2


@pytest.mark.parametrize(
    ("name", "kind", "slug"),
    [("Kota Balikpapan", "kota", "balikpapan"), ("Kabupaten Kutai Barat", "kabupaten", "kabupaten-kutai-barat")],
)
def test_propose_slug(name, kind, slug):
    assert actions.propose_slug(name, kind) == slug
