"""Signing in as a person does it, through the pages."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import get_hashers_by_algorithm
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from paripurna.platform.accounts.forms import PasskeyForm
from paripurna.platform.accounts.models import User
from paripurna.platform.audit.models import Event
from paripurna.platform.crypto.rotation import count_by_key
from paripurna.platform.crypto.sealing import is_sealed
from tests.factories.access import PASSWORD, make_person

SIGN_IN = "/akun/masuk/"


def code_for(secret):
    return f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06}"


def sign_in(browser, login, password=PASSWORD, **more):
    return browser.post(SIGN_IN, {"login": login, "password": password, **more})


def is_signed_in(browser):
    return browser.get("/akun/").status_code == 200


@pytest.fixture
def secret(secretary):
    secret = generate_totp_secret()
    TOTP.activate(secretary, secret)
    RecoveryCodes.activate(secretary)
    return secret


class TestPassword:
    @pytest.mark.parametrize("login", ["rani", "RANI", "rani@example.go.id", "Rani@Example.go.id"])
    def test_opens_with_the_user_name_or_the_address(self, browser, login):
        make_person("rani", email="rani@example.go.id")
        assert sign_in(browser, login).url == "/"
        assert is_signed_in(browser)

    def test_says_the_same_whether_the_person_or_the_password_is_wrong(self, browser, officer):
        known, unknown = sign_in(browser, "petra", "salah"), sign_in(browser, "siapa", "salah")
        plain = [re.sub(r'value="[^"]*"|\w{64}', "", response.content.decode()) for response in (known, unknown)]
        assert plain[0] == plain[1]
        assert not is_signed_in(browser)

    def test_is_refused_to_a_closed_account(self, browser, officer):
        User.objects.filter(pk=officer.pk).update(is_active=False)
        sign_in(browser, "petra")
        assert not is_signed_in(browser)

    def test_leads_back_to_where_one_wanted_to_go_but_nowhere_else(self, browser, officer):
        assert browser.post(
            f"{SIGN_IN}?next=/daerah/balikpapan/cari/", {"login": "petra", "password": PASSWORD}
        ).url == ("/daerah/balikpapan/cari/")
        stranger = Client()
        assert (
            stranger.post(f"{SIGN_IN}?next=https://jahat.example/", {"login": "petra", "password": PASSWORD}).url == "/"
        )

    def test_ends_with_the_browser_unless_one_asks(self, browser, officer):
        assert sign_in(browser, "petra").cookies["sessionid"]["max-age"] == ""
        again = Client()
        assert sign_in(again, "petra", remember="on").cookies["sessionid"]["max-age"] == 14 * 24 * 3600

    def test_speaks_the_language_of_the_person(self, officer):
        User.objects.filter(pk=officer.pk).update(language="en")
        assert sign_in(Client(), "petra").cookies["django_language"].value == "en"

    def test_is_kept_by_argon2(self):
        from paripurna.config.settings import base

        with override_settings(PASSWORD_HASHERS=base.PASSWORD_HASHERS):
            assert list(get_hashers_by_algorithm()) == ["argon2"]

    def test_nobody_signs_up(self):
        for name in (
            "account_signup",
            "socialaccount_signup",
            "account_signup_by_passkey",
            "account_request_login_code",
        ):
            with pytest.raises(NoReverseMatch):
                reverse(name)


class TestRateLimits:
    def test_stop_guessing_after_five_attempts_for_a_name(self, browser, officer):
        for _ in range(5):
            sign_in(browser, "petra", "salah")
        sign_in(Client(), "petra")
        sign_in(browser, "petra")
        assert not is_signed_in(browser)

    def test_are_counted_in_the_database_for_every_process(self, browser, officer):
        sign_in(browser, "petra", "salah")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE '%%allauth%%'")
            assert cursor.fetchone()[0] > 0

    def test_end_after_a_while(self, browser, officer):
        for _ in range(6):
            sign_in(browser, "petra", "salah")
        with time_machine.travel(datetime.now(UTC).timestamp() + 301):
            sign_in(browser, "petra")
            assert is_signed_in(browser)


class TestSecondFactor:
    def test_is_asked_after_the_password(self, browser, secretary, secret):
        assert sign_in(browser, "sekar").url == "/akun/dua-langkah/masuk/"
        assert not is_signed_in(browser)
        wrong = browser.post("/akun/dua-langkah/masuk/", {"code": "000000"})
        assert wrong.status_code == 200
        assert browser.post("/akun/dua-langkah/masuk/", {"code": code_for(secret)}).status_code == 302
        assert browser.get("/daerah/balikpapan/orang/").status_code == 200

    def test_takes_a_recovery_code_once(self, secretary, secret):
        code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
        for expected in (302, 200):
            browser = Client()
            sign_in(browser, "sekar")
            assert browser.post("/akun/dua-langkah/masuk/", {"code": code}).status_code == expected

    def test_takes_a_code_once(self, secretary, secret):
        code = code_for(secret)
        for expected in (302, 200):
            browser = Client()
            sign_in(browser, "sekar")
            assert browser.post("/akun/dua-langkah/masuk/", {"code": code}).status_code == expected

    def test_is_sealed_at_rest_and_known_to_the_rotation_of_keys(self, secretary, secret):
        stored = Authenticator.objects.get(type="totp").data["secret"]
        assert is_sealed(stored)
        assert secret not in stored
        assert count_by_key().total() == 2  # the secret and the seed of the recovery codes

    @pytest.mark.django_db(transaction=True)
    def test_is_set_up_on_the_way_in_and_proved_by_it(self, browser, secretary):
        sign_in(browser, "sekar")
        wanted = "/daerah/balikpapan/orang/"
        gate = browser.get(wanted)
        assert "Satu langkah lagi" in browser.get(gate.url).content.decode()

        asked_again = browser.get("/akun/dua-langkah/aplikasi/")
        assert asked_again.url.startswith("/akun/pastikan/")
        browser.post(asked_again.url, {"password": PASSWORD})
        page = browser.get("/akun/dua-langkah/aplikasi/")
        secret = page.context["form"].secret
        assert "data:image/svg+xml" in page.content.decode()
        done = browser.post("/akun/dua-langkah/aplikasi/", {"code": code_for(secret)})

        assert done.url == "/akun/dua-langkah/kode-cadangan/"
        assert len(browser.get(done.url).context["unused_codes"]) == 10
        assert browser.get(wanted).status_code == 200
        assert Event.objects.filter(verb="accounts.second_factor_added").count() >= 1

    @pytest.mark.django_db(transaction=True)
    def test_old_sessions_have_to_prove_it_too(self, secretary, secret):
        old = Client()
        old.force_login(secretary)
        session = old.session
        session["account_authentication_methods"] = [{"method": "password", "at": 0}]
        session.save()
        gate = old.get("/daerah/balikpapan/orang/")
        proof = old.get(gate.url)
        assert proof.url == "/akun/dua-langkah/pastikan/?next=%2Fdaerah%2Fbalikpapan%2Forang%2F"
        assert old.post(proof.url, {"code": code_for(secret)}).url == "/daerah/balikpapan/orang/"
        assert old.get("/daerah/balikpapan/orang/").status_code == 200

    def test_cannot_be_taken_off_by_who_must_have_it(self, browser, secretary, secret):
        self.prove(browser, "sekar", secret)
        response = browser.post("/akun/dua-langkah/aplikasi/lepas/")
        assert response.status_code == 200
        assert Authenticator.objects.filter(user=secretary, type="totp").exists()

    def test_can_be_taken_off_by_others(self, browser, officer):
        secret = generate_totp_secret()
        TOTP.activate(officer, secret)
        self.prove(browser, "petra", secret)
        assert browser.post("/akun/dua-langkah/aplikasi/lepas/").status_code == 302
        assert not Authenticator.objects.filter(user=officer).exists()

    def test_a_new_passkey_opens_the_door_by_itself(self, officer):
        alone = PasskeyForm(user=officer).fields["passwordless"]

        with override("id"):
            assert (alone.initial, str(alone.label)) == (True, "Masuk cukup dengan ini, tanpa kata sandi")

    def test_passkeys_are_guarded_alike(self, browser, secretary, secret):
        Authenticator.objects.filter(user=secretary).delete()
        passkey = Authenticator.objects.create(user=secretary, type="webauthn", data={"name": "HP", "credential": {}})
        browser.force_login(secretary)
        assert browser.post(f"/akun/kunci-sandi/{passkey.pk}/lepas/").url == "/akun/dua-langkah/"
        assert Authenticator.objects.filter(pk=passkey.pk).exists()

    @staticmethod
    def prove(browser, login, secret):
        sign_in(browser, login)
        browser.post("/akun/dua-langkah/masuk/", {"code": code_for(secret)})
        with time_machine.travel(datetime.now(UTC).timestamp() + 31):
            browser.post("/akun/pastikan/", {"password": PASSWORD})


class TestForgottenPassword:
    def test_sends_a_link_that_works_once(self, browser):
        make_person("rani", email="rani@example.go.id")
        browser.post("/akun/kata-sandi/lupa/", {"email": "rani@example.go.id"})
        path = re.search(r"http://testserver(/akun/kata-sandi/atur/\S+)", mail.outbox[0].body)[1]

        form = browser.get(path)
        new = "mangrove margomulyo pagi"
        assert browser.post(form.url, {"password1": new, "password2": new}).status_code == 302

        assert sign_in(Client(), "rani", new).url == "/"
        assert (
            "no longer works" in Client(headers={}).get(path).content.decode() or browser.get(path).status_code == 200
        )

    def test_says_nothing_of_who_has_an_account(self, browser, officer):
        response = browser.post("/akun/kata-sandi/lupa/", {"email": "nobody@example.go.id"})
        assert response.url == "/akun/kata-sandi/lupa/terkirim/"
        assert mail.outbox == []
