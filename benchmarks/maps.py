"""How long the map of places keeps a phone waiting: `python benchmarks/maps.py [port]`, with `paripurna demo` running there.

Chromium four times slower, on a line of 150 ms and 1.6 Mbit/s down (the phone profile of Lighthouse), 390 × 844, all kinds and states on.
Prints the medians of five first visits (nothing kept) and of the visits right after them, the aim beside them, and what went over the line by kind.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, ".")
from tests.journeys.browser import FLAGS, PHONE, find_chromium

AIM_MS = 2000
ROUNDS = 5
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
PERSON = "contoh-sekretariat"
MAP = "/daerah/balikpapan/sarana/peta/"
WATCH = """new MutationObserver(() => {
  if (window.drawnAt || document.querySelector("[data-p-map]")?.dataset.pReady !== "1") return;
  window.drawnAt = performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-p-ready"] })"""
CHOICES = """() => "?" + new URLSearchParams([...document.querySelectorAll(
  "input[type=checkbox][name=jenis], input[type=checkbox][name=keadaan]")].map(each => [each.name, each.value]))"""
MOMENTS = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paints = performance.getEntriesByName("first-contentful-paint");
  return {
    "page is there (bytes of it)": page.responseEnd,
    "first paint": paints[0]?.startTime,
    "page answers: scripts have run": page.domContentLoadedEventEnd,
    "map drawn with all places": window.drawnAt,
  };
}"""
Moments = Mapping[str, float]


def visit(page: Page, address: str) -> Moments:
    """Opens the map and waits until it is drawn."""
    page.goto(address, wait_until="load", timeout=120_000)
    while not page.evaluate("window.drawnAt"):
        page.wait_for_timeout(200)
    moments: Moments = page.evaluate(MOMENTS)
    return moments


def throttle(page: Page, sizes: Counter[str]) -> None:
    """Makes a phone of a page, and counts what it fetches by kind."""
    devtools = page.context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    devtools.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    devtools.on("Network.loadingFinished", lambda event: count(sizes, kinds.get(event["requestId"], "other"), event))
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def count(sizes: Counter[str], kind: str, event: Mapping[str, Any]) -> None:
    sizes[kind] += event["encodedDataLength"]


def measure(browser: Browser, base: str, person: Any) -> tuple[Moments, Moments, Counter[str], Counter[str]]:
    """A first visit with nothing kept, and the one right after it."""
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]}, storage_state=person)
    context.add_init_script(WATCH)
    page, first, second = context.new_page(), Counter[str](), Counter[str]()
    address = person["address"]
    sizes = Counter[str]()
    throttle(page, sizes)
    opened = visit(page, base + address)
    first.update(sizes)
    sizes.clear()
    page.goto("about:blank")
    again = visit(page, base + address)
    second.update(sizes)
    context.close()
    return opened, again, first, second


def sign_in(browser: Browser, base: str) -> dict[str, Any]:
    """Signs in as one of the demo's people, and finds the address with every kind and state on."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}/akun/contoh/")
    page.locator(f"form:has(input[value={PERSON}]) button").click()
    page.wait_for_load_state()
    page.goto(base + MAP)
    state: dict[str, Any] = {**context.storage_state(), "address": MAP + page.evaluate(CHOICES)}
    context.close()
    return state


def show(title: str, visits: list[Moments], sizes: Counter[str]) -> None:
    print(f"\n{title}")
    for name in visits[0]:
        values = [each[name] or 0 for each in visits]
        aim = f"   aim {AIM_MS} ms" if "answers" in name else ""
        print(f"  {name:34}{median(values):8.0f} ms   ({min(values):.0f}–{max(values):.0f}){aim}")
    told = " · ".join(f"{kind} {size / 1000:.0f}" for kind, size in sizes.most_common())
    print(f"  KB over the line: {told}")


def main(port: int = 8000) -> None:
    base = f"http://localhost:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        person = sign_in(browser, base)
        rounds = [measure(browser, base, person) for _ in range(ROUNDS)]
        browser.close()
    show("First visit", [each[0] for each in rounds], rounds[-1][2])
    show("Second visit", [each[1] for each in rounds], rounds[-1][3])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
