"""What a web process holds once twenty people opened every kind of page: `python benchmarks/everywhere.py [--exports]`.

Follows links as a curious person would, each kind of address once a person; a status that no page should have is told. Needs the
demo that `benchmarks/pages.py` loads. Forms are not sent, so nothing changes.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.pages import CITY, PEOPLE, memory_mb, served, show, sign_in

EXPORTS = r"ekspor|unduh|\.(pdf|csv|xlsx|docx|yaml|zip|ics)\b|/berkas/"
LEFT_OUT = r"^/static/|keluar|/akun/contoh" + ("" if "--exports" in sys.argv else f"|{EXPORTS}")
LINK = re.compile(r'(?:href|hx-get|data-p-src)="([^"#]+)')
PAGES = 150  # a person
Seen = dict[str, tuple[int, str]]  # a kind of address, and what its first page said


def main() -> None:
    with served(processes=1) as (pids, _started):
        show("memory of the web process, started", f"{memory_mb(pids[0]):.0f} MB", "150 MB")
        with ThreadPoolExecutor(20) as crowd:
            found = list(crowd.map(walk, range(20)))
        wrong = sorted(
            {(status, path) for seen in found for status, path in seen.values() if status not in {200, 302, 403}}
        )
        show("pages opened by 20 people", str(sum(map(len, found))), "")
        show("kinds of pages", str(len(set().union(*found))), "")
        show("memory of the web process, after all of them", f"{memory_mb(pids[0]):.0f} MB", "150 MB")
    print(*(f"  {status} {path}" for status, path in wrong), sep="\n")


def walk(number: int) -> Seen:
    """This function will follow links from the first page on, nearest first, and give what each kind of address answered."""
    visitor, seen = sign_in(PEOPLE[number % len(PEOPLE)]), Seen()
    waiting = ["/", CITY]
    while waiting and len(seen) < PAGES:
        path = waiting.pop(0)
        if (kind := name_kind(path)) in seen:
            continue
        answered = visitor.get(path)
        seen[kind] = (answered.status, path)
        waiting += [answered.location] if answered.location else list_links(path, answered.body)
    return seen


def list_links(path: str, page: str) -> Iterator[str]:
    """This function will give the addresses of our own that a page leads to."""
    for link in map(html.unescape, LINK.findall(page) if page.lstrip().startswith("<") else ()):
        address = path.partition("?")[0] + link if link.startswith("?") else link
        is_elsewhere = address.startswith("/daerah/") and not address.startswith(CITY)
        if address.startswith("/") and not is_elsewhere and not re.search(LEFT_OUT, address):
            yield address


def name_kind(address: str) -> str:
    """This function will give the address without what tells one thing of a kind from another: numbers, codes, values."""
    path, _, query = address.partition("?")
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|(?<=/)\d[\w.]*", "…", path)
    path = re.sub(r"(?<=/sarana/)[0-9a-z]{8}(?=/)|(?<=/perangkat-daerah/)[^/]+|(?<=/wilayah/)[^/]+", "…", path)
    return path + "?" + "&".join(sorted({part.partition("=")[0] for part in query.split("&")}))


if __name__ == "__main__":
    main()
