"""A visitor with a real browser: opens pages, looks as a phone or a desk does, takes pictures, asks axe."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "panduan" / "gambar"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-angle=swiftshader",  # draws maps without a graphics card
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=id-ID",
]
PHONE, DESK = (390, 844), (1280, 800)
PAPER = (1080, 720)
"""A window whose pictures can still be read at the width of the manual."""
TAKES_PICTURES = os.environ.get("PARIPURNA_PICTURES") == "1"
DENSITY, COLORS = 2, 96
ALONE = ".p-top, .p-nav, .p-skip, .p-thumbs, .p-toasts { opacity: 0 !important }"
INDONESIAN_DATES = """() => document.querySelectorAll("input[type=date]").forEach(input => {
  const [year, month, day] = input.value.split("-");
  Object.assign(input, { type: "text", placeholder: "hh/bb/tttt", value: day ? `${day}/${month}/${year}` : "" });
  input.dataset.shown = day ? `${year}-${month}-${day}` : "";
})"""
OWN_DATES = """() => document.querySelectorAll("input[data-shown]").forEach(input => {
  Object.assign(input, { type: "date", placeholder: "", value: input.dataset.shown });
  delete input.dataset.shown;
})"""
ASK_AXE = "rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Theme = Literal["light", "dark"]


def find_chromium() -> str | None:
    """This function will return the browser of this machine, as set or as found.

    The shell, where there is one, draws no window of its own around a page, and opens it in a fifth of the time.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Visitor:
    """One person at one browser.

    `screenshot` keeps pictures of the manual with `PARIPURNA_PICTURES=1`, and `look` keeps pages for our own eyes in the
    folder `PARIPURNA_LOOK`; otherwise both do nothing, so that tests change no file.
    """

    browser: Browser
    address: str
    context: BrowserContext
    page: Page

    @classmethod
    def arrive(
        cls,
        browser: Browser,
        address: str,
        *,
        size: tuple[int, int] = DESK,
        theme: Theme = "light",
        has_scripts: bool = True,
    ) -> Visitor:
        """This function will open a browser window of its own."""
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            java_script_enabled=has_scripts,
            locale="id-ID",
            reduced_motion="reduce",
            device_scale_factor=DENSITY if TAKES_PICTURES else 1,
        )
        context.set_default_timeout(10_000)
        return cls(browser, address, context, context.new_page())

    def sign_in(self, user: Any) -> None:
        """This function will sign `user` in without the form, by a session of our own."""
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])

    def open(self, path: str) -> Page:
        """This function will open `path` and wait until its scripts are ready and its letters drawn."""
        self.page.goto(f"{self.address}{path}", wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def turn(self, size: tuple[int, int], theme: Theme) -> None:
        """This function will show the page that is open in another window and light."""
        self.page.emulate_media(color_scheme=theme)
        self.resize(size)

    def screenshot(self, name: str, *, of: str = "", height: int = 0) -> None:
        """This function will keep the window, or the part `of` the page, as `docs/panduan/gambar/<name>.png`.

        `height` cuts a long part off. Colors are few, so that a page of the manual is light.
        """
        if not TAKES_PICTURES:
            return
        self.page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
        self.page.wait_for_timeout(500)  # leaving a field may save it, and draw it anew
        self.page.evaluate(
            INDONESIAN_DATES
        )  # as a browser of that language writes them: this one may know English only
        taken = self.page.locator(of).first.screenshot(style=ALONE) if of else self.page.screenshot()
        self.page.evaluate(OWN_DATES)
        picture = Image.open(io.BytesIO(taken)).convert("RGB")
        if height:
            picture = picture.crop((0, 0, picture.width, min(picture.height, height * DENSITY)))
        PICTURES.mkdir(parents=True, exist_ok=True)
        few = picture.quantize(COLORS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)

    def look(self, name: str) -> None:
        if folder := os.environ.get("PARIPURNA_LOOK"):
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def find_faults(self) -> list[str]:
        """This function will return what axe finds on the page, and whether it is wider than the window."""
        return [*self.list_violations(), *([f"{self.overflow()} px too wide"] if self.overflow() > 0 else [])]

    def list_violations(self) -> list[str]:
        """This function will ask axe, and return each violation with the places where it is."""
        found = self._ask(self._run_axe)["violations"]
        return [f"{rule['id']}: {rule['help']} — {_places(rule)}" for rule in found]

    def overflow(self) -> int:
        """This function will return by how many pixels the page is wider than the window."""
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self._ask(lambda: self.page.evaluate(width)))

    def _run_axe(self) -> Any:
        """Brought into the page past its policy, and only when it is asked."""
        if self.page.evaluate("typeof axe === 'undefined'"):
            self.page.evaluate(f"{AXE.read_text(encoding='utf-8')}; 0")
        return self.page.evaluate(ASK_AXE, RULES)

    def _ask(self, question: Callable[[], Any]) -> Any:
        """Ask the page that is there: one that was left in the middle of the question is asked once more."""
        self.page.wait_for_load_state("load")
        try:
            return question()
        except Error:
            self.page.wait_for_load_state("load")
            return question()


def _places(rule: dict[str, Any]) -> str:
    return "; ".join(f"{node['target'][0]} {node['failureSummary'][-160:]}" for node in rule["nodes"][:4])
