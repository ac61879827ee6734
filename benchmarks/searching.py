"""Searching a library of 20,000 documents, by those who see all, some or what is theirs, beside the limit of 100 ms.

What is measured is what a page asks of the room, what the person may see included; drawing the page is `judging`.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from statistics import median, quantiles
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks import library

LIMIT = 100.0
RUNS = 15
WARM = 2
ON = datetime.now(ZoneInfo("Asia/Makassar")).date()  # the people of the demo have their rights since it was loaded
ASKED = {
    "all, newest first": "",
    "all, last page": "halaman=500",
    "words of a title": "cari=gugus+tugas",
    "words of the content": "cari=pemenuhan+hak+anak",
    "one frequent word": "cari=anak",
    "a word that few say": f"cari={library.RARE}",
    "a number": "cari=188.45/1234",
    "nothing fits": "cari=kapal+selam+bertenaga",
    "kind, agency and state": "jenis=DECREE&pd=dinkes&keadaan=CURRENT",
    "kind and words": "jenis=REPORT&cari=forum+anak",
    "by title": "urut=judul",
    "by links": "urut=-tautan",
    "words, by links": "cari=anak&urut=-tautan",
}


def measure() -> None:
    """Print median and 95th percentile of each search, for each person."""
    with library.opened():
        from paripurna.platform.regions.models import City

        city = City.objects.get(slug=library.CITY)
        for username in (library.SECRETARY, library.OFFICER, library.HEAD):
            print(f"  {username:<46}{'median':>9}{'p95':>9}{'processor':>11}{'statements':>12}   limit {LIMIT:.0f} ms")
            for name, search in _list_searches(city, username):
                show(name, search)


def show(name: str, work: Callable[[], Any], limit: float = LIMIT, runs: int = RUNS) -> None:
    """This function will print how long `work` takes, and mark what takes longer than its limit."""
    for _ in range(WARM):
        work()
    clocks, processor = zip(*(_time(work) for _ in range(runs)), strict=True)
    p95 = quantiles(clocks, n=20)[18]
    mark = "" if p95 <= limit else "  ← median too slow" if median(clocks) > limit else "  ← p95 too slow"
    figures = f"{median(clocks):>6.1f} ms{p95:>6.1f} ms{median(processor):>8.1f} ms{_count(work):>12}"
    print(f"    {name:<44}{figures}{mark}", flush=True)


def _list_searches(city: Any, username: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.evidence import navigation, queries

    user = User.objects.get(username=username)
    yield "what the person may see", lambda: queries.read_scope(user, city, on=ON)
    for name, asked in ASKED.items():
        yield name, _bind(_search, user, city, asked)
    request: Any = SimpleNamespace(city=city, user=user)
    for words in ("gugus tugas", "anak", library.RARE, "kapal selam"):
        yield f"top bar: {words}", _bind(navigation.find_hits, request, words, 5)
    scope = queries.read_scope(user, city, on=ON)
    documents = list(queries.list_documents(city, scope)[:200])
    turn = iter(range(10**6))
    yield "what is alike", lambda: queries.list_alike(documents[next(turn) % len(documents)], scope)
    hashes = [document.current.file.hash for document in documents[:50] if document.current]
    yield "50 files: are they there?", lambda: queries.list_same_content(city, scope, hashes)


def _search(user: Any, city: Any, asked: str) -> None:
    from django.http import QueryDict

    from paripurna.rooms.evidence import queries
    from paripurna.rooms.evidence.pages.library import build_library

    scope = queries.read_scope(user, city, on=ON)
    build_library(city, scope, QueryDict(asked), on=ON)


def _bind(function: Callable[..., Any], *words: Any) -> Callable[[], Any]:
    return lambda: function(*words)


def _time(work: Callable[[], Any]) -> tuple[float, float]:
    began, worked = time.perf_counter(), _processor()
    work()
    return 1000 * (time.perf_counter() - began), 1000 * (_processor() - worked)


def _processor() -> float:
    """Of this process alone: what the database works is in the clock."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _count(work: Callable[[], Any]) -> int:
    from django.db import connection

    from benchmarks.measuring import Statements

    statements = Statements()
    with connection.execute_wrapper(statements):
        work()
    return statements.count
