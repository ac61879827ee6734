from datetime import date, timedelta

import pytest

from paripurna.platform.access import actions, policy
from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import (
    AlreadyMember,
    LastSecretariat,
    MembershipOver,
    OwnRights,
    Permission,
    RoleCode,
    RoleNotHere,
)
from paripurna.platform.audit import queries as audit
from paripurna.platform.audit.types import EventFilter
from tests.factories.access import make_member, make_person
from tests.threads import at_once


def sentences(city):
    return [line.sentence for line in audit.list_events(city=city, filters=EventFilter()).lines]


def own(person):
    return Membership.objects.get(user=person, ended_at=None)


class TestGrantMembership:
    def test_gives_the_role_and_tells_the_audit(self, city, secretary, officer, at):
        actions.grant_membership(
            person=officer, region=city.region, role=RoleCode.HEAD, reason="SK 12", by=secretary, at=at
        )

        assert policy.list_roles(officer, city, on=at.date()) == {"OFFICER", "HEAD"}
        assert sentences(city)[0] == "Sekar gave Petra the role Mayor or head of agency in Kota Balikpapan"

    def test_refuses_ones_own_rights(self, city, secretary, at):
        with pytest.raises(OwnRights):
            actions.grant_membership(person=secretary, region=city.region, role=RoleCode.VERIFIER, by=secretary, at=at)

    @pytest.mark.parametrize("role", [RoleCode.PROVINCE, RoleCode.KELURAHAN])
    def test_refuses_a_role_of_another_level(self, city, secretary, officer, at, role):
        with pytest.raises(RoleNotHere):
            actions.grant_membership(person=officer, region=city.region, role=role, by=secretary, at=at)

    def test_refuses_the_same_role_twice(self, city, secretary, officer, at):
        with pytest.raises(AlreadyMember):
            actions.grant_membership(person=officer, region=city.region, role=RoleCode.OFFICER, by=secretary, at=at)

    def test_can_be_given_again_on_the_day_it_ended(self, city, secretary, officer, at):
        actions.end_membership(membership=own(officer), reason="mutasi", by=secretary, at=at)
        actions.grant_membership(person=officer, region=city.region, role=RoleCode.OFFICER, by=secretary, at=at)
        assert policy.list_roles(officer, city, on=at.date()) == {"OFFICER"}

    def test_closes_a_role_that_has_run_out(self, city, secretary, at):
        guest, until = make_person(), at.date() - timedelta(days=1)
        give = {"person": guest, "region": city.region, "role": RoleCode.HEAD, "by": secretary}
        actions.grant_membership(**give, until=until, at=at - timedelta(days=30))
        assert policy.list_roles(guest, city, on=at.date()) == frozenset()

        actions.grant_membership(**give, at=at)

        assert Membership.objects.filter(user=guest, ended_at=None).count() == 1

    def test_begins_on_the_day_of_the_city(self, city, secretary, officer, at):
        late = at.replace(hour=17)  # already tomorrow in Balikpapan
        made = actions.grant_membership(person=officer, region=city.region, role=RoleCode.HEAD, by=secretary, at=late)
        assert made.valid_from == date(2026, 11, 24)


class TestEndMembership:
    def test_ends_at_once_and_keeps_the_reason(self, city, secretary, officer, at):
        actions.end_membership(membership=own(officer), reason="pindah", by=secretary, at=at)

        ended = Membership.objects.get(user=officer)
        assert (ended.end_reason, ended.ended_by, ended.ended_at) == ("pindah", secretary, at)
        assert policy.list_roles(officer, city, on=at.date()) == frozenset()
        assert "pindah" not in "".join(sentences(city))

    def test_refuses_what_has_ended(self, secretary, officer, at):
        membership = own(officer)
        actions.end_membership(membership=membership, reason="", by=secretary, at=at)
        with pytest.raises(MembershipOver):
            actions.end_membership(membership=membership, reason="", by=secretary, at=at)

    def test_keeps_the_last_of_the_secretariat(self, secretary, officer, at):
        with pytest.raises(LastSecretariat):
            actions.end_membership(membership=own(secretary), reason="", by=officer, at=at)

    def test_does_not_count_a_secretary_who_leaves_soon_or_cannot_sign_in(self, city, secretary, officer, at):
        for_now, closed = make_person(), make_member(city, RoleCode.SECRETARIAT)
        give = {"region": city.region, "role": RoleCode.SECRETARIAT, "by": None, "at": at}
        actions.grant_membership(person=for_now, until=at.date() + timedelta(days=3), **give)
        type(closed).objects.filter(pk=closed.pk).update(is_active=False)
        with pytest.raises(LastSecretariat):
            actions.end_membership(membership=own(secretary), reason="", by=officer, at=at)

    @pytest.mark.django_db(transaction=True)
    def test_two_who_end_each_other_leave_one(self, city, secretary, at):
        second = make_member(city, RoleCode.SECRETARIAT)
        refused = []

        def end(one, by):
            try:
                actions.end_membership(membership=own(one), reason="", by=by, at=at)
            except LastSecretariat:
                refused.append(one)

        at_once(end, (secretary, second), (second, secretary))

        assert len(refused) == 1


class TestChangeRole:
    def test_keeps_the_row_and_tells_both_roles(self, city, secretary, officer, at):
        membership = own(officer)
        actions.change_role(membership=membership, role=RoleCode.HEAD, reason="SK 7", by=secretary, at=at)

        assert own(officer).pk == membership.pk
        assert not policy.may(officer, Permission.ANSWER_EDIT, city, on=at.date())
        assert "from Agency officer to Mayor or head of agency" in sentences(city)[0]

    def test_refuses_to_leave_the_city_without_a_secretariat(self, secretary, officer, at):
        with pytest.raises(LastSecretariat):
            actions.change_role(membership=own(secretary), role=RoleCode.HEAD, reason="", by=officer, at=at)

    def test_refuses_ones_own(self, secretary, at):
        with pytest.raises(OwnRights):
            actions.change_role(membership=own(secretary), role=RoleCode.HEAD, reason="", by=secretary, at=at)
