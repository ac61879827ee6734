from datetime import date

import pytest

from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.demo import load_balikpapan_agencies
from paripurna.rooms.network.types import AgencyNotFound
from tests.factories.network import make_agency
from tests.rooms.network.conftest import NOW

TODAY = NOW.date()


class TestListAgencyRows:
    @pytest.fixture(autouse=True)
    def agencies(self, city):
        make_agency(city, "dinkes", abbreviation="DKK", name="Dinas Kesehatan Kota", plays=("kesehatan",))
        make_agency(city, "dinsos", abbreviation="Dinsos", name="Dinas Sosial", tasks="anak terlantar")
        make_agency(city, "apsai", abbreviation="APSAI", name="Asosiasi Perusahaan", kind="PARTNER")

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({}, ["apsai", "dinkes", "dinsos"]),
            ({"text": "kesehatan"}, ["dinkes"]),
            ({"text": "terlantar"}, ["dinsos"]),
            ({"kind": "PARTNER"}, ["apsai"]),
            ({"sort": "-singkatan"}, ["dinsos", "dinkes", "apsai"]),
            ({"sort": "nama"}, ["apsai", "dinkes", "dinsos"]),
            ({"sort": "sembarang"}, ["apsai", "dinkes", "dinsos"]),
            ({"ended": True}, []),
        ],
        ids=str,
    )
    def test_searches_filters_and_sorts(self, city, asked, found):
        assert [row.ref.code for row in queries.list_agency_rows(city, **asked)] == found

    def test_counts_people_and_names_roles(self, city, give_role):
        for username in ("a", "b"):
            membership = give_role("OFFICER", username=username)
            actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=None, at=NOW)

        row = queries.list_agency_rows(city, text="kesehatan")[0]

        assert (row.member_count, row.roles) == (2, ("kesehatan",))

    def test_takes_one_statement(self, city, django_assert_num_queries):
        with django_assert_num_queries(1):
            queries.list_agency_rows(city)


class TestGetAgency:
    def test_tells_roles_and_people(self, city, give_role):
        make_agency(city, plays=("kesehatan",))
        membership = give_role("OFFICER")
        actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=None, at=NOW)

        found = queries.get_agency(city, "dinkes")

        assert [(role.role, role.is_lead) for role in found.roles] == [("kesehatan", True)]
        assert [member.name for member in found.members] == ["Contoh Officer"]

    def test_raises_for_an_unknown_one(self, city):
        with pytest.raises(AgencyNotFound):
            queries.get_agency(city, "entah")


class TestListAgenciesOf:
    def test_forgets_a_membership_that_has_ended(self, city, give_role):
        make_agency(city)
        membership = give_role("OFFICER", until=date(2026, 6, 30))
        actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=None, at=NOW)

        assert queries.list_agencies_of(membership.user, city, on=TODAY) == []
        assert len(queries.list_agencies_of(membership.user, city, on=date(2026, 6, 30))) == 1


class TestResolveResponsible:
    def test_takes_one_statement_while_nothing_changes_whatever_the_number(self, city, django_assert_num_queries):
        make_agency(city, plays=("kesehatan",))
        questions = {str(number): ["kesehatan"] for number in range(274)}

        with django_assert_num_queries(3):
            queries.resolve_responsible(city, questions, key="s")
        with django_assert_num_queries(1):
            assert len(queries.resolve_responsible(city, questions, key="s")) == 274


class TestMayAnswer:
    ASK = {"question": "12.1", "roles": ["kesehatan"], "key": "s", "on": TODAY}

    @pytest.mark.parametrize(
        ("role", "allowed"), [("SECRETARIAT", True), ("OFFICER", False), ("VERIFIER", False), ("HEAD", False)]
    )
    def test_without_an_agency_only_the_secretariat(self, city, give_role, role, allowed):
        assert queries.may_answer(give_role(role).user, city, **self.ASK) is allowed

    def test_a_verifier_in_the_agency_is_responsible_but_may_not_answer(self, city, give_role):
        make_agency(city, plays=("kesehatan",))
        membership = give_role("VERIFIER")
        actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=None, at=NOW)

        assert queries.is_responsible(membership.user, city, **self.ASK)
        assert not queries.may_answer(membership.user, city, **self.ASK)


class TestLoadBalikpapanAgencies:
    def test_loads_agencies_and_roles_with_their_source(self, city):
        load_balikpapan_agencies(city, by=None, at=NOW)

        assert len(queries.list_agencies(city)) == 48
        assert [agency.code for agency in queries.list_roles(city)["ppa"]] == ["dp3akb"]
        assert "kesbangpol" not in queries.list_roles(city)
        assert all(queries.get_agency(city, code).draft.source for code in ("dp3akb", "bppdrd"))

    def test_changes_nothing_the_second_time(self, city):
        from paripurna.platform.audit.models import Event

        load_balikpapan_agencies(city, by=None, at=NOW)
        before = Event.objects.count()

        load_balikpapan_agencies(city, by=None, at=NOW)

        assert Event.objects.count() == before
