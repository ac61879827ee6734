"""Places in the house as a person sees them: what stories share. A place holds no test; a story says what must be true."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from playwright.sync_api import Locator, Page, expect

from paripurna.rooms.assessment.models import Round
from tests.journeys.browser import Visitor

CITY = "/daerah/balikpapan/"


@dataclass(frozen=True)
class Question:
    """A question of the running round, open at `visitor`."""

    visitor: Visitor
    round: Round
    number: str

    @property
    def page(self) -> Page:
        return self.visitor.page

    def open(self) -> Question:
        self.visitor.open(f"{CITY}lembar/{self.round.sheet.code}/pertanyaan/{self.number}/")
        return self

    def choose(self, option: str) -> None:
        self.page.get_by_role("radio", name=option).check()

    def write(self, label: str, text: str) -> None:
        self.page.locator("#answer-form").get_by_label(label).fill(text)

    def press(self, button: str) -> None:
        """This function will press a button of the question and wait for what the house says to it."""
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            self.page.get_by_role("button", name=button, exact=True).click()

    def send_back(self, reason: str) -> None:
        self.page.locator("summary", has_text="Kembalikan").click()
        steps = self.page.locator(".p-steps__why")
        steps.get_by_label("Mengapa").fill(reason)
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            steps.get_by_role("button", name="Kembalikan").click()

    def expect_state(self, words: str) -> None:
        expect(self.page.locator(".p-question__facts .p-badge").first).to_have_text(words)

    def expect_saved(self) -> None:
        expect(self.page.locator("[data-p-save-state=saved]")).to_be_visible()

    @property
    def reason(self) -> Locator:
        return self.page.locator(".p-returned")


@dataclass(frozen=True)
class Proof:
    """The section "data dukung" of an open question."""

    question: Question

    @property
    def section(self) -> Locator:
        return self.question.page.locator("#proof")

    def line(self, title: str) -> Locator:
        return self.section.locator(".p-proof__line").filter(has=self.question.page.get_by_role("link", name=title))

    def expect_documents(self, *titles: str) -> None:
        for title in titles:
            expect(self.line(title)).to_be_visible()

    def ask(self, kind: str) -> str:
        """This function will ask the agency for a kind that is missing, and return the address of the request."""
        page = self.question.page
        self.section.locator("li").filter(has_text=kind).get_by_role("link", name="Minta ke perangkat daerah").click()
        page.get_by_role("button", name="Minta", exact=True).click()
        page.wait_for_url(re.compile(r"/permintaan/[0-9a-f-]{36}/$"))
        return page.url.removeprefix(self.question.visitor.address)

    def look_at(self, title: str) -> None:
        line = self.line(title)
        line.locator("summary", has_text="Lihat").click()
        expect(line.locator(".p-viewer__page")).to_have_js_property("complete", True)

    def open_document(self, title: str) -> None:
        self.line(title).get_by_role("link", name=title).click()
        self.question.page.wait_for_url("**/dokumen/**")

    def confirm(self, title: str) -> None:
        with self.question.page.expect_navigation():
            self.line(title).get_by_role("button", name="Sudah dilihat, benar").click()
        expect(self.line(title)).to_contain_text("sudah diperiksa")


@dataclass(frozen=True)
class Request:
    """A request for a document, at `path`."""

    visitor: Visitor
    path: str

    @property
    def page(self) -> Page:
        return self.visitor.page

    def open(self) -> Request:
        self.visitor.open(self.path)
        return self

    def expect_state(self, words: str) -> None:
        expect(self.page.locator("#content .p-card .p-badge").first).to_have_text(words)

    def bring(self) -> Bringing:
        self.page.get_by_role("link", name="Unggah dokumen baru").click()
        return Bringing(self.visitor)

    def settle(self) -> None:
        self.page.locator("summary", has_text="Nyatakan selesai").click()
        self.page.get_by_role("button", name="Nyatakan selesai").click()
        self.expect_state("selesai")


@dataclass(frozen=True)
class Bringing:
    """The page on which documents are brought: first what they are, then the files."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def say(self, *, children: str, kind: str = "") -> None:
        if kind:
            self.page.get_by_label("Dokumen apa ini?").select_option(kind)
        self.page.get_by_role("radio", name=children).check()
        self.page.get_by_role("button", name="Lanjut ke berkas").click()

    def send(self, *files: Any) -> Bringing:
        self.page.locator("input[name=files]").set_input_files(list(files))
        return self

    def expect_arrived(self, *titles: str) -> None:
        expect(self.page.locator("[data-p-upload-text]")).to_have_text(["tersimpan"] * len(titles), timeout=30_000)
        for title in titles:
            expect(self.page.locator("[data-p-upload-list]").get_by_role("link", name=title)).to_be_visible()

    def photograph(self, picture: Any) -> None:
        self.page.locator("[data-p-upload-camera]").set_input_files([picture])
        expect(self.page.locator("[data-p-upload-text]").last).to_have_text("siap menjadi halaman", timeout=30_000)

    def join(self, name: str) -> None:
        self.page.get_by_label("Nama PDF").fill(name)
        self.page.get_by_role("button", name="Jadikan foto satu PDF").click()
        self.expect_arrived(name)

    def answer(self) -> None:
        self.page.get_by_role("button", name="Jawab permintaan").click()


@dataclass(frozen=True)
class Board:
    """*Papan permintaan*, open at `visitor`."""

    visitor: Visitor

    def open(self) -> Board:
        self.visitor.open(f"{CITY}data-dukung/permintaan/papan/")
        return self

    def expect(self, agency: str, words: str) -> None:
        row = self.visitor.page.locator("#board tbody tr").filter(has_text=agency)
        expect(row.locator("td").first).to_contain_text(words)

    def expect_nothing(self) -> None:
        expect(self.visitor.page.locator("#content")).to_contain_text("Tidak ada yang ditunggu")


@dataclass(frozen=True)
class Home:
    """*Beranda*, open at `visitor`."""

    visitor: Visitor

    def open(self) -> Home:
        self.visitor.open(f"{CITY}beranda/")
        return self

    def stat(self, label: str) -> Locator:
        return self.visitor.page.locator(".p-stat").filter(has_text=label)

    def read_total(self) -> Decimal:
        return read_number(self.visitor.page.locator(".p-stats .p-why").first.inner_text())


def read_number(text: str) -> Decimal:
    """This function will read a number as it is written in Indonesian: 1.234,5."""
    return Decimal(text.replace(".", "").replace(",", "."))
