"""What pages do beyond being read: saving by themselves, keys, dialogs, themes, and losing nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.browser import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

SAVE = "**/galeri/simpan/"


@pytest.fixture
def page(visitor: Visitor, settings: Any) -> Page:
    """The gallery, its form filled so far that it may be saved."""
    settings.DEMO = True
    page = visitor.open("/galeri/")
    form = page.locator("#answer-form")
    form.get_by_label("Jumlah peserta").evaluate("field => field.value = '40'")
    form.get_by_label("Perangkat daerah").evaluate("field => field.value = 'dp3akb'")
    form.get_by_label("Pelatihan").evaluate("field => field.checked = true")
    form.get_by_label("Sudah diperiksa").evaluate("field => field.checked = true")
    return page


def write(page: Page, text: str) -> None:
    page.locator("#answer-form").get_by_label("Nama kegiatan").fill(text)


def expect_state(page: Page, state: str) -> None:
    expect(page.locator("#answer-form [data-p-save-state]")).to_have_attribute("data-p-save-state", state)


class TestAutosave:
    def test_saves_when_the_writer_pauses(self, page: Page) -> None:
        write(page, "Pelatihan KHA")

        expect_state(page, "dirty")
        expect_state(page, "saved")
        expect(page.locator("#answer-form input[name=revision]")).to_have_value("8")
        assert page.locator("form[data-p-dirty]").count() == 0

    def test_keeps_the_text_and_tries_again_when_the_net_is_cut(self, page: Page) -> None:
        page.context.set_offline(True)
        write(page, "Pelatihan KHA")
        expect_state(page, "failed")
        expect(page.locator("[data-p-save-retry]")).to_be_visible()

        page.context.set_offline(False)

        expect_state(page, "saved")
        expect(page.locator("#answer-form").get_by_label("Nama kegiatan")).to_have_value("Pelatihan KHA")

    def test_says_when_someone_else_has_changed_it(self, page: Page) -> None:
        page.route(SAVE, lambda route: route.fulfill(status=409, body=""))

        write(page, "Pelatihan KHA")

        expect_state(page, "changed")

    def test_does_not_send_what_is_not_valid(self, page: Page) -> None:
        page.locator("#answer-form").get_by_label("Jumlah peserta").fill("-3")

        expect_state(page, "invalid")

    def test_saves_now_by_key(self, page: Page) -> None:
        write(page, "Pelatihan KHA")
        with page.expect_request(SAVE):
            page.keyboard.press("Control+s")

        expect_state(page, "saved")


class TestSession:
    def test_keeps_writing_over_a_new_sign_in(self, page: Page) -> None:
        page.route(SAVE, lambda route: route.fulfill(status=401, body=""))
        page.route("**/*next=*", lambda route: _sign_in(route, page))

        write(page, "Tulisan yang tidak boleh hilang")
        page.wait_for_url("**/galeri/?kembali=1")

        expect(page.locator("#answer-form").get_by_label("Nama kegiatan")).to_have_value(
            "Tulisan yang tidak boleh hilang"
        )
        expect(page.locator("[data-p-toasts] p")).to_be_visible()
        assert page.evaluate("sessionStorage.getItem('p:kept-forms')") is None


def _sign_in(route: Route, page: Page) -> None:
    page.unroute(SAVE)
    route.fulfill(status=302, headers={"Location": "/galeri/?kembali=1"})


class TestKeys:
    def test_finds_the_search(self, page: Page) -> None:
        page.locator("h1").click()
        page.keyboard.press("/")

        expect(page.locator("[data-p-search]")).to_be_focused()

    def test_shows_the_help_and_closes_it(self, page: Page) -> None:
        page.locator("h1").click()
        page.keyboard.press("?")
        expect(page.locator("#help-keys")).to_be_visible()

        page.keyboard.press("Escape")

        expect(page.locator("#help-keys")).to_be_hidden()

    def test_leaves_letters_to_fields(self, page: Page) -> None:
        page.locator("[data-p-search]").focus()
        page.keyboard.type("a/?j")

        expect(page.locator("[data-p-search]")).to_have_value("a/?j")


class TestDialogs:
    def test_wait_for_the_typed_word(self, page: Page) -> None:
        page.locator("[data-p-opens=end-round]").click()
        button = page.locator("#end-round .btn-danger")
        expect(button).to_be_disabled()

        page.locator("#end-round input[name=typed_word]").fill("akhiri")

        expect(button).to_be_enabled()


class TestTheme:
    def test_changes_at_once_and_stays(self, page: Page) -> None:
        page.locator("details[data-p-menu] summary").click()
        page.locator("button[name=theme][value=dark]").click()
        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

        page.reload()

        expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


class TestLists:
    def test_sort_in_place_while_the_address_follows(self, page: Page) -> None:
        page.locator("#rows").get_by_role("link", name="Poin").click()

        expect(page.locator("#rows th[aria-sort=descending]")).to_contain_text("Poin")
        assert "urut=-nilai" in page.url
        page.go_back()
        expect(page.locator("#rows th[aria-sort=descending]")).to_have_count(0)


class TestFolds:
    def test_stay_as_they_were_left(self, page: Page) -> None:
        page.locator("[data-p-keep=gallery-2] summary").click()

        page.reload()

        expect(page.locator("[data-p-keep=gallery-2]")).to_have_attribute("open", "")


class TestPhone:
    def test_opens_the_menu_from_below(self, visitor: Visitor, settings: Any) -> None:
        settings.DEMO = True
        visitor.resize(PHONE)
        page = visitor.open("/galeri/")
        expect(page.locator("#menu")).to_be_hidden()

        page.locator(".p-thumbs button").click()

        expect(page.locator("#menu")).to_be_visible()
        assert visitor.list_violations() == []


class TestPolicy:
    def test_is_broken_by_nothing_on_the_page(self, visitor: Visitor, settings: Any) -> None:
        settings.DEMO = True
        complaints: list[str] = []
        visitor.page.on("console", lambda message: complaints.append(message.text))
        visitor.page.on("pageerror", lambda error: complaints.append(str(error)))

        visitor.open("/galeri/")

        assert [text for text in complaints if "Content Security Policy" in text or "Error" in text] == []
