"""A library of 20,000 documents in the demo's city, and as many in another, to measure beside: `var/benchmark-evidence`.

The demo is loaded as people load it; the bulk goes straight into the tables, because bringing it by actions would take hours.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = 20_000  # of each city
LINKS = 600
CITY, NEIGHBOR = "balikpapan", "samarinda"
SECRETARY, OFFICER, HEAD = "contoh-sekretariat", "contoh-petugas", "contoh-pimpinan"
KINDS = (
    *("DECREE", "REPORT", "PHOTO", "ATTENDANCE", "MINUTES") * 3,
    "SOP",
    "BUDGET",
    "AGREEMENT",
    "CERTIFICATE",
    "OTHER",
)
CHILDREN = (*("NONE",) * 17, *("FACES",) * 2, "DATA")
SECRECY = (*("INTERNAL",) * 16, *("OPEN",) * 3, "CONFIDENTIAL")
SENTENCES = (20, 60)  # of a text: 300 to 900 words
SHARED = 0.02  # of the bands of a text are those of its office's letters
RARE = "antariksawan"  # stands in a handful of texts
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ENVIRONMENT = {
    **os.environ,
    "PARIPURNA_VAR": str(ROOT / "var" / "benchmark-evidence"),
    "PARIPURNA_DEMO": "1",
    "PARIPURNA_LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "benchmarks.measured_settings",
    "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
}
COMMAND = (sys.executable, "-m", "paripurna.cli.main")


@contextmanager
def opened() -> Iterator[None]:
    """This function will load and fill the library where that is not done yet, and hold its database."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.update(ENVIRONMENT)
    subprocess.run([*COMMAND, "demo", "--load-only"], env=ENVIRONMENT, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from paripurna.platform.embedded.doors import serving

    with serving():
        _fill()
        yield


def _fill() -> None:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import Document

    for slug in (CITY, NEIGHBOR):
        city = City.objects.get(slug=slug)
        missing = DOCUMENTS - Document.objects.filter(city=city).count()
        if missing > 0:
            _Shelf(city, random.Random(slug)).fill(missing)
    _link_some(City.objects.get(slug=CITY))
    _analyze()


@dataclass
class _Shelf:
    """The bulk of one city."""

    city: Any
    dice: random.Random
    showing: list[bool] = field(default_factory=list)  # whether the documents show children, in their order

    def fill(self, count: int) -> None:
        from django.db import transaction

        words = (self.titles, self.stems, self.places, self.agencies)  # asked now: a copy leaves no room for questions
        print(f"  filling {self.city.slug} with {count:,} documents of {len(words[1]):,} sentences …", flush=True)
        with transaction.atomic():
            numbers = range(1, count + 1)
            files = self.copy("files_storedfile", _FILE, (self.write_file(number) for number in numbers))
            documents = self.copy("evidence_document", _DOCUMENT, map(self.write_document, numbers))
            rows = zip(documents, files, strict=True)
            versions = self.copy("evidence_documentversion", _VERSION, (self.write_version(*row) for row in rows))
            self.copy("evidence_reading", _READING, map(self.write_reading, versions, self.showing))
            self.point(documents, versions)
            self.copy("evidence_textband", _BAND, self.write_bands(versions))

    def copy(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> list[int]:
        """Copy rows in, and return their keys in order."""
        from django.db import connection

        key = "version_id" if table.endswith("reading") else "id"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(max({key}), 0) FROM {table}")  # noqa: S608 — our own words
            before = cursor.fetchone()[0]
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as into:
                for row in rows:
                    into.write_row(row)
            cursor.execute(f"SELECT {key} FROM {table} WHERE {key} > %s ORDER BY {key}", [before])  # noqa: S608
            return [key for (key,) in cursor.fetchall()]

    def write_file(self, number: int) -> tuple[Any, ...]:
        return f"{self.city.pk:08x}{number:056x}", 40_000 + number, "application/pdf", NOW

    def write_document(self, number: int) -> tuple[Any, ...]:
        dice, signed = self.dice, date(2023, 1, 2) + timedelta(self.dice.randrange(1400))
        title = f"{dice.choice(self.titles)} {dice.choice(self.places)} {signed.year}"
        paper, summary = f"188.45/{number}/{signed.year}", dice.choice(self.sentences)
        changed = NOW - timedelta(minutes=dice.randrange(900_000))
        folded = f"{title} {paper} {summary}".casefold()
        said = (title[:300], paper, signed, "", signed, dice.choice(self.agencies), summary, folded)
        children = dice.choice(CHILDREN)
        self.showing.append(children != "NONE")
        kept = (dice.choice(SECRECY), children, "", "CURRENT", "", "", 1, False, changed, changed)
        return uuid.UUID(int=dice.getrandbits(128)), self.city.pk, dice.choice(KINDS), *said, *kept

    def write_version(self, document: int, file: int) -> tuple[Any, ...]:
        return self.city.pk, document, 1, file, "dokumen.pdf", "", NOW

    def write_reading(self, version: int, is_showing: bool) -> tuple[Any, ...]:  # noqa: FBT001
        if is_showing:
            return version, self.city.pk, "NOT_READ", "", None, "", "", "", "{}", "[]", "{}", "{}", "", None
        picked = self.dice.choices(range(len(self.sentences)), k=self.dice.randint(*SENTENCES))
        own = f"nomor {version} {RARE if version % 4000 == 0 else ''}"
        text = " ".join([own, *(self.sentences[place] for place in picked)])
        stems = " ".join([own, *(self.stems[place] for place in picked)])
        signs = json.dumps({"text": [self.dice.getrandbits(62) for _ in range(128)]})
        found = json.dumps({"numbers": [f"188.45/{version}/2025"], "dates": ["2025-02-05"], "years": [2025]})
        return version, self.city.pk, "READ", "", 4, "LAYER", text, stems, found, "[]", "{}", signs, "", NOW

    def write_bands(self, versions: list[int]) -> Iterator[tuple[int, ...]]:
        """Each text has 32 bands; letters of one office share a few, so that candidates are many."""
        for version in versions:
            for place in range(32):
                is_shared = self.dice.random() < SHARED
                yield self.city.pk, version, version % 50 * 32 + place if is_shared else self.dice.getrandbits(62)

    def point(self, documents: list[int], versions: list[int]) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            newest = "UPDATE evidence_document d SET current_id = v.id FROM evidence_documentversion v"
            cursor.execute(
                f"{newest} WHERE v.document_id = d.id AND d.id >= %s AND v.id >= %s", [documents[0], versions[0]]
            )

    @cached_property
    def titles(self) -> list[str]:
        from paripurna.rooms.evidence.examples import read_examples

        return [example.title for example in read_examples()]

    @cached_property
    def sentences(self) -> list[str]:
        """What the examples and the questions say: the words of such papers."""
        from paripurna.rooms.evidence.examples import read_examples
        from paripurna.rooms.sheets.queries import Sheet, edition_of

        sheet = Sheet.objects.filter(city__slug=CITY, closed_at=None).select_related("edition").order_by("-pk")[0]
        asked = [question.label.id for question in edition_of(sheet).questions]
        return [*asked, *(example.summary for example in read_examples() if example.summary), *self.titles]

    @cached_property
    def stems(self) -> list[str]:
        from paripurna.platform.search import stem_text

        return [stem_text(sentence) for sentence in self.sentences]

    @cached_property
    def places(self) -> list[str]:
        from paripurna.platform.regions import queries as regions
        from paripurna.platform.regions.types import Level

        return [region.name for region in regions.list_regions(self.city.code, Level.KELURAHAN)] or [self.city.slug]

    @cached_property
    def agencies(self) -> list[int]:
        from paripurna.rooms.network.models import Agency

        if not Agency.objects.filter(city=self.city).exists():
            for number in range(30):
                said = {"name": f"Dinas contoh {number}", "kind": "OPD", "valid_from": date(2020, 1, 1)}
                Agency.objects.create(city=self.city, code=f"dinas-{number}", abbreviation=f"D{number}", **said)
        return list(Agency.objects.filter(city=self.city).order_by("pk").values_list("pk", flat=True))


_FILE = "hash, size, media_type, stored_at"
_DOCUMENT = (
    "code, city_id, kind, title, number, signed_on, signatory, valid_from, agency_id, summary, folded, confidentiality,"
    " child_content, link, state, withdrawn_reason, suspected, revision, is_example, brought_at, changed_at"
)
_VERSION = "city_id, document_id, number, file_id, filename, note, brought_at"
_READING = (
    "version_id, city_id, state, reason, page_count, text_source, text, stems, found, signatures, faces, fingerprint,"
    " legibility, read_at"
)
_BAND = "city_id, reading_id, band"


def _link_some(city: Any) -> None:
    """So many links that the sheet has `LINKS`, evenly over its questions."""
    from paripurna.rooms.evidence.models import Document, Evidence
    from paripurna.rooms.sheets.queries import Sheet, edition_of

    sheet = Sheet.objects.filter(city=city, closed_at=None).select_related("edition").order_by("-pk")[0]
    missing = LINKS - Evidence.objects.standing().filter(sheet=sheet).count()
    if missing <= 0:
        return
    dice, questions = random.Random(1), [each for each in edition_of(sheet).questions if each.evidence]
    documents = Document.objects.filter(city=city, is_example=False).order_by("pk")[: DOCUMENTS // 2]
    picked = dice.sample(list(documents), missing)
    Evidence.objects.bulk_create(
        Evidence(
            city=city,
            sheet=sheet,
            question=question.number,
            document=document,
            kind=dice.choice(question.evidence),
            linked_at=NOW,
        )
        for document, question in zip(picked, dice.choices(questions, k=missing), strict=True)
    )


def _analyze() -> None:
    """What autovacuum does within a minute on a server: figures for the planner, and the waiting list of GIN emptied."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
