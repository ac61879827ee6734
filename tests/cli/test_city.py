"""From an empty database to the first invitation, by the command line alone."""

from importlib.resources import files

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.db import connection

from paripurna.cli.city import city
from paripurna.cli.manage import adjust_tables
from paripurna.cli.person import person
from paripurna.platform.regions.queries import find_city
from paripurna.rooms.assessment.models import PublishedResult
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


class TestCityHistory:
    REAL = files("paripurna.rooms.assessment") / "data" / "balikpapan-kla-riwayat.csv"

    def test_takes_the_published_history_and_tells_of_every_row(self):
        balikpapan = make_city()

        done = run(city, "history", "balikpapan", str(self.REAL))
        again = run(city, "history", "balikpapan", str(self.REAL))

        assert done.exit_code == again.exit_code == 0, done.output
        told = done.output.splitlines()
        assert [line.split()[2] for line in told[:-1]].count("dilewati.") == 2
        assert told[9].startswith("baris 11: diambil. “891 atau 817 (sumber berbeda)” bukan satu angka")
        assert told[-1] == "10 hasil disimpan untuk Kota Balikpapan."
        results = PublishedResult.objects.filter(city=balikpapan)
        assert results.count() == 10
        assert (results.get(year=2025).total, results.get(year=2023).total) == (935, None)

    def test_names_rows_that_are_wrong_and_writes_nothing(self, tmp_path):
        make_city()
        table = tmp_path / "riwayat.csv"
        table.write_text(
            "Tahun,Predikat,Nilai,Sumber\n2023,Utama,,berita\nkemarin,Nindya,,berita\n2021,,,berita\n2019,Madya,,\n"
        )

        done = run(city, "history", "balikpapan", str(table))

        assert done.exit_code == 1
        assert [line for line in done.output.splitlines() if "bermasalah:" in line] == [
            "baris 3: bermasalah: “kemarin” bukan tahun program ini.",
            "baris 4: bermasalah: Baris ini tidak menyebut predikat.",
            "baris 5: bermasalah: Baris ini tidak menyebut sumber.",
        ]
        assert not PublishedResult.objects.exists()
