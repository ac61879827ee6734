"""`paripurna person`: before anybody can sign in, and when somebody cannot any more."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from click.testing import CliRunner
from django.test import Client

from paripurna.cli.person import person
from tests.factories.access import PASSWORD


def run(*words, **more):
    return CliRunner().invoke(person, words, **more)


class TestInvite:
    def test_prints_a_link_that_works(self, city, browser):
        link = run("invite", "balikpapan", "Sekar").output.strip()
        assert link.startswith("http://localhost:8000/akun/undangan/")
        page = browser.get(browser.get(link.removeprefix("http://localhost:8000")).url)
        assert "You are invited as KLA secretariat" in page.content.decode()

    def test_invites_for_the_province_too(self, city):
        assert run("invite", "balikpapan", "Provita", "--role", "PROVINCE", "--region", "64").exit_code == 0

    @pytest.mark.parametrize(
        "words",
        [("atlantis", "Sekar"), ("balikpapan", "Sekar", "--role", "RAJA"), ("balikpapan", "Sekar", "--region", "63")],
    )
    def test_says_what_is_wrong(self, city, words):
        result = run("invite", *words)
        assert result.exit_code == 1
        assert "Traceback" not in result.output


class TestHelp:
    def test_sets_a_password_and_signs_out(self, officer):
        client = Client()
        client.post("/akun/masuk/", {"login": "petra", "password": PASSWORD})
        run("password", "petra", input="kuaro sebelum subuh\nkuaro sebelum subuh\n")
        officer.refresh_from_db()
        assert officer.check_password("kuaro sebelum subuh")
        assert client.get("/akun/").status_code == 302

    def test_takes_lost_second_steps_off(self, secretary):
        Authenticator.objects.create(user=secretary, type="totp", data={})
        assert run("unlock", "Sekar").exit_code == 0
        assert not Authenticator.objects.exists()

    def test_links_an_identity_where_there_is_a_provider(self, officer, settings):
        assert "PARIPURNA_OIDC_ISSUER" in run("link", "petra", "abc").output
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{"provider_id": "sso"}]}}
        assert run("link", "petra", "abc").exit_code == 0
        assert SocialAccount.objects.get(uid="abc").user == officer

    def test_knows_nobody_else(self, db):
        assert "Tidak ada orang" in run("unlock", "siapa").output
