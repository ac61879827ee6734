import pytest

from paripurna.platform.access.types import NotAllowed, RoleCode, Stranger
from paripurna.platform.files import actions, store, types
from paripurna.platform.files.types import Download, register_owner
from tests.factories.platform import NOW, build_city, build_person, grant
from tests.platform.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    return actions.keep(chunks=[samples.pdf()], filename="sk.pdf", at=NOW)


@pytest.fixture(autouse=True)
def _owner(client, file, monkeypatch):
    """A room that hands out one file, keeps another to itself, and knows of no third."""
    city = build_city()
    client.force_login(grant(build_person(), city, RoleCode.OFFICER))
    monkeypatch.setattr(types, "_OWNERS", {})

    def owner(user, asked_city, key):
        if key == "rahasia":
            raise NotAllowed
        if key != "sk" or asked_city != city:
            raise Stranger
        return Download(file, "SK Gugus Tugas.pdf")

    register_owner("tests", owner)


class TestFileDownload:
    def test_sends_what_the_owner_hands_out(self, client):
        shown = client.get("/daerah/balikpapan/berkas/tests/sk/")
        saved = client.get("/daerah/balikpapan/berkas/tests/sk/?unduh")

        assert b"".join(shown.streaming_content) == samples.pdf()
        assert shown["Content-Disposition"] == 'inline; filename="SK Gugus Tugas.pdf"'
        assert saved["Content-Disposition"].startswith("attachment")
        assert "nosniff" in shown["X-Content-Type-Options"]
        assert shown["Content-Security-Policy"].startswith("default-src 'none'")

    @pytest.mark.parametrize(
        ("place", "status"),
        [("tests/rahasia", 403), ("tests/lain", 404), ("siapa/sk", 404)],
    )
    def test_asks_the_owner_first(self, client, place, status):
        assert client.get(f"/daerah/balikpapan/berkas/{place}/").status_code == status

    def test_is_closed_to_strangers_and_signed_out(self, client):
        client.force_login(build_person("budi", "Budi"))
        assert client.get("/daerah/balikpapan/berkas/tests/sk/").status_code == 404

        client.logout()
        assert client.get("/daerah/balikpapan/berkas/tests/sk/").status_code == 302

    def test_is_not_found_when_the_content_is_lost(self, client, file):
        store.delete(store.key_of(file.hash))

        assert client.get("/daerah/balikpapan/berkas/tests/sk/").status_code == 404
