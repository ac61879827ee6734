"""Pages of a round, as the people of a city open them."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets import bulk
from paripurna.rooms.sheets.types import MarkDraft
from tests.factories.assessment import NOW, answer_round

PAGES = ("home", "tasks", "rounds", "gaps", "losses", "compare", "cities", "round_open")
OF_ROUND = ("round", "calendar", "export_workbook", "export_csv", "export_json", "export_gaps", "export_report")


def get(client: Client, name: str, **kwargs: object):
    return client.get(reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs}))


@pytest.fixture
def marked(running: Round) -> Round:
    answer_round(running, share="0.8", leave=("1.1", "2.1"))
    marks = {"verifikasi_administrasi": [MarkDraft("1.2a", Decimal(0), "belum ditandatangani")]}
    bulk.import_contents(sheet=running.sheet, marks=marks, by=None, at=NOW)
    return running


class TestPages:
    @pytest.mark.parametrize("name", PAGES)
    def test_open_without_a_round(self, client, secretary, name):
        client.force_login(secretary)

        assert get(client, name).status_code == 200

    @pytest.mark.parametrize("name", PAGES)
    def test_open_with_a_round(self, client, secretary, marked, name):
        client.force_login(secretary)

        assert get(client, name).status_code == 200

    @pytest.mark.parametrize("name", OF_ROUND)
    def test_open_for_one_round(self, client, secretary, marked, name):
        client.force_login(secretary)

        response = get(client, name, code=marked.code)

        assert response.status_code == 200
        assert b"".join(response)


class TestHome:
    def test_says_total_predicate_and_reason_of_a_loss(self, client, secretary, marked):
        client.force_login(secretary)

        page = get(client, "home").content.decode()

        assert "belum ditandatangani" in page
        assert 'class="p-ruler' in page


class TestGaps:
    def test_filters_by_agency_and_word(self, client, officer, marked):
        client.force_login(officer)
        url = reverse("assessment:gaps", kwargs={"city": "balikpapan"})

        own = client.get(url, {"pd": "dinkes", "cari": "1.2l"}).content.decode()

        assert "1.2l" in own
        assert "1.2d" not in own


class TestTasks:
    def test_lists_only_questions_of_the_own_agency(self, client, officer, marked):
        client.force_login(officer)

        page = client.get(
            reverse("assessment:tasks", kwargs={"city": "balikpapan"}), {"halaman": "semua"}
        ).content.decode()

        assert "1.2l" in page
        assert ">1.1<" not in page
