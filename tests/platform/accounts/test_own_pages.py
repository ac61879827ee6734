"""Profile, devices, tokens, and the demo's sign-in."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from paripurna.platform.access.types import Permission, RoleCode
from paripurna.platform.accounts import actions, queries, urls
from paripurna.platform.accounts.devices import name_device
from paripurna.platform.accounts.models import ApiToken
from paripurna.platform.audit import queries as audit
from tests.factories.access import PASSWORD, make_member, sign_in

TOKENS = "/akun/token/"


def text(response):
    return response.content.decode()


class TestProfile:
    def test_changes_name_and_language(self, browser, officer):
        browser.force_login(officer)
        response = browser.post("/akun/", {"name": "Petra P., S.Kom.", "language": "id"})
        officer.refresh_from_db()
        assert officer.name == "Petra P., S.Kom."
        assert response.cookies["django_language"].value == "id"
        assert audit.verify("").events > 0

    def test_shows_whether_a_second_step_is_on(self, browser, officer):
        browser.force_login(officer)
        assert "off" in text(browser.get("/akun/"))


class TestDevices:
    def test_are_listed_and_can_be_signed_out(self, browser, officer):
        for client in (
            browser,
            Client(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130 Safari/537"}),
        ):
            client.post("/akun/masuk/", {"login": "petra", "password": PASSWORD})
        page = text(browser.get("/akun/perangkat/"))
        assert "Chrome, Android" in page
        assert "yang ini" in page

        browser.post("/akun/perangkat/")

        assert browser.get("/akun/").status_code == 200
        assert client.get("/akun/").status_code == 302

    @pytest.mark.parametrize(
        ("agent", "name"),
        [
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari/537 Edg/130", "Edge, Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) Version/18 Safari/604", "Safari, iPhone"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:130) Firefox/130", "Firefox, Linux"),
            ("curl/8", "Perangkat tidak dikenal"),
        ],
    )
    def test_are_named(self, agent, name):
        assert name_device(agent) in {name, "Unknown device"}


class TestTokens:
    @pytest.fixture
    def signed_in(self, browser, officer):
        browser.force_login(officer)
        browser.post("/akun/pastikan/", {"password": PASSWORD})
        return browser

    def make(self, client, *scopes):
        return client.post(TOKENS, {"name": "Dasbor", "scopes": scopes or ["CITY_VIEW"], "days": "30"})

    def test_are_shown_once_and_kept_as_a_hash(self, signed_in):
        response = self.make(signed_in)
        token = re.search(r"<code[^>]*>(prp_[^<]+)</code>", text(response))[1]
        stored = ApiToken.objects.get()
        assert token not in str(ApiToken.objects.values().get())
        assert token.startswith(stored.prefix)
        assert response["Cache-Control"] == "no-store"
        assert token not in text(signed_in.get(TOKENS))

    def test_never_carry_more_than_their_owner_may(self, signed_in):
        self.make(signed_in, "CITY_VIEW", "AUDIT_VIEW")
        assert ApiToken.objects.get().scopes == ["CITY_VIEW"]

    def test_never_write(self, signed_in):
        assert self.make(signed_in, "ANSWER_EDIT").status_code == 422

    def test_need_the_password_once_more(self, browser, officer):
        browser.force_login(officer)
        assert browser.get(TOKENS).url.startswith("/akun/pastikan/")

    def test_need_the_second_factor_of_who_must_have_one(self, browser, secretary):
        browser.post("/akun/masuk/", {"login": "sekar", "password": PASSWORD})
        browser.post("/akun/pastikan/", {"password": PASSWORD})
        assert browser.get(TOKENS).url == "/akun/langkah-kedua/?next=%2Fakun%2Ftoken%2F"

    def test_are_not_for_everybody(self, browser, city):
        head = make_member(city, RoleCode.HEAD)
        browser.force_login(head)
        browser.post("/akun/pastikan/", {"password": PASSWORD})
        assert "Your role has no API tokens" in text(browser.get(TOKENS))
        assert self.make(browser).status_code in {200, 422}
        assert not ApiToken.objects.exists()

    def test_end_at_once(self, signed_in, officer, now):
        self.make(signed_in)
        signed_in.post(f"/akun/token/{ApiToken.objects.get().pk}/akhiri/")
        assert queries.list_tokens(officer, at=now) == []

    def test_are_nobody_elses(self, signed_in, secretary):
        self.make(signed_in)
        other = sign_in(Client(), secretary)
        assert other.post(f"/akun/token/{ApiToken.objects.get().pk}/akhiri/").status_code == 404


class TestFindTokenUser:
    @pytest.fixture
    def token(self, officer, now):
        scopes = [Permission.CITY_VIEW]
        return actions.issue_token(person=officer, name="x", scopes=scopes, valid_for=timedelta(days=30), at=now)

    def test_knows_whose_it_is_and_what_it_may(self, token, officer, now):
        found = queries.find_token_user(token[1], at=now)
        assert (found.user, found.scopes) == (officer, {Permission.CITY_VIEW})

    def test_notes_the_day_once(self, token, now):
        found = queries.find_token_user(token[1], at=now)
        actions.note_token_use(token_id=found.token_id, on=now.date())
        assert queries.find_token_user(token[1], at=now).last_used_on == now.date()

    def test_knows_no_other_text(self, token, now):
        for text_ in ("", "prp_", "prp_salah", token[1][:-1], token[1].upper()):
            assert queries.find_token_user(text_, at=now) is None

    def test_ends_with_its_time_its_revocation_and_its_owner(self, token, officer, now):
        assert queries.find_token_user(token[1], at=now + timedelta(days=30)) is None
        officer.is_active = False
        officer.save()
        assert queries.find_token_user(token[1], at=now) is None
        officer.is_active = True
        officer.save()
        actions.revoke_token(token=token[0], by=officer, at=now)
        assert queries.find_token_user(token[1], at=now) is None


class TestDemo:
    @pytest.fixture
    def demo(self, settings, city):
        settings.DEMO = True
        make_member(city, RoleCode.SECRETARIAT, username="contoh-sekretariat", name="Sekar Contoh")
        return settings

    def test_page_does_not_exist_outside_the_demo(self, browser):
        with pytest.raises(Resolver404):
            resolve("/akun/contoh/")
        assert browser.get("/akun/contoh/").status_code == 404
        assert "example_sign_in" not in [one.name for one in urls.build_urlpatterns(demo=False)]
        assert "example_sign_in" in [one.name for one in urls.build_urlpatterns(demo=True)]

    def test_view_refuses_outside_the_demo_even_if_somebody_routes_to_it(self, rf):
        from django.http import Http404

        from paripurna.platform.accounts.views import example_sign_in

        with pytest.raises(Http404):
            example_sign_in(rf.post("/", {"person": "contoh-sekretariat"}))

    @pytest.mark.urls("tests.platform.accounts.demo_urls")
    def test_signs_in_with_one_click_and_without_a_second_factor(self, demo, browser, officer):
        page = text(browser.get("/akun/contoh/"))
        assert "Sekar Contoh" in page
        assert "Petra" not in page
        assert browser.post("/akun/contoh/", {"person": "petra"}).status_code == 404

        browser.post("/akun/contoh/", {"person": "contoh-sekretariat"})

        assert browser.get("/daerah/balikpapan/orang/").status_code == 200
