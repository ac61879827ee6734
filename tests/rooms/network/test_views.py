import io
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from paripurna.platform.audit.models import Event
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.demo import load_balikpapan_agencies
from paripurna.rooms.network.types import AgencyKind, find_instrument
from tests.factories.network import make_agency
from tests.rooms.network.conftest import NOW

TODAY = NOW.date()
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_clock")]


GOLDEN = {"agency_list": 3, "agency_detail": 6, "role_list": 1, "question_list": 3}


def count_own(asked):
    """Statements on tables of this room; those of the frame around the page belong to others."""
    return sum('"network_' in statement["sql"] for statement in asked.captured_queries)


def to(name, **kwargs):
    return reverse(f"network:{name}", kwargs={"city": "balikpapan", **kwargs})


@pytest.fixture
def balikpapan(city):
    load_balikpapan_agencies(city, by=None, at=NOW)
    find_instrument(city)  # the shelf is read once a process
    return city


@pytest.fixture
def secretary_client(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def officer_client(client, give_role):
    client.force_login(give_role("OFFICER").user)
    return client


class TestAgencyList:
    def test_shows_what_rests_on_each(self, balikpapan, secretary_client):
        page = secretary_client.get(to("agency_list")).content.decode()

        assert "Dinas Kesehatan Kota" in page
        assert "173,05" in page

    def test_filters(self, balikpapan, officer_client):
        for query, shown, hidden in (
            ({"cari": "posyandu"}, "DKK", "Satpol PP"),
            ({"jenis": "CHILDREN"}, "FAB", "DKK"),
            ({"urut": "-poin"}, "DP3AKB", "zzz"),
            ({"berakhir": "1"}, "page", "DKK"),
        ):
            page = officer_client.get(to("agency_list"), query).content.decode()

            assert shown in page or shown == "page", query
            assert f">{hidden}<" not in page, query

    def test_offers_no_change_to_an_officer(self, balikpapan, officer_client):
        assert to("agency_create") not in officer_client.get(to("agency_list")).content.decode()

    def test_number_of_own_statements(self, balikpapan, secretary_client):
        with CaptureQueriesContext(connection) as asked:
            secretary_client.get(to("agency_list"))

        assert count_own(asked) == GOLDEN["agency_list"]


class TestAgencyDetail:
    def test_shows_roles_people_and_questions(self, balikpapan, secretary_client, give_role):
        membership = give_role("OFFICER")
        actions.join_agency(membership=membership, city=balikpapan, agency_code="dinkes", by=None, at=NOW)

        page = secretary_client.get(to("agency_detail", code="dinkes")).content.decode()

        assert "Contoh Officer" in page
        assert "173,05" in page

    def test_keeps_contacts_from_who_only_reads(self, city, client, give_role):
        make_agency(city, contact_phone="0542-123")

        client.force_login(give_role("HEAD").user)
        assert "0542-123" not in client.get(to("agency_detail", code="dinkes")).content.decode()

        client.force_login(give_role("VERIFIER").user)
        assert "0542-123" in client.get(to("agency_detail", code="dinkes")).content.decode()

    def test_knows_no_other_code(self, city, secretary_client):
        assert secretary_client.get(to("agency_detail", code="entah")).status_code == 404

    def test_number_of_own_statements(self, balikpapan, secretary_client):
        with CaptureQueriesContext(connection) as asked:
            secretary_client.get(to("agency_detail", code="dinkes"))

        assert count_own(asked) == GOLDEN["agency_detail"]


class TestChangingAgencies:
    FORM = {
        "code": "dinkes",
        "abbreviation": "DKK",
        "name": "Dinas Kesehatan",
        "kind": "OPD",
        "valid_from": "2020-01-01",
    }

    def test_adds_one(self, city, secretary_client):
        response = secretary_client.post(to("agency_create"), self.FORM)

        assert response.url == to("agency_detail", code="dinkes")
        assert queries.find_agency(city, "dinkes").name == "Dinas Kesehatan"

    def test_says_that_a_code_is_taken(self, city, secretary_client):
        make_agency(city)

        response = secretary_client.post(to("agency_create"), self.FORM)

        assert response.status_code == 422
        assert "code" in response.context["form"].errors

    def test_changes_one(self, city, secretary_client):
        make_agency(city)

        secretary_client.post(to("agency_change", code="dinkes"), self.FORM | {"name": "Dinas Kesehatan Kota"})

        assert queries.find_agency(city, "dinkes").name == "Dinas Kesehatan Kota"

    def test_ends_one_and_takes_it_back(self, city, secretary_client):
        make_agency(city)

        secretary_client.post(to("agency_end", code="dinkes"), {"on": "2026-10-31"})
        assert queries.list_agencies(city) == []

        secretary_client.post(to("agency_resume", code="dinkes"))
        assert len(queries.list_agencies(city)) == 1

    def test_refuses_an_end_before_the_beginning(self, city, secretary_client):
        make_agency(city)

        secretary_client.post(to("agency_end", code="dinkes"), {"on": "1999-01-01"})

        assert len(queries.list_agencies(city)) == 1

    @pytest.mark.parametrize("name", ["agency_end", "agency_resume", "agency_change"])
    def test_knows_no_other_code(self, city, secretary_client, name):
        assert secretary_client.post(to(name, code="entah"), {"on": "2026-10-31"}).status_code == 404

    def test_refuses_an_officer(self, city, officer_client):
        assert officer_client.post(to("agency_create"), self.FORM).status_code == 403


class TestMembers:
    def test_join_and_leave(self, city, secretary_client, give_role):
        make_agency(city)
        membership = give_role("OFFICER")

        secretary_client.post(to("member_join", code="dinkes"), {"membership": membership.pk})
        assert len(queries.list_agencies_of(membership.user, city, on=TODAY)) == 1

        secretary_client.post(to("member_leave", code="dinkes", membership_id=membership.pk))
        assert queries.list_agencies_of(membership.user, city, on=TODAY) == []

    def test_refuses_a_stranger_to_the_city(self, city, secretary_client):
        make_agency(city)

        secretary_client.post(to("member_join", code="dinkes"), {"membership": 999_999})

        assert queries.get_agency(city, "dinkes").members == ()


class TestRoles:
    def test_shows_gaps_first(self, balikpapan, officer_client):
        page = officer_client.get(to("role_list")).content.decode()

        assert page.index("Badan kesatuan bangsa") < page.index("Dinas kesehatan")

    def test_holds_every_role_or_says_what_to_do(self, balikpapan, secretary_client):
        page = secretary_client.get(to("role_list"))
        lines = page.context["lines"]

        assert len(lines) == 30
        assert [line.role for line in lines if not line.agencies] == ["kesbangpol"]
        assert "belum ada pelaksana" in page.content.decode()
        assert f'<a href="{to("agency_list")}">tambahkan dulu' in page.content.decode()

    def test_tells_who_may_not_change_it_whom_to_tell(self, balikpapan, officer_client):
        assert "beri tahu sekretariat" in officer_client.get(to("role_list")).content.decode()

    def test_sets_who_plays_one(self, balikpapan, secretary_client):
        chosen = {"agencies": ["setda", "satpolpp"], "lead": "satpolpp"}

        secretary_client.post(to("role_change", role="kesbangpol"), chosen)

        assert [agency.code for agency in queries.list_roles(balikpapan)["kesbangpol"]] == ["satpolpp", "setda"]

    def test_asks_for_a_lead_among_the_chosen(self, balikpapan, secretary_client):
        response = secretary_client.post(
            to("role_change", role="kesbangpol"), {"agencies": ["setda"], "lead": "dinkes"}
        )

        assert "lead" in response.context["form"].errors

    def test_knows_no_role_but_those_of_the_instrument(self, balikpapan, secretary_client):
        assert secretary_client.get(to("role_change", role="entah")).status_code == 404

    def test_number_of_own_statements(self, balikpapan, secretary_client):
        with CaptureQueriesContext(connection) as asked:
            secretary_client.get(to("role_list"))

        assert count_own(asked) == GOLDEN["role_list"]


class TestQuestions:
    def test_shows_questions_of_one_agency(self, balikpapan, officer_client):
        page = officer_client.get(to("question_list"), {"pd": "pa"}).context["page"]

        assert page.paginator.count == 1

    def test_gives_many_at_once_and_goes_back_to_the_list(self, balikpapan, secretary_client):
        back = to("question_list") + "?pd=dinkes"
        chosen = {"questions": ["12.1", "12.2"], "agency": "dinsos", "kembali": back}

        response = secretary_client.post(to("question_assign"), chosen)

        instrument = find_instrument(balikpapan)
        given = queries.resolve_responsible(balikpapan, instrument.roles_by_number, key=instrument.key)
        assert response.url == back
        assert {agency.code for number in ("12.1", "12.2") for agency in given[number]} == {"dinsos"}

    def test_goes_back_nowhere_else(self, balikpapan, secretary_client):
        for back in ("https://example.org/", "//example.org", "/akun/keluar/", ""):
            response = secretary_client.post(to("question_assign"), {"questions": ["12.1"], "kembali": back})

            assert response.url == to("question_list"), back

    def test_takes_no_unknown_question(self, balikpapan, secretary_client):
        before = Event.objects.count()

        secretary_client.post(to("question_assign"), {"questions": ["99.9"], "agency": "dinsos"})

        assert Event.objects.count() == before

    def test_number_of_own_statements(self, balikpapan, secretary_client):
        with CaptureQueriesContext(connection) as asked:
            secretary_client.get(to("question_list"))

        assert count_own(asked) == GOLDEN["question_list"]


class TestFiles:
    def test_export_of_a_workbook_follows_the_filter(self, balikpapan, officer_client):
        response = officer_client.get(to("agency_export", ending="xlsx"), {"jenis": "CHILDREN"})

        rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.values)
        assert [row[1] for row in rows] == ["singkatan", "FAB"]

    def test_export_keeps_a_formula_a_text(self, city, officer_client):
        make_agency(city, name="=1+1")

        text = officer_client.get(to("agency_export", ending="csv")).content.decode("utf-8-sig")
        book = openpyxl.load_workbook(io.BytesIO(officer_client.get(to("agency_export", ending="xlsx")).content))

        assert "'=1+1" in text
        assert book.active["C2"].data_type == "s"

    def test_knows_no_other_format(self, city, officer_client):
        assert officer_client.get(to("agency_export", ending="exe")).status_code == 404

    def test_import_shows_first_and_takes_then(self, city, secretary_client):
        file = io.BytesIO(b"singkatan;nama;jenis\nDKK;Dinas Kesehatan;opd\n")
        file.name = "pd.csv"

        shown = secretary_client.post(to("agency_import"), {"file": file})
        assert queries.list_agencies(city) == []

        secretary_client.post(to("agency_import"), {"token": shown.context["token"]})
        assert [agency.code for agency in queries.list_agencies(city)] == ["dkk"]

    def test_import_takes_the_list_of_balikpapan_as_it_was_gathered(self, city, secretary_client):
        with (Path(__file__).parent / "balikpapan-opd.csv").open("rb") as file:
            shown = secretary_client.post(to("agency_import"), {"file": file}).context

        secretary_client.post(to("agency_import"), {"token": shown["token"]})

        taken = {agency.code: agency for agency in queries.list_agencies(city)}
        assert shown["preview"].problems == ()
        assert len(taken) == 45
        assert taken["dinkes"].name == "Dinas Kesehatan Kota"
        assert {taken[code].kind for code in ("uptd-ppa", "pa", "fab", "kelurahan")} == {
            AgencyKind.UPTD,
            AgencyKind.VERTICAL,
            AgencyKind.CHILDREN,
            AgencyKind.TERRITORIAL,
        }

    @pytest.mark.parametrize("words", [b"singkatan;nama;jenis\nDKK;Dinas Kesehatan;entah\n", b""])
    def test_import_refuses_a_wrong_file(self, city, secretary_client, words):
        file = io.BytesIO(words)
        file.name = "pd.csv"

        response = secretary_client.post(to("agency_import"), {"file": file})

        assert response.status_code == 422
        assert queries.list_agencies(city) == []

    def test_import_takes_no_forged_preview(self, city, secretary_client):
        response = secretary_client.post(to("agency_import"), {"token": "palsu"})

        assert response.url == to("agency_import")
        assert queries.list_agencies(city) == []
