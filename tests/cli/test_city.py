"""From an empty database to the first invitation, by the command line alone."""

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.db import connection

from paripurna.cli.city import city
from paripurna.cli.manage import adjust_tables
from paripurna.cli.person import person
from paripurna.platform.regions.queries import find_city
from tests.factories.regions import make_city, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(monkeypatch):
    """The regions of Indonesia take seconds to load; here they are a few."""
    monkeypatch.setattr("paripurna.platform.regions.actions.load_reference_data", lambda **_words: None)
    return make_region("64.71", name="Kota Balikpapan")


def run(command, *words):
    return CliRunner().invoke(command, words)


class TestCityEnable:
    def test_serves_the_city_under_its_name_and_says_what_comes_next(self, loaded):
        done = run(city, "enable", "64.71")

        assert done.exit_code == 0
        assert find_city(slug="balikpapan").code == "64.71"
        assert "paripurna person invite balikpapan" in done.output
        assert "64.71   balikpapan" in run(city, "list").output

    def test_lets_the_first_person_be_invited(self, loaded):
        run(city, "enable", "64.71")

        assert "/akun/undangan/" in run(person, "invite", "balikpapan", "Siti Contoh").output

    def test_opens_a_city_that_was_known_by_its_results_only(self, loaded):
        known = make_city("64.72", slug="samarinda")
        known.is_published_only = True
        known.save()

        assert run(city, "enable", "64.72").exit_code == 0
        assert not find_city(slug="samarinda").is_published_only

    @pytest.mark.parametrize("code", ["64", "99.99", "balikpapan"])
    def test_says_where_codes_are_found(self, loaded, code):
        done = run(city, "enable", code)

        assert done.exit_code == 1
        assert "regions find" in done.output

    def test_refuses_the_address_of_another_city(self, loaded):
        make_city("64.72", slug="samarinda")

        assert "--slug" in run(city, "enable", "64.71", "--slug", "samarinda").output


def test_inviting_into_a_city_that_is_not_served_says_how_it_is_begun():
    assert "paripurna city enable" in run(person, "invite", "balikpapan", "Siti Contoh").output


def test_adjusting_tables_makes_the_one_that_sign_in_limits_count_in():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")

    adjust_tables(verbosity=0)

    cache.set("tests.counted", 3)
    assert cache.get("tests.counted") == 3
