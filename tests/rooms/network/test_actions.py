from datetime import date

import pytest
from django.db import IntegrityError, transaction

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.platform.audit.models import Event
from paripurna.rooms.network import actions, queries
from paripurna.rooms.network.models import AgencyRole
from paripurna.rooms.network.types import AgencyNotFound, BadValidity, CodeTaken, OtherCity, UnknownLead
from tests.factories.network import draft_agency, make_agency
from tests.factories.regions import make_city
from tests.rooms.network.conftest import NOW


def told(city):
    return list(Event.objects.filter(chain=city.code).order_by("position").values_list("verb", flat=True))


class TestCreateAgency:
    def test_adds_it_and_tells(self, city, secretary):
        ref = actions.create_agency(city=city, draft=draft_agency(), by=secretary, at=NOW)

        assert queries.find_agency(city, "dinkes") == ref
        event = Event.objects.get(verb="network.agency_created")
        assert (event.subject, event.actor) == (f"network.agency:{ref.id}", str(secretary.code))

    def test_refuses_a_code_twice_in_one_city(self, city, secretary):
        make_agency(city, "dinkes")

        with pytest.raises(CodeTaken):
            actions.create_agency(city=city, draft=draft_agency("dinkes"), by=secretary, at=NOW)

    def test_lets_another_city_have_the_same_code(self, city):
        make_agency(city, "dinkes")

        other = make_agency(make_city("64.72", "Kota Samarinda", slug="samarinda"), "dinkes")

        assert queries.find_agency(city, "dinkes") != other

    def test_refuses_an_insider_without_the_right(self, city, give_role):
        with pytest.raises(NotAllowed):
            actions.create_agency(city=city, draft=draft_agency(), by=give_role("OFFICER").user, at=NOW)

    def test_knows_no_stranger(self, city, give_role):
        elsewhere = make_city("64.72", "Kota Samarinda", slug="samarinda")

        with pytest.raises(Stranger):
            actions.create_agency(city=elsewhere, draft=draft_agency(), by=give_role("SECRETARIAT").user, at=NOW)


class TestChangeAgency:
    def test_tells_which_fields_changed_but_not_their_values(self, city, secretary):
        make_agency(city)
        news = draft_agency(name="Dinas Kesehatan Kota", contact_phone="0542-1")

        actions.change_agency(city=city, code="dinkes", draft=news, by=secretary, at=NOW)

        assert queries.get_agency(city, "dinkes").draft == news
        assert Event.objects.get(verb="network.agency_changed").details == {"fields": ["contact_phone", "name"]}

    def test_tells_nothing_when_nothing_changed(self, city, secretary):
        make_agency(city)

        actions.change_agency(city=city, code="dinkes", draft=draft_agency(), by=secretary, at=NOW)

        assert told(city) == ["network.agency_created"]

    def test_refuses_to_begin_after_its_end(self, city, secretary):
        make_agency(city)
        actions.end_agency(city=city, code="dinkes", on=date(2026, 1, 31), by=secretary, at=NOW)

        with pytest.raises(BadValidity):
            late = draft_agency(valid_from=date(2026, 2, 1))
            actions.change_agency(city=city, code="dinkes", draft=late, by=secretary, at=NOW)

    def test_refuses_the_code_of_another(self, city, secretary):
        make_agency(city, "dinkes")
        make_agency(city, "dinsos")

        with pytest.raises(CodeTaken):
            actions.change_agency(city=city, code="dinkes", draft=draft_agency("dinsos"), by=secretary, at=NOW)

    def test_refuses_an_unknown_agency(self, city, secretary):
        with pytest.raises(AgencyNotFound):
            actions.change_agency(city=city, code="entah", draft=draft_agency("entah"), by=secretary, at=NOW)


