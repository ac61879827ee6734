"""Coming in: sign-in, the second step, a passkey, an invitation; and the pages about people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from paripurna.platform.access import actions
from paripurna.platform.access.types import RoleCode
from paripurna.platform.regions.models import City
from tests.factories.access import PASSWORD, make_member
from tests.factories.regions import make_city, make_region
from tests.journeys.browser import DESK, PHONE, Theme, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(live_server: Any) -> City:
    city = make_city()
    make_region("64.71.05.1001", "Damai")
    make_member(city, RoleCode.SECRETARIAT, username="sekar", name="Sekar Ayu")
    for role, name in ((RoleCode.OFFICER, "Petra Utama"), (RoleCode.HEAD, "Wira Jaya")):
        make_member(city, role, name=name)
    asked = {"region": city.region, "role": RoleCode.OFFICER, "by": None, "at": datetime.now(UTC)}
    actions.invite(city=city, name="Rani Prameswari", **asked)
    return city


def own_a_device(visitor: Visitor) -> None:
    """This function will give the browser a device with a fingerprint reader that always agrees."""
    wires = visitor.context.new_cdp_session(visitor.page)
    wires.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    wires.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": True}})


def sign_in_with_password(visitor: Visitor, username: str) -> None:
    page = visitor.open("/akun/masuk/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("#form-main button[type=submit]")


class TestPasskey:
    def test_is_set_up_on_the_way_in_and_opens_the_door_by_itself(self, city: City, visitor: Visitor) -> None:
        # Passkeys need a name, not a number, for the place they belong to.
        visitor.address = visitor.address.replace("127.0.0.1", "localhost")
        own_a_device(visitor)

        # Given somebody whose role needs a second step, who has none yet
        visitor.open("/akun/masuk/")
        visitor.screenshot("masuk", of=".p-auth")
        sign_in_with_password(visitor, "sekar")
        page = visitor.page
        page.wait_for_url("**/langkah-kedua/**")
        visitor.screenshot("langkah-kedua", of="#content")
        page.click("a[href*='kunci-sandi/tambah']")
        page.fill("[name=password]", PASSWORD)
        page.click("#form-main button[type=submit]")
        # When they add a passkey that can sign in by itself
        page.fill("[name=name]", "Ponsel saya")
        page.check("[name=passwordless]")
        page.click("#passkey_add")
        page.wait_for_url("**/kode-cadangan/")
        # Then the city is open to them
        visitor.open("/daerah/balikpapan/orang/")
        assert page.locator("h1").count() == 1
        assert "/orang/" in page.url

        # And after signing out, the passkey alone brings them back in
        visitor.context.clear_cookies()
        page = visitor.open("/akun/masuk/")
        page.click("#passkey_login")
        page.wait_for_url("**/daerah/balikpapan/**")
        visitor.open("/daerah/balikpapan/orang/")
        assert "/orang/" in page.url


PAGES = {
    "masuk": "/akun/masuk/",
    "lupa": "/akun/kata-sandi/lupa/",
}
PAGES_INSIDE = {
    "akun": "/akun/",
    "langkah-kedua": "/akun/dua-langkah/",
    "perangkat": "/akun/perangkat/",
    "orang": "/daerah/balikpapan/orang/",
    "undangan": "/daerah/balikpapan/orang/undangan/",
    "undang": "/daerah/balikpapan/orang/undangan/baru/",
    "seseorang": "/daerah/balikpapan/orang/{officer}/",
}


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone", "desk"])
class TestPages:
    def test_can_be_used_by_everyone(
        self, city: City, arrive: Callable[..., Visitor], size: tuple[int, int], theme: Theme
    ) -> None:
        members = city.region.memberships
        outside, inside = arrive(size, theme), arrive(size, theme)
        inside.sign_in(members.get(role="SECRETARIAT").user)
        officer = members.get(role="OFFICER").user.code
        wrong = {}
        for visitor, pages in ((outside, PAGES), (inside, PAGES_INSIDE)):
            for name, path in pages.items():
                visitor.open(path.format(officer=officer))
                visitor.look(f"{name}-{size[0]}-{theme}")
                wrong[name] = visitor.find_faults()

        assert "\n".join(f"{name}: {problem}" for name in wrong for problem in wrong[name]) == ""
