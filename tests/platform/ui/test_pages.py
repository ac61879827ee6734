from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string

from paripurna.platform.ui import assets, autosave
from paripurna.platform.ui.middleware import csrf_failure, read_top_line
from paripurna.platform.ui.preferences import read_theme
from paripurna.platform.ui.registry import Bell, TopLine
from tests.factories.access import make_person, sign_in

pytestmark = pytest.mark.django_db


class TestRefusals:
    """Whatever is asked, the answer is a page that says what to do."""

    def test_leads_on_who_opens_the_address_of_a_form(self, client: Any) -> None:
        response = client.get("/tampilan/tema/")

        assert response.status_code == 405
        assert response["Allow"] == "POST"
        assert "milik sebuah tombol" in response.content.decode()

    @pytest.mark.parametrize("path", ["/akun/masuk/?next=%00", "/akun/masuk/%00"])
    def test_says_calmly_that_an_address_cannot_be_read(self, client: Any, path: str) -> None:
        response = client.get(path)

        assert response.status_code == 400
        assert "tidak terbaca" in response.content.decode()

    def test_says_so_of_a_form_too(self, client: Any) -> None:
        response = client.post("/tampilan/tema/", {"theme": "dark\0"})

        assert response.status_code == 400
        assert "tidak terbaca" in response.content.decode()


class TestPreferences:
    def test_keeps_a_theme_and_goes_back(self, client: Any) -> None:
        response = client.post("/tampilan/tema/", {"theme": "dark", "next": "/galeri/"})

        assert response.url == "/galeri/"
        assert response.cookies["p_theme"].value == "dark"

    @pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
    def test_goes_back_to_own_pages_only(self, client: Any, target: str) -> None:
        assert client.post("/tampilan/tema/", {"theme": "dark", "next": target}).url == "/"

    def test_ignores_what_it_does_not_know(self, client: Any, rf: Any) -> None:
        request = rf.get("/")
        request.COOKIES["p_theme"] = '"><script>'

        assert "p_theme" not in client.post("/tampilan/tema/", {"theme": "pink"}).cookies
        assert "django_language" not in client.post("/tampilan/bahasa/", {"language": "xx"}).cookies
        assert read_theme(request) == "auto"

    def test_speaks_indonesian_until_asked_otherwise(self, client: Any, settings: Any) -> None:
        settings.DEMO = True

        first = client.get("/galeri/", headers={"Accept-Language": "en"})
        client.post("/tampilan/bahasa/", {"language": "en"})
        second = client.get("/galeri/")

        assert (first["Content-Language"], second["Content-Language"]) == ("id", "en")
        assert b'<html lang="en"' in second.content

    def test_paints_the_chosen_theme_at_once(self, client: Any, settings: Any) -> None:
        settings.DEMO = True
        client.cookies["p_theme"] = "dark"

        assert b'data-bs-theme="dark"' in client.get("/galeri/").content


class TestGallery:
    def test_is_shut_in_earnest(self, client: Any) -> None:
        assert client.get("/galeri/").status_code == 404
        assert client.post("/galeri/simpan/").status_code == 404

    def test_answers_a_saved_form(self, client: Any, settings: Any, frozen_clock: Any) -> None:
        settings.DEMO = True

        response = client.post("/galeri/simpan/", {"revision": "7"})

        assert (response["X-Saved-At"], response["X-Revision"]) == ("10.00", "8")


class TestErrorPages:
    def test_says_calmly_that_there_is_no_such_page(self, client: Any) -> None:
        response = client.get("/tidak-ada/")

        assert response.status_code == 404
        assert b"p-error" in response.content

    def test_says_so_to_who_is_signed_in_too(self, client: Any) -> None:
        sign_in(client, make_person("petra"))

        response = client.get("/tidak-ada/")

        assert response.status_code == 404
        assert b"p-error" in response.content

    @pytest.mark.parametrize("name", ["400.html", "500.html"])
    def test_is_drawn_without_anything_when_all_is_broken(self, name: str) -> None:
        assert "p-error" in render_to_string(name)

    def test_marks_an_expired_form(self, client: Any, rf: Any) -> None:
        from django.contrib.auth.models import AnonymousUser

        request = rf.post("/")
        request.user = AnonymousUser()
        response = csrf_failure(request)

        assert (response.status_code, response["X-Form-Expired"]) == (403, "1")


class TestReadTopLine:
    def test_asks_for_full_pages_only(self, rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        line = TopLine("Evaluasi 2026", "Evaluasi mandiri", 12, "/")
        monkeypatch.setattr("paripurna.platform.ui.registry.registry.top_line", lambda request: line)
        bell = Bell("notices:notice_list", lambda request: 3)
        monkeypatch.setattr("paripurna.platform.ui.registry.registry.bell", bell)
        page, fragment = rf.get("/"), rf.get("/", headers={"HX-Request": "true"})

        read_top_line(page)
        read_top_line(fragment)

        assert (page.top_line, fragment.top_line) == (line, None)
        assert (page.waiting, fragment.waiting) == (3, 0)


class TestAutosave:
    def test_reads_and_writes_its_headers(self, rf: Any) -> None:
        assert autosave.is_autosave(rf.post("/", headers={"X-Autosave": "1"}))
        assert not autosave.is_autosave(rf.post("/"))
        assert autosave.changed_elsewhere(HttpResponse()).status_code == 409


class TestAssets:
    def test_reads_the_names_of_the_build(self, tmp_path: Any) -> None:
        manifest = tmp_path / "manifest.json"
        manifest.write_text(
            '{"src/main.css": {"file": "style-1.css", "src": "src/main.css", "isEntry": true},'
            ' "x.woff2": {"file": "x-2.woff2", "src": "x.woff2"}}'
        )

        assert assets.read_manifest(manifest) == {"main.css": "style-1.css"}
        assert assets.read_manifest(tmp_path / "missing.json") == {}


class TestSource:
    @pytest.mark.parametrize("page", ["/galeri/", "/masuk/"], ids=["inside", "before signing in"])
    def test_is_offered_on_every_page(self, client: Any, settings: Any, page: str) -> None:
        settings.DEMO, settings.SOURCE_URL = True, "https://kode.contoh.go.id/paripurna"

        assert b'href="https://kode.contoh.go.id/paripurna" rel="license"' in client.get(page, follow=True).content

    def test_is_no_link_where_no_address_was_set(self, client: Any, settings: Any) -> None:
        settings.SOURCE_URL = ""

        assert b'rel="license"' not in client.get("/masuk/", follow=True).content
