"""Filling a checklist on a phone whose network goes and comes: nothing is lost, nothing is sent twice, nobody is overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Playwright, expect

from paripurna.rooms.evidence.models import Evidence
from paripurna.rooms.network.actions import join_agency
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.sheets import actions
from paripurna.rooms.sheets.models import AnswerVersion
from paripurna.rooms.sheets.queries import get_answer
from paripurna.rooms.sheets.types import AnswerDraft
from tests.factories.access import make_member
from tests.factories.checklists import DAMAI, make_checklists, make_staff, tell_figure
from tests.factories.network import make_agency
from tests.factories.sheets import NOW
from tests.journeys.phone import Phone, card, photograph

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("folder")]
MOST_BYTES = 1_100_000
KEPT, SENT = "tersimpan di perangkat", re.compile(r"terkirim \d\d\.\d\d")
RULES = "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"


@pytest.fixture
def checklist() -> Checklist:
    return make_checklists()[DAMAI]


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path, live_server: Any) -> Iterator[Phone]:
    made = Phone(playwright, tmp_path / "phone", live_server.url)
    yield made
    made.close()


def read_stored(page: Page) -> str:
    """Everything that scripts could read out of this device's database, as text."""
    return page.evaluate(
        """async () => {
          const db = await new Promise((done, fail) => {
            const asked = indexedDB.open('paripurna-isi');
            asked.onsuccess = () => done(asked.result);
            asked.onerror = fail;
          });
          const all = [];
          for (const store of db.objectStoreNames) {
            const rows = await new Promise(done => {
              const asked = db.transaction(store).objectStore(store).getAll();
              asked.onsuccess = () => done(asked.result);
            });
            for (const row of rows) {
              if (row.key) all.push(`extractable: ${row.key.extractable}`);
              if (row.data) all.push(new TextDecoder('latin1').decode(row.data));
            }
          }
          db.close();
          return all.join('\\n');
        }"""
    )


def sign_out(page: Page, asked: list[str], *, stays: bool) -> None:
    """Press *Keluar*, and answer what is asked."""

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if stays:
            dialog.dismiss()
        else:
            dialog.accept()

    page.once("dialog", answer)
    page.locator("form[data-p-sign-out]").first.evaluate("form => form.requestSubmit()")
    expect(page.locator("body")).to_be_visible()
    page.wait_for_timeout(300)


def list_databases(page: Page) -> list[str]:
    known: list[str] = page.evaluate("indexedDB.databases().then(found => found.map(each => each.name))")
    return known


