import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from paripurna.platform.access import actions
from paripurna.platform.access.models import Invitation, Membership
from paripurna.platform.access.types import RoleCode
from tests.factories.access import PASSWORD, make_member, make_person, sign_in


@pytest.fixture(autouse=True)
def in_english(client, secretary):
    client.cookies["django_language"] = "en"
    client.force_login(secretary)


def to(name, **kwargs):
    return reverse(f"access:{name}", kwargs={"city": "balikpapan", **kwargs})


def text(response):
    return response.content.decode()


class TestHome:
    def test_leads_to_the_only_city(self, client):
        assert client.get("/").url == "/daerah/balikpapan/beranda/"

    def test_lets_one_choose_among_several_and_remembers(self, client, city, secretary, at):
        from tests.factories.regions import make_city

        other = make_city("64.72", "Kota Samarinda", slug="samarinda")
        actions.grant_membership(person=secretary, region=other.region, role=RoleCode.SECRETARIAT, by=None, at=at)

        assert "Kota Samarinda" in text(client.get("/"))
        client.get("/daerah/samarinda/orang/")
        assert client.get("/").url == "/daerah/samarinda/beranda/"
        assert "Kota Balikpapan" in text(client.get("/?pilih"))

    def test_says_calmly_that_there_is_no_role(self, client, db):
        client.force_login(make_person())
        assert "No role yet" in text(client.get("/"))


class TestOwnPages:
    """Pages of a person lie in no city, and must not take the way back from whom was working in one."""

    def test_keep_the_navigation_of_the_city_that_one_came_from(self, client):
        client.get(to("person_list"))

        assert to("person_list") in text(client.get("/akun/"))

    def test_forget_a_city_whose_role_has_ended(self, client, secretary, at):
        client.get(to("person_list"))
        Membership.objects.filter(user=secretary).update(ended_at=at)

        assert to("person_list") not in text(client.get("/akun/"))


