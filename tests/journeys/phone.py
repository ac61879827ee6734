"""A phone whose browser is closed and opened again, whose network goes and comes, and that takes photos."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright

from paripurna.platform.accounts.models import User
from tests.journeys.browser import FLAGS, PHONE, find_chromium


class Phone:
    """A phone of its own: its browser can be closed and opened again, and keeps what a browser keeps."""

    def __init__(self, playwright: Playwright, folder: Path, address: str) -> None:
        self.playwright, self.folder, self.address = playwright, folder, address
        self.context: BrowserContext | None = None

    def open(self, path: str) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=find_chromium(),
            args=list(FLAGS),
            viewport={"width": PHONE[0], "height": PHONE[1]},
            locale="id-ID",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(10_000)
        self.page = self.context.pages[0]
        self.path = path
        return self.page

    def sign_in(self, user: User) -> None:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}
        self.context.add_cookies([cookie])  # type: ignore[union-attr, list-item]

    def visit(self) -> Page:
        self.page.goto(f"{self.address}{self.path}", wait_until="load")
        self.page.locator("[data-p-ready]").wait_for()
        return self.page

    def lose_network(self) -> None:
        self.context.set_offline(True)  # type: ignore[union-attr]

    def find_network(self) -> None:
        self.context.set_offline(False)  # type: ignore[union-attr]

    def wait_for_worker(self) -> None:
        ready = "navigator.serviceWorker.ready.then(async () => { while (!navigator.serviceWorker.controller) await new Promise(done => setTimeout(done, 50)); })"
        self.page.evaluate(ready)

    def close(self) -> None:
        if self.context:
            self.context.close()
            self.context = None


def card(page: Page, number: str) -> Any:
    return page.locator(f"[data-p-question='{number}']")


def photograph(beside: Any, *, size: tuple[int, int] = (4000, 3000)) -> None:
    """Say that it shows no children, and take a photo: of twelve million pixels, as a phone does."""
    picture = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(picture, "JPEG", quality=95)
    beside.locator("[data-p-photo] summary").click()
    beside.get_by_label("Apakah menampilkan anak?").select_option("NONE")
    file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    beside.locator("input[type=file]").set_input_files(file)
