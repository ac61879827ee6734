import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import serializers
from django.test import Client

from paripurna.platform.access import actions
from paripurna.platform.access.models import Invitation, Membership
from paripurna.platform.access.types import BelongsElsewhere, LastSecretariat, OwnRights, RoleCode
from paripurna.platform.accounts.models import User
from paripurna.platform.audit import queries as audit
from paripurna.platform.audit.types import EventFilter
from tests.factories.access import PASSWORD, make_member, make_person
from tests.factories.regions import make_city


@pytest.fixture
def rani(city, secretary, at):
    asked = {"city": city, "region": city.region, "role": RoleCode.OFFICER, "name": "Rani Prameswari"}
    _made, token = actions.invite(**asked, email="rani@example.go.id", by=secretary, at=at)
    return actions.accept_as_new(token=token, name="Rani Prameswari", username="rani", password=PASSWORD, at=at)


class TestErasePerson:
    def test_leaves_nothing_personal(self, city, secretary, rani, at):
        Authenticator.objects.create(user=rani, type=Authenticator.Type.TOTP, data={"secret": "x"})

        actions.erase_person(person=rani, city=city, by=secretary, at=at)

        rows = [*User.objects.filter(pk=rani.pk), *Membership.objects.all(), *Invitation.objects.all()]
        left = serializers.serialize("json", [*rows, *EmailAddress.objects.all(), *Authenticator.objects.all()])
        assert "rani" not in left.casefold()
        assert not Authenticator.objects.filter(user=rani).exists()

    def test_tells_what_the_person_did_without_a_name_and_the_chain_holds(self, city, secretary, rani, at):
        actions.erase_person(person=rani, city=city, by=secretary, at=at)

        lines = [line.sentence for line in audit.list_events(city=city, filters=EventFilter()).lines]
        assert lines[0] == "Sekar deleted the account of (account deleted)"
        assert any(line.startswith("(account deleted) accepted an invitation") for line in lines)
        assert "Rani" not in "".join(lines)
        assert audit.verify(city.code).is_whole
        assert audit.verify("").is_whole

    def test_shuts_the_door(self, city, secretary, rani, at):
        client = Client()
        client.force_login(rani)

        actions.erase_person(person=rani, city=city, by=secretary, at=at)

        assert client.get("/akun/").status_code == 302

    def test_tells_the_rooms(self, city, secretary, rani, at, monkeypatch):
        told = []
        monkeypatch.setattr("paripurna.platform.access.actions.erasure._STEPS", [])
        actions.register_erasure(told.append)
        actions.erase_person(person=rani, city=city, by=secretary, at=at)
        assert told == [rani]

    def test_refuses_oneself(self, city, secretary, at):
        with pytest.raises(OwnRights):
            actions.erase_person(person=secretary, city=city, by=secretary, at=at)

    def test_refuses_an_operator_of_the_installation(self, city, secretary, officer, at):
        officer.is_operator = True
        officer.save()

        with pytest.raises(BelongsElsewhere):
            actions.erase_person(person=officer, city=city, by=secretary, at=at)

    def test_refuses_the_last_of_the_secretariat(self, city, secretary, officer, at):
        with pytest.raises(LastSecretariat):
            actions.erase_person(person=secretary, city=city, by=officer, at=at)

    def test_refuses_somebody_with_roles_elsewhere_unless_the_operator_asks(self, city, secretary, officer, at):
        other = make_city("64.72", "Kota Samarinda", slug="samarinda")
        make_member(other, RoleCode.SECRETARIAT)
        actions.grant_membership(person=officer, region=other.region, role=RoleCode.HEAD, by=None, at=at)

        with pytest.raises(BelongsElsewhere):
            actions.erase_person(person=officer, city=city, by=secretary, at=at)
        actions.erase_person(person=officer, city=None, by=make_person(is_operator=True), at=at)
