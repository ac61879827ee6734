"""The switch for a government identity provider, tried against one that speaks OpenID Connect."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from paripurna.config.settings.environment import BadSetting, Environment
from paripurna.config.settings.identity import list_form_targets, read_identity_provider
from paripurna.platform.accounts import actions, sign_in_urls
from paripurna.platform.accounts.models import User
from tests.factories.access import make_person
from tests.platform.accounts.provider import running_provider

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.platform.accounts.identity_urls")]
START = "/akun/identitas/sso/masuk/"


@pytest.fixture
def provider(settings):
    with running_provider() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = read_identity_provider(
            Environment(
                {
                    "PARIPURNA_OIDC_ISSUER": provider.address,
                    "PARIPURNA_OIDC_CLIENT_ID": "paripurna",
                    "PARIPURNA_OIDC_CLIENT_SECRET": "rahasia",
                    "PARIPURNA_OIDC_LABEL": "SSO Balikpapan",
                }
            )
        )
        yield provider


def come_in(browser, provider, **claims):
    provider.claims = {"sub": "198501012010", "name": "Rani", **claims}
    back = provider.authorize(browser.post(START).url)
    return browser.get(back.removeprefix("http://testserver"))


def is_signed_in(browser):
    return browser.get("/akun/").status_code == 200


class TestSignIn:
    def test_lets_an_invited_person_in_by_the_verified_address(self, browser, provider):
        rani = make_person("rani", email="rani@example.go.id")
        response = come_in(browser, provider, email="Rani@example.go.id", email_verified=True)
        assert response.url == "/"
        assert is_signed_in(browser)
        assert SocialAccount.objects.get(uid="198501012010").user == rani
        assert provider.refused == []

    def test_knows_the_person_again_by_the_number_alone(self, browser, provider):
        rani = make_person("rani")
        actions.link_subject(person=rani, provider="sso", subject="198501012010", by=None, at=rani.joined_at)
        come_in(browser, provider)
        assert is_signed_in(browser)

    @pytest.mark.parametrize(
        "claims",
        [
            {"email": "rani@example.go.id", "email_verified": False},
            {"email": "rani@example.go.id"},
            {"email": "lain@example.go.id", "email_verified": True},
            {},
        ],
        ids=["not verified", "says nothing of it", "nobody invited", "no address"],
    )
    def test_turns_everybody_else_away_and_makes_no_account(self, browser, provider, claims):
        make_person("rani", email="rani@example.go.id")
        response = come_in(browser, provider, **claims)
        assert response.url == reverse("account_login")
        assert "Nobody invited" in browser.get(response.url).content.decode()
        assert not is_signed_in(browser)
        assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)

    def test_does_not_believe_an_address_that_we_have_not_verified(self, browser, provider):
        rani = make_person("rani", email="rani@example.go.id")
        EmailAddress.objects.filter(user=rani).update(verified=False)
        come_in(browser, provider, email="rani@example.go.id", email_verified=True)
        assert not is_signed_in(browser)

    def test_does_not_open_a_closed_account(self, browser, provider):
        User.objects.filter(pk=make_person("rani", email="rani@example.go.id").pk).update(is_active=False)
        come_in(browser, provider, email="rani@example.go.id", email_verified=True)
        assert not is_signed_in(browser)

    def test_fails_calmly_when_the_proof_is_wrong(self, browser, provider):
        provider.claims = {"sub": "1"}
        back = provider.authorize(browser.post(START).url)
        provider.challenges["code-1"] = "another"
        assert "not signed in" in browser.get(back.removeprefix("http://testserver")).content.decode()
        assert provider.refused == ["pkce"]

    def test_does_not_stand_in_for_the_second_factor(self, browser, provider, secretary):
        actions.link_subject(person=secretary, provider="sso", subject="198501012010", by=None, at=secretary.joined_at)
        come_in(browser, provider)
        assert browser.get("/daerah/balikpapan/orang/").url.startswith("/akun/langkah-kedua/")

    def test_stands_on_the_sign_in_page_under_its_label(self, browser, provider):
        assert "SSO Balikpapan" in browser.get("/akun/masuk/").content.decode()


class TestSwitch:
    def test_is_off_unless_it_is_set(self, browser):
        assert read_identity_provider(Environment({})) == {}
        names = [one.name for one in sign_in_urls.build_urlpatterns(identity_provider=False)]
        assert not [name for name in names if name.startswith(("openid", "socialaccount"))]
        assert "identitas" not in browser.get("/akun/masuk/").content.decode()

    def test_wants_the_client_too(self):
        with pytest.raises(BadSetting, match="PARIPURNA_OIDC_CLIENT_ID"):
            read_identity_provider(Environment({"PARIPURNA_OIDC_ISSUER": "https://sso.example.go.id"}))

    def test_lets_the_form_be_sent_on_to_the_provider(self, provider, settings):
        assert list_form_targets(settings.SOCIALACCOUNT_PROVIDERS) == [provider.address]
        assert list_form_targets({}) == []