class TestEndAgency:
    def test_takes_it_out_of_the_lists_and_of_responsibility(self, city, secretary):
        make_agency(city, plays=("kesehatan",))

        actions.end_agency(city=city, code="dinkes", on=date(2026, 6, 30), by=secretary, at=NOW)

        assert queries.list_agencies(city) == []
        assert queries.resolve_responsible(city, {"12.1": ["kesehatan"]}, key="s") == {"12.1": ()}
        assert len(queries.list_agencies(city, on=date(2026, 6, 30))) == 1

    def test_can_be_taken_back(self, city, secretary):
        make_agency(city)
        actions.end_agency(city=city, code="dinkes", on=date(2026, 6, 30), by=secretary, at=NOW)

        actions.resume_agency(city=city, code="dinkes", by=secretary, at=NOW)

        assert len(queries.list_agencies(city)) == 1
        assert told(city)[-2:] == ["network.agency_ended", "network.agency_resumed"]

    def test_refuses_an_end_before_the_beginning(self, city, secretary):
        make_agency(city)

        with pytest.raises(BadValidity):
            actions.end_agency(city=city, code="dinkes", on=date(2019, 1, 1), by=secretary, at=NOW)


class TestImportAgencies:
    def test_adds_and_fills_without_emptying(self, city, secretary):
        make_agency(city, "dinkes", contact_phone="0542-1")
        drafts = [draft_agency("dinkes", name="Dinas Kesehatan Kota"), draft_agency("dinsos")]

        assert actions.import_agencies(city=city, drafts=drafts, by=secretary, at=NOW) == (1, 1)

        kept = queries.get_agency(city, "dinkes").draft
        assert (kept.name, kept.contact_phone) == ("Dinas Kesehatan Kota", "0542-1")

    def test_tells_nothing_the_second_time(self, city, secretary):
        actions.import_agencies(city=city, drafts=[draft_agency()], by=secretary, at=NOW)

        assert actions.import_agencies(city=city, drafts=[draft_agency()], by=secretary, at=NOW) == (0, 0)
        assert told(city) == ["network.agencies_imported"]


class TestSetRole:
    def test_replaces_who_played_it(self, city, secretary):
        make_agency(city, "dinkes", plays=("kesehatan",))
        make_agency(city, "dinsos")
        make_agency(city, "disdikbud")

        codes = ["dinsos", "disdikbud"]
        actions.set_role(city=city, role="kesehatan", codes=codes, lead="disdikbud", by=secretary, at=NOW)

        assert [agency.code for agency in queries.list_roles(city)["kesehatan"]] == ["disdikbud", "dinsos"]

    def test_can_leave_a_role_to_nobody(self, city, secretary):
        make_agency(city, plays=("kesehatan",))

        actions.set_role(city=city, role="kesehatan", codes=[], by=secretary, at=NOW)

        assert queries.list_roles(city) == {}

    def test_refuses_a_lead_that_was_not_chosen(self, city, secretary):
        make_agency(city)

        with pytest.raises(UnknownLead):
            actions.set_role(city=city, role="kesehatan", codes=["dinkes"], lead="dinsos", by=secretary, at=NOW)

    def test_refuses_an_agency_of_another_city(self, city, secretary):
        make_agency(make_city("64.72", "Kota Samarinda", slug="samarinda"), "dinkes")

        with pytest.raises(AgencyNotFound):
            actions.set_role(city=city, role="kesehatan", codes=["dinkes"], by=secretary, at=NOW)

    def test_database_allows_one_lead_only(self, city):
        first, second = make_agency(city, "dinkes", plays=("kesehatan",)), make_agency(city, "dinsos")

        with pytest.raises(IntegrityError), transaction.atomic():
            AgencyRole.objects.create(city=city, role="kesehatan", agency_id=second.id, is_lead=True)
        assert first != second


