import pytest

from paripurna.platform.access import policy
from paripurna.platform.access.queries import find_entry, list_home_cities, list_token_scopes
from paripurna.platform.access.types import ROLES, NotAllowed, Permission, RoleCode, Stranger
from tests.factories.access import make_member, make_person
from tests.factories.regions import make_city, make_region


class TestCheckMay:
    def test_tells_strangers_from_insiders_without_the_right(self, city, officer, at):
        policy.check_may(officer, Permission.ANSWER_EDIT, city, on=at.date())
        with pytest.raises(NotAllowed):
            policy.check_may(officer, Permission.PEOPLE_MANAGE, city, on=at.date())
        with pytest.raises(Stranger):
            policy.check_may(make_person(), Permission.CITY_VIEW, city, on=at.date())

    def test_lets_nobody_in_by_running_the_installation(self, city, at):
        operator = make_person(is_operator=True)
        assert not policy.may(operator, Permission.CITY_VIEW, city, on=at.date())

    def test_takes_the_province_for_its_cities_only(self, city, at):
        other = make_city("63.71", "Kota Banjarmasin", slug="banjarmasin")
        analyst = make_member(city, RoleCode.PROVINCE, region=city.region.parent)

        assert policy.may(analyst, Permission.EXPORT, city, on=at.date())
        assert policy.list_roles(analyst, other, on=at.date()) == frozenset()

    def test_does_not_take_one_city_for_another_with_a_longer_code(self, city, at):
        region = make_region("64.72.01.1001", "Air Hitam")
        neighbor = make_member(city, RoleCode.KELURAHAN, region=region)
        assert policy.list_roles(neighbor, city, on=at.date()) == frozenset()

    def test_lets_nobody_in_whose_account_is_closed(self, city, officer, at):
        officer.is_active = False
        assert policy.list_roles(officer, city, on=at.date()) == frozenset()


class TestFindEntry:
    @pytest.mark.parametrize("role", RoleCode)
    def test_knows_the_same_roles_as_the_policy(self, city, kelurahan, at, role):
        region = {RoleCode.PROVINCE: city.region.parent, RoleCode.KELURAHAN: kelurahan}.get(role, city.region)
        person = make_member(city, role, region=region)
        expected = policy.list_roles(type(person).objects.get(pk=person.pk), city, on=at.date())

        find_entry(person, city.slug, on=at.date())

        known = person.__dict__["_memberships_by_city"][city.pk, at.date()]
        assert set(known.values()) == expected == {role.value}

    def test_is_one_statement_and_the_policy_asks_no_more(self, city, officer, at, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = find_entry(officer, city.slug, on=at.date())
            policy.check_may(officer, Permission.CITY_VIEW, found, on=at.date())
            assert found.region.name

    def test_finds_no_city_that_is_not_there(self, officer, at):
        assert find_entry(officer, "atlantis", on=at.date()) is None


class TestHomeCities:
    def test_are_those_with_a_role_and_all_of_a_province(self, city, kelurahan, at):
        other = make_city("64.72", "Kota Samarinda", slug="samarinda")
        local = make_member(city, RoleCode.KELURAHAN, region=kelurahan)
        analyst = make_member(city, RoleCode.PROVINCE, region=city.region.parent)

        assert list_home_cities(local, on=at.date()) == [city]
        assert list_home_cities(analyst, on=at.date()) == [city, other]
        assert list_home_cities(make_person(), on=at.date()) == []


class TestTokenScopes:
    def test_are_for_those_who_may_have_tokens(self, secretary, officer, city, at):
        head = make_member(city, RoleCode.HEAD)

        assert Permission.AUDIT_VIEW in list_token_scopes(secretary, on=at.date())
        assert Permission.AUDIT_VIEW not in list_token_scopes(officer, on=at.date())
        assert list_token_scopes(head, on=at.date()) == frozenset()


class TestRoles:
    def test_that_decide_need_a_second_factor(self):
        assert {code for code, role in ROLES.items() if role.second_factor} == {RoleCode.SECRETARIAT, RoleCode.VERIFIER}

    def test_that_verify_do_not_answer(self):
        assert not ROLES[RoleCode.VERIFIER].permissions & {Permission.ANSWER_EDIT, Permission.ANSWER_EDIT_ANY}
