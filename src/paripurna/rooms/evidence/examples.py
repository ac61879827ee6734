"""Invented documents, as offices of a city write them: for the demo, and to measure suggestions by."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paripurna.rooms.evidence.types import DocumentKind

FILE = Path(__file__).parent / "data" / "contoh-dokumen.csv"


@dataclass(frozen=True, slots=True)
class ExampleDocument:
    """A document that does not exist; `questions` are those of `kla-2024` that it proves."""

    code: str
    kind: DocumentKind
    number: str
    signed_on: date | None
    valid_from: date | None
    valid_to: date | None
    period_start: date | None
    period_end: date | None
    agency: str
    title: str
    summary: str
    link: str
    questions: tuple[str, ...]


def read_examples() -> Iterator[ExampleDocument]:
    """This function will read the shipped list."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield ExampleDocument(
                code=row["kode"],
                kind=DocumentKind(row["jenis"]),
                number=row["nomor"],
                signed_on=_day(row["tanggal"]),
                valid_from=_day(row["berlaku_dari"]),
                valid_to=_day(row["berlaku_sampai"]),
                period_start=_day(row["periode_dari"]),
                period_end=_day(row["periode_sampai"]),
                agency=row["perangkat_daerah"],
                title=row["judul"],
                summary=row["ringkasan"],
                link=row["tautan"],
                questions=tuple(row["pertanyaan"].split(";")),
            )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