class TestAssignQuestions:
    def test_gives_many_at_once_and_back_again(self, city, secretary):
        make_agency(city, "dinkes", plays=("kesehatan",))
        make_agency(city, "dinsos")
        questions = {"1": ["kesehatan"], "2": ["kesehatan"], "3": ["kesehatan"]}

        actions.assign_questions(city=city, key="s1", numbers=["1", "2"], codes=["dinsos"], by=secretary, at=NOW)
        resolved = queries.resolve_responsible(city, questions, key="s1")
        assert [resolved[number][0].code for number in "123"] == ["dinsos", "dinsos", "dinkes"]
        assert queries.resolve_responsible(city, questions, key="s2")["1"][0].code == "dinkes"

        actions.assign_questions(city=city, key="s1", numbers=["1"], codes=[], by=secretary, at=NOW)
        assert queries.resolve_responsible(city, questions, key="s1")["1"][0].code == "dinkes"
        assert told(city)[-2:] == ["network.questions_assigned", "network.questions_unassigned"]


class TestJoinAgency:
    def test_lets_the_person_answer_what_the_agency_answers_for(self, city, give_role, secretary):
        make_agency(city, plays=("kesehatan",))
        membership = give_role("OFFICER")

        actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=secretary, at=NOW)

        ask = {"roles": ["kesehatan"], "key": "s", "on": NOW.date()}
        assert queries.may_answer(membership.user, city, question="12.1", **ask)
        assert not queries.may_answer(membership.user, city, question="9.1", **ask | {"roles": ["pendidikan"]})

    def test_is_told_once(self, city, give_role, secretary):
        make_agency(city)
        membership = give_role("OFFICER")

        for _ in range(2):
            actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=secretary, at=NOW)

        assert told(city).count("network.member_joined") == 1

    def test_refuses_a_membership_of_another_city(self, city, give_role):
        make_agency(city)
        elsewhere = make_city("64.72", "Kota Samarinda", slug="samarinda")
        membership = give_role("OFFICER", region=elsewhere.region)

        with pytest.raises(OtherCity):
            actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=None, at=NOW)

    def test_ends_when_the_person_leaves(self, city, give_role, secretary):
        make_agency(city)
        membership = give_role("OFFICER")
        actions.join_agency(membership=membership, city=city, agency_code="dinkes", by=secretary, at=NOW)

        actions.leave_agency(membership_id=membership.pk, city=city, agency_code="dinkes", by=secretary, at=NOW)

        assert queries.list_agencies_of(membership.user, city, on=NOW.date()) == []
        assert told(city)[-1] == "network.member_left"


class TestJoinAsInvited:
    def test_needs_no_right_of_the_person_who_accepts(self, city, give_role):
        make_agency(city)
        membership = give_role("OFFICER")

        actions.join_as_invited(membership=membership, city=city, code="dinkes", by=membership.user, at=NOW)

        assert [agency.code for agency in queries.list_agencies_of(membership.user, city, on=NOW.date())] == ["dinkes"]

    def test_passes_over_an_agency_that_is_gone(self, city, give_role):
        membership = give_role("OFFICER")

        actions.join_as_invited(membership=membership, city=city, code="dinkes", by=membership.user, at=NOW)

        assert queries.list_agencies_of(membership.user, city, on=NOW.date()) == []


class TestCopyAssignments:
    def test_brings_what_was_given_by_name_to_a_new_sheet(self, city, secretary):
        for code in ("dinkes", "dinsos"):
            make_agency(city, code)
        actions.assign_questions(city=city, key="old", numbers=["1", "2"], codes=["dinsos"], by=secretary, at=NOW)
        actions.assign_questions(city=city, key="new", numbers=["2"], codes=["dinkes"], by=secretary, at=NOW)

        assert actions.copy_assignments(city=city, from_key="old", to_key="new", by=secretary, at=NOW) == 1

        given = queries.list_assignments(city, key="new")
        assert {number: agencies[0].code for number, agencies in given.items()} == {"1": "dinsos", "2": "dinkes"}
        assert told(city)[-1] == "network.assignments_copied"

    def test_tells_nothing_when_there_is_nothing(self, city, secretary):
        assert actions.copy_assignments(city=city, from_key="old", to_key="new", by=secretary, at=NOW) == 0
        assert told(city) == []
