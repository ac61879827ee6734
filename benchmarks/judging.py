"""Judging the proof of a sheet, suggesting, and the pages of the library on a server: in a library of 20,000 documents.

274 questions of the national instrument, 600 links. The time of pages is that inside the server, drawing included.
"""

from __future__ import annotations

import re
import subprocess
from typing import Any

from benchmarks import library
from benchmarks.pages import CITY, INSTRUMENT, served, show_page, sign_in
from benchmarks.searching import ON, show

LIBRARY = f"{CITY}data-dukung/"
LIMITS = {"read_proofs": 80, "suggest_questions": 30, "suggest_documents": 100}
PAGE_LIMIT = "100 ms"


def measure() -> None:
    """Print median and 95th percentile of what pages ask, then of the pages."""
    with library.opened():
        _measure_reads()
        subprocess.run([*library.COMMAND, "build"], env=library.ENVIRONMENT, cwd=library.ROOT, check=True)
        with served(processes=1, environment=library.ENVIRONMENT):
            _measure_pages()


def _measure_reads() -> None:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence import queries
    from paripurna.rooms.evidence.models import Document
    from paripurna.rooms.sheets.queries import Sheet, edition_of

    city = City.objects.get(slug=library.CITY)
    sheet = Sheet.objects.filter(city=city, closed_at=None).select_related("edition", "city__region").order_by("-pk")[0]
    user = User.objects.get(username=library.SECRETARY)
    scope = queries.read_scope(user, city, on=ON)
    documents = list(Document.objects.filter(city=city, is_example=True).order_by("pk")[:20])
    asked = [question.number for question in edition_of(sheet).questions if question.evidence][:20]
    print(f"  {'reads':<46}{'median':>9}{'p95':>9}{'processor':>11}{'statements':>12}")
    turn = iter(range(10**6))

    def next_of(rows: list[Any]) -> Any:
        return rows[next(turn) % len(rows)]

    reads = {
        "read_proofs": lambda: queries.read_proofs(sheet, on=ON),
        "suggest_questions": lambda: queries.suggest_questions(next_of(documents), sheet, scope, on=ON),
        "suggest_documents": lambda: queries.suggest_documents(sheet, next_of(asked), scope, on=ON),
    }
    for name, read in reads.items():
        show(f"{name}, limit {LIMITS[name]} ms", read, LIMITS[name], runs=40)


def _measure_pages() -> None:
    visitor = sign_in(library.SECRETARY)
    tree = visitor.get(INSTRUMENT).location
    numbers = dict.fromkeys(re.findall(r"pertanyaan/([^/\"?]+)/", visitor.get(tree).body))
    panel = f"{tree}pertanyaan/{next(iter(numbers))}/"
    listed = visitor.get(f"{LIBRARY}?cari=gugus+tugas").body
    document = re.findall(rf'href="({LIBRARY}dokumen/[^"]+/)"', listed)[0]
    pages = {
        "library": LIBRARY,
        "library, searched": f"{LIBRARY}?cari=imunisasi+dasar",
        "document": document,
        "change of a document": f"{document}ubah/",
        "panel of a question": panel,
    }
    for name, address in pages.items():
        show_page(name, lambda address=address: visitor.get(address), PAGE_LIMIT)  # type: ignore[misc]