class TestWithoutNetwork:
    def test_fills_closes_the_browser_opens_it_again_and_sends_once(self, checklist: Checklist, phone: Phone) -> None:
        # Given staff of a kelurahan who opened the list once with a network
        staff = make_staff(DAMAI)
        make_agency(checklist.city, "kel-damai")
        join_agency(membership=staff.memberships.get(), city=checklist.city, agency_code="kel-damai", by=None, at=NOW)
        page = phone.open(f"/daerah/balikpapan/isi/{checklist.sheet.code}/")
        phone.sign_in(staff)
        phone.visit()
        phone.wait_for_worker()

        # When the network goes and they fill three questions, one with a photo
        phone.lose_network()
        card(page, "26.2").get_by_role("radio", name="Ada", exact=True).check()
        card(page, "26.5").get_by_role("textbox").first.fill("4")
        card(page, "26.6").get_by_label("Anak 0-17 tahun dengan akta kelahiran").fill("1.200")
        card(page, "26.6").get_by_label("Seluruh anak 0-17 tahun").fill("1.250")
        for number in ("26.2", "26.5", "26.6"):
            expect(card(page, number).locator("[data-p-fill-state]")).to_have_text(KEPT)
        photograph(card(page, "26.2"))
        expect(card(page, "26.2").locator("[data-p-photo-list] li")).to_contain_text(KEPT)
        kept = read_stored(page)
        assert "/9j/" not in kept
        assert "extractable: false" in kept
        assert "1.200" not in kept
        assert "akta kelahiran" not in kept

        # And close the browser, and open it again still without a network
        phone.close()
        page = phone.open(phone.path)
        phone.lose_network()
        phone.visit()
        expect(card(page, "26.2").get_by_role("radio", name="Ada", exact=True)).to_be_checked()
        expect(card(page, "26.6").get_by_label("Seluruh anak 0-17 tahun")).to_have_value("1.250")
        card(page, "26.5").get_by_role("textbox").first.fill("5")
        expect(card(page, "26.5").locator("[data-p-fill-state]")).to_have_text(KEPT)
        expect(page.locator("[data-p-fill-banner]")).to_contain_text("1 foto menunggu dikirim")
        assert get_answer(checklist.sheet, "26.2").revision == 0

        # Then, with a network and signed in again, everything is sent once and wiped from the device
        phone.sign_in(staff)
        phone.find_network()
        for number in ("26.2", "26.5", "26.6"):
            expect(card(page, number).locator("[data-p-fill-state]")).to_have_text(SENT)
        assert get_answer(checklist.sheet, "26.5").data == {"count": 5}
        assert get_answer(checklist.sheet, "26.6").data == {"numerator": "1200", "denominator": "1250"}
        assert AnswerVersion.objects.filter(answer__sheet=checklist.sheet).count() == 3
        expect(card(page, "26.2").locator("[data-p-photo-list] li")).to_contain_text("foto terkirim")
        (proof,) = Evidence.objects.filter(sheet=checklist.sheet)
        assert (proof.question, proof.document.kind) == ("26.2", "PHOTO")
        assert proof.document.current.file.size < MOST_BYTES

    def test_confirms_a_figure_that_an_agency_knows_already(self, checklist: Checklist, phone: Phone) -> None:
        # Given two figures of an agency that stand in their fields when the list is opened with a network
        tell_figure(checklist, "out-of-school", 4)
        tell_figure(checklist, "paud-hi-units", 3)
        staff = make_staff(DAMAI)
        page = phone.open(f"/daerah/balikpapan/isi/{checklist.sheet.code}/")
        phone.sign_in(staff)
        phone.visit()
        phone.wait_for_worker()
        waiting = "dari Disdikbud, 23 November 2026, belum dikonfirmasi kelurahan"
        expect(card(page, "26.9")).to_contain_text(waiting)

        # When the network goes, one is confirmed with one press, and something is noted of the other
        phone.lose_network()
        card(page, "26.9").get_by_role("button", name="Sudah benar").click()
        card(page, "26.13").locator("summary", has_text="Catatan").click()
        card(page, "26.13").get_by_label("Catatan").fill("akan ditanyakan")
        for number in ("26.9", "26.13"):
            expect(card(page, number).locator("[data-p-fill-state]")).to_have_text(KEPT)

        # And the page is opened again without a network
        phone.visit()
        expect(card(page, "26.9").get_by_role("textbox").first).to_have_value("4")
        expect(card(page, "26.9")).not_to_contain_text(waiting, use_inner_text=True)
        expect(card(page, "26.13")).to_contain_text(waiting, use_inner_text=True)

        # Then, with a network, the one that was confirmed is an answer, and the other is none
        phone.find_network()
        for number in ("26.9", "26.13"):
            expect(card(page, number).locator("[data-p-fill-state]")).to_have_text(SENT)
        assert get_answer(checklist.sheet, "26.9").data == {"count": 4}
        assert get_answer(checklist.sheet, "26.13").data == {}

    def test_sends_once_after_ten_cuts(self, checklist: Checklist, phone: Phone) -> None:
        # Given a network that takes every answer and loses the reply ten times
        staff, cuts = make_staff(DAMAI), []
        page = phone.open(f"/daerah/balikpapan/isi/{checklist.sheet.code}/")
        phone.sign_in(staff)
        phone.visit()

        def cut(route: Any) -> None:
            if len(cuts) < 10:
                cuts.append(route.fetch().status)
                route.abort()
            else:
                route.continue_()

        page.route("**/simpan/", cut)

        # When one answer is typed, and the network comes back again and again
        card(page, "26.3").get_by_role("radio", name="Ada", exact=True).check()
        for _try in range(11):
            page.evaluate("window.dispatchEvent(new Event('online'))")
            page.wait_for_timeout(150)

        # Then it is written once
        expect(card(page, "26.3").locator("[data-p-fill-state]")).to_have_text(SENT)
        assert len(cuts) == 10
        assert AnswerVersion.objects.filter(answer__sheet=checklist.sheet).count() == 1

    def test_shows_both_where_someone_else_wrote_and_asks(self, checklist: Checklist, phone: Phone) -> None:
        # Given an answer typed without a network
        staff = make_staff(DAMAI)
        secretariat = make_member(checklist.city, "SECRETARIAT", username="sekar", name="Sekar Contoh")
        page = phone.open(f"/daerah/balikpapan/isi/{checklist.sheet.code}/")
        phone.sign_in(staff)
        phone.visit()
        phone.lose_network()
        card(page, "26.14").get_by_role("textbox").first.fill("2")
        expect(card(page, "26.14").locator("[data-p-fill-state]")).to_have_text(KEPT)

        # When somebody else answers the same question, and the network comes back
        theirs = AnswerDraft("26.14", {"count": 7}, "", 0)
        actions.save_answer(sheet=checklist.sheet, draft=theirs, by=secretariat, at=NOW)
        phone.find_network()

        # Then both stand side by side, and nothing is overwritten
        said = card(page, "26.14").locator("[data-p-fill-said]")
        expect(said).to_contain_text("Sekar Contoh")
        expect(said.locator("dd")).to_have_text(["7 tempat", "2 tempat"])
        assert get_answer(checklist.sheet, "26.14").data == {"count": 7}

        # And what the person chooses stands
        said.get_by_role("button", name="Pakai punya saya").click()
        expect(card(page, "26.14").locator("[data-p-fill-state]")).to_have_text(SENT)
        assert get_answer(checklist.sheet, "26.14").data == {"count": 2}

    def test_leaves_nothing_behind_for_the_next_person(self, checklist: Checklist, phone: Phone) -> None:
        # Given an answer on the device that is not sent
        page = phone.open(f"/daerah/balikpapan/isi/{checklist.sheet.code}/")
        phone.sign_in(make_staff(DAMAI))
        phone.visit()
        phone.lose_network()
        card(page, "26.3").get_by_role("radio", name="Ada", exact=True).check()
        expect(card(page, "26.3").locator("[data-p-fill-state]")).to_have_text(KEPT)

        # When another person signs in on it
        page.goto("about:blank")
        phone.context.clear_cookies()  # type: ignore[union-attr]
        phone.find_network()
        phone.sign_in(make_member(checklist.city, "SECRETARIAT", username="sekar"))
        phone.visit()

        # Then nothing of the first is there, and nothing was sent in the other's name
        expect(card(page, "26.3").get_by_role("radio", name="Ada", exact=True)).not_to_be_checked()
        assert get_answer(checklist.sheet, "26.3").revision == 0

        # And when this one signs out with an answer that is not sent, they are asked first, and then nothing is left
        page.route("**/simpan/", lambda route: route.abort())
        card(page, "26.3").get_by_role("radio", name="Ada", exact=True).check()
        expect(card(page, "26.3").locator("[data-p-fill-state]")).to_have_text(KEPT)
        asked: list[str] = []
        sign_out(page, asked, stays=True)
        assert "1 jawaban" in asked[0]
        assert list_databases(page) == ["paripurna-isi"]
        sign_out(page, asked, stays=False)
        page.wait_for_url(lambda url: "/isi/" not in url)
        assert list_databases(page) == []