class TestDoor:
    def test_costs_three_statements(self, client, city, django_assert_max_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get(to("invitation_create"))  # the session knows the city
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/daerah/{city.slug}/cari/")
        access = [
            one["sql"] for one in captured if re.search(r"django_session|accounts_user|access_membership", one["sql"])
        ]
        assert len(access) == 3

    def test_asks_who_decides_for_a_second_factor(self, client, secretary):
        sign_in(client, secretary, second_factor=False)
        response = client.get(to("person_list"))
        assert response.url == "/akun/langkah-kedua/?next=%2Fdaerah%2Fbalikpapan%2Forang%2F"
        assert "One more step" in text(client.get(response.url))

    def test_asks_nobody_else(self, client, officer):
        sign_in(client, officer, second_factor=False)
        assert client.get("/daerah/balikpapan/cari/").status_code == 200

    def test_does_not_take_the_mark_of_the_demo_outside_the_demo(self, client, secretary, settings):
        sign_in(client, secretary, second_factor=False)
        session = client.session
        session["demo"] = True
        session.save()
        assert client.get(to("person_list")).status_code == 302
        settings.DEMO = True
        assert client.get(to("person_list")).status_code == 200

    def test_ends_with_the_role_at_once(self, client, secretary, city):
        make_member(city, RoleCode.SECRETARIAT)
        assert client.get(to("person_list")).status_code == 200
        Membership.objects.filter(user=secretary).update(ended_at="2026-01-06T00:00Z")
        assert client.get(to("person_list")).status_code == 404


class TestPersonList:
    def test_searches_filters_and_pages(self, client, city, officer):
        for number in range(30):
            make_member(city, RoleCode.HEAD, name=f"Orang {number:02}")

        first = text(client.get(to("person_list")))
        assert "Orang 05" in first
        assert "Sekar" not in first.partition('id="people"')[2].partition("</table>")[0]
        assert "Sekar" in text(client.get(to("person_list") + "?halaman=2"))
        assert "Petra" in text(client.get(to("person_list") + "?cari=petr"))
        assert "Petra" not in text(client.get(to("person_list") + "?peran=HEAD"))
        assert "Nobody fits" in text(client.get(to("person_list") + "?cari=tidak-ada"))

    def test_asks_no_more_for_more_people(self, client, city, officer, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.get(to("person_list"))
        with CaptureQueriesContext(connection) as few:
            client.get(to("person_list"))
        for _ in range(10):
            make_member(city, RoleCode.HEAD)
        with CaptureQueriesContext(connection) as many:
            client.get(to("person_list"))
        assert len(many) == len(few)

    def test_shows_the_province_and_cannot_change_it(self, client, city):
        analyst = make_member(city, RoleCode.PROVINCE, region=city.region.parent, name="Provita")
        assert "Provita" in text(client.get(to("person_list")))
        assert "this city cannot change it" in text(client.get(to("person_detail", person=analyst.code)))
        membership = analyst.memberships.get().pk
        assert client.post(to("role_end", membership=membership), {"reason": "x"}).status_code == 404


class TestPersonDetail:
    def test_gives_changes_and_ends_roles(self, client, officer):
        page = to("person_detail", person=officer.code)
        granted = client.post(to("role_grant", person=officer.code), {"role": "HEAD", "reason": "SK 9"}, follow=True)
        assert "The role was given." in text(granted)

        membership = officer.memberships.get(role="OFFICER").pk
        client.post(to("role_change", membership=membership), {"role": "VERIFIER", "reason": "SK 10"})
        client.post(to("role_end", membership=officer.memberships.get(role="HEAD").pk), {"reason": "selesai"})

        assert list(officer.memberships.filter(ended_at=None).values_list("role", flat=True)) == ["VERIFIER"]
        assert "Internal verifier" in text(client.get(page))

    def test_says_why_not(self, client, secretary):
        membership = secretary.memberships.get().pk
        response = client.post(to("role_end", membership=membership), {"reason": "x"}, follow=True)
        assert "Nobody changes their own rights." in text(response)

    def test_asks_for_the_kelurahan_and_takes_one_of_the_city_only(self, client, officer, kelurahan):
        grant = to("role_grant", person=officer.code)
        assert client.post(grant, {"role": "KELURAHAN", "reason": "x"}).status_code == 422
        assert client.post(grant, {"role": "KELURAHAN", "kelurahan": "64.72.01.1001", "reason": "x"}).status_code == 422
        assert client.post(grant, {"role": "KELURAHAN", "kelurahan": kelurahan.code, "reason": "x"}).status_code == 302
        assert officer.memberships.get(role="KELURAHAN").region == kelurahan

    def test_deletes_the_account_after_the_word(self, client, officer):
        erase = to("person_erase", person=officer.code)
        client.post(erase, {"typed_word": "hapus"})
        officer.refresh_from_db()
        assert officer.erased_at is None

        assert client.post(erase, {"typed_word": "HAPUS"}).url == to("person_list")
        officer.refresh_from_db()
        assert officer.erased_at

    def test_knows_nobody_of_another_city(self, client, city):
        stranger = make_person()
        for name in ("person_detail", "role_grant", "person_erase"):
            url = to(name, person=stranger.code)
            assert (client.get if name == "person_detail" else client.post)(url).status_code == 404


class TestInvitationPages:
    ASKED = {"name": "Rani", "email": "", "role": "OFFICER", "kelurahan": ""}

    def link_of(self, response):
        return re.search(r'value="(http://testserver/akun/undangan/[^"]+)"', text(response))[1]

    def test_shows_the_link_once_with_a_qr_code(self, client):
        response = client.post(to("invitation_create"), self.ASKED)
        assert "data:image/svg+xml" in text(response)
        assert response["Cache-Control"] == "no-store"
        link = self.link_of(response)
        assert link.rpartition("/undangan/")[2] not in text(client.get(to("invitation_list")))

    def test_refuses_the_same_invitation_twice(self, client):
        client.post(to("invitation_create"), self.ASKED)
        response = client.post(to("invitation_create"), self.ASKED)
        assert response.status_code == 422
        assert "open invitation" in text(response)

    def test_the_whole_way_of_a_new_person(self, client):
        link = self.link_of(client.post(to("invitation_create"), self.ASKED | {"role": "VERIFIER"}))
        newcomer = Client(headers={"accept-language": "en"})
        newcomer.cookies["django_language"] = "en"

        followed = newcomer.get(link)
        assert followed.url == "/akun/undangan/"
        assert "Sekar invites you as Internal verifier" in text(newcomer.get(followed.url))
        weak = {"name": "Rani", "username": "rani", "password": "1234567890", "again": "1234567890"}
        assert newcomer.post(followed.url, weak).status_code == 422
        assert newcomer.post(followed.url, weak | {"password": PASSWORD}).status_code == 422
        done = newcomer.post(followed.url, weak | {"password": PASSWORD, "again": PASSWORD})

        assert done.url == "/akun/langkah-kedua/"
        assert "One more step" in text(newcomer.get(done.url))
        assert newcomer.get("/daerah/balikpapan/cari/").status_code == 302
        assert newcomer.get(link).status_code == 302
        assert newcomer.get("/akun/undangan/").status_code == 410

    def test_somebody_with_an_account_accepts_with_it(self, client, officer):
        link = self.link_of(client.post(to("invitation_create"), self.ASKED | {"role": "HEAD"}))
        other = Client()
        other.cookies["django_language"] = "en"
        other.get(link)
        assert "sign in and accept" in text(other.get("/akun/undangan/"))

        signed_in = other.post("/akun/masuk/?next=/akun/undangan/", {"login": "petra", "password": PASSWORD})
        assert signed_in.url == "/akun/undangan/"
        assert "masuk sebagai Petra" in text(other.get(signed_in.url))
        assert other.post(signed_in.url).url == "/"
        assert officer.memberships.filter(role="HEAD").exists()

    def test_lists_states_renews_and_revokes(self, client, at):
        client.post(to("invitation_create"), self.ASKED)
        invitation = Invitation.objects.get()
        assert "Rani" in text(client.get(to("invitation_list") + "?keadaan=OPEN"))
        assert "No invitations" in text(client.get(to("invitation_list") + "?keadaan=USED"))
        assert self.link_of(client.post(to("invitation_renew", invitation=invitation.pk)))

        client.post(to("invitation_revoke", invitation=invitation.pk))

        assert "withdrawn" in text(client.get(to("invitation_list") + "?keadaan=REVOKED"))
        again = client.post(to("invitation_renew", invitation=invitation.pk), follow=True)
        assert "not valid any more" in text(again)

    def test_an_expired_link_says_so(self, client, at):
        link = self.link_of(client.post(to("invitation_create"), self.ASKED))
        late = Client()
        with time_machine.travel(Invitation.objects.get().expires_at + timedelta(seconds=1)):
            late.get(link)
            assert late.get("/akun/undangan/").status_code == 410
