import contextlib
from datetime import timedelta

import pytest
from django.utils.translation import gettext_lazy

from paripurna.platform.access import actions, invitations, policy, queries
from paripurna.platform.access.models import Invitation
from paripurna.platform.access.types import (
    AccountTaken,
    AlreadyInvited,
    AlreadyMember,
    InvitationClosed,
    InvitationState,
    OwnRights,
    RoleCode,
    RoleNotHere,
)
from paripurna.platform.accounts.models import User
from tests.factories.access import PASSWORD, make_person
from tests.threads import at_once


@pytest.fixture
def invite(city, secretary, at):
    def invite(**more):
        asked = {"region": city.region, "role": RoleCode.OFFICER, "name": "Rani", "by": secretary, "at": at} | more
        return actions.invite(city=city, **asked)

    return invite


def accept(token, at, username="rani"):
    return actions.accept_as_new(token=token, name="Rani", username=username, password=PASSWORD, at=at)


class TestInvite:
    def test_keeps_the_hash_of_the_link_alone(self, invite):
        invitation, token = invite()
        secret = token.partition(":")[0]
        stored = str(Invitation.objects.values().get(pk=invitation.pk))
        assert secret not in stored
        assert invitation.secret_hash == invitations.hash_secret(secret)

    def test_refuses_the_same_twice(self, invite):
        invite()
        with pytest.raises(AlreadyInvited):
            invite(name="RANI")

    def test_refuses_a_role_of_another_level(self, invite):
        with pytest.raises(RoleNotHere):
            invite(role=RoleCode.PROVINCE)


class TestAcceptAsNew:
    def test_makes_the_account_with_the_role(self, invite, city, secretary, at):
        invitation, token = invite(email="Rani@Example.go.id")

        person = accept(token, at, "Rani")

        assert (person.username, person.email, person.check_password(PASSWORD)) == ("rani", "rani@example.go.id", True)
        assert policy.list_roles(person, city, on=at.date()) == {"OFFICER"}
        assert person.memberships.get().granted_by == secretary
        invitation.refresh_from_db()
        assert invitation.state_at(at) is InvitationState.USED

    def test_works_once(self, invite, at):
        _made, token = invite()
        accept(token, at)
        with pytest.raises(InvitationClosed):
            accept(token, at, "other")

    @pytest.mark.django_db(transaction=True)
    def test_works_once_for_two_at_the_same_moment(self, invite, at):
        _made, token = invite()
        came = []

        def follow(name):
            with contextlib.suppress(InvitationClosed):
                came.append(accept(token, at, name))

        at_once(follow, ["rani"], ["rina"])

        assert len(came) == 1

    def test_refuses_an_old_one(self, invite, at):
        _made, token = invite()
        with pytest.raises(InvitationClosed):
            accept(token, at + timedelta(days=7))

    @pytest.mark.django_db
    @pytest.mark.parametrize("token", ["", "x", "x:y", "a" * 500])
    def test_refuses_a_guess_without_asking_the_database(self, token, at, django_assert_num_queries):
        with django_assert_num_queries(0), pytest.raises(InvitationClosed):
            queries.get_open_invitation(token, at=at)

    def test_leaves_the_invitation_open_when_the_name_is_taken(self, invite, secretary, at):
        _made, token = invite()
        with pytest.raises(AccountTaken):
            accept(token, at, "SEKAR")
        assert accept(token, at)

    def test_refuses_an_address_that_is_somebodys(self, invite, at):
        make_person(email="rani@example.go.id")
        _made, token = invite(email="rani@example.go.id")
        with pytest.raises(AccountTaken):
            accept(token, at)
        assert not User.objects.filter(username="rani").exists()


class TestAcceptAsSignedIn:
    def test_adds_the_role(self, invite, officer, city, at):
        _made, token = invite(role=RoleCode.VERIFIER)
        actions.accept_as_signed_in(token=token, by=officer, at=at)
        assert policy.list_roles(officer, city, on=at.date()) == {"OFFICER", "VERIFIER"}

    def test_refuses_who_invited(self, invite, secretary, at):
        _made, token = invite(role=RoleCode.VERIFIER)
        with pytest.raises(OwnRights):
            actions.accept_as_signed_in(token=token, by=secretary, at=at)

    def test_refuses_a_role_that_one_has(self, invite, officer, at):
        _made, token = invite()
        with pytest.raises(AlreadyMember):
            actions.accept_as_signed_in(token=token, by=officer, at=at)


class TestRenewAndRevoke:
    def test_renewing_kills_the_old_link_and_lives_seven_days_more(self, invite, secretary, at):
        invitation, old = invite()
        later = at + timedelta(days=9)

        new = actions.renew_invitation(invitation=invitation, by=secretary, at=later)

        with pytest.raises(InvitationClosed):
            accept(old, later)
        assert accept(new, later)

    def test_revoking_kills_the_link_for_good(self, invite, secretary, at):
        invitation, token = invite()
        actions.revoke_invitation(invitation=invitation, by=secretary, at=at)
        with pytest.raises(InvitationClosed):
            accept(token, at)
        with pytest.raises(InvitationClosed):
            actions.renew_invitation(invitation=invitation, by=secretary, at=at)

    def test_a_used_one_cannot_be_revoked(self, invite, secretary, at):
        invitation, token = invite()
        accept(token, at)
        with pytest.raises(InvitationClosed):
            actions.revoke_invitation(invitation=invitation, by=secretary, at=at)


class TestExtras:
    @pytest.fixture
    def told(self, monkeypatch):
        told = []
        monkeypatch.setattr(invitations, "_EXTRAS", {})
        words = gettext_lazy("Agency")
        roles = frozenset({RoleCode.OFFICER})
        invitations.register_extra(
            invitations.Extra("desk", words, words, roles, lambda city: [("a", "A")], lambda **call: told.append(call))
        )
        return told

    def test_are_told_on_acceptance(self, told, invite, city, at):
        _made, token = invite(extras={"desk": "a"})
        person = accept(token, at)
        assert told == [
            {"membership": person.memberships.get(), "city": city, "code": "a", "by": person, "at": at},
        ]

    def test_are_not_told_for_another_role_or_without_a_choice(self, told, invite, at):
        accept(invite(extras={"desk": ""})[1], at)
        accept(invite(role=RoleCode.HEAD, extras={"desk": "a"})[1], at, "rina")
        assert told == []
