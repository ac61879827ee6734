"""Bags as this house writes them, and the ways to spoil one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from paripurna.platform.bags.writing import BagWriter

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NAME = "paket-balikpapan"
DECREE = f"{NAME}/data/1/1.1/SK 100% resmi.pdf"
MANIFEST = f"{NAME}/manifest-sha256.txt"
TAG_MANIFEST = f"{NAME}/tagmanifest-sha256.txt"


def write_bag(file: Path) -> str:
    """This function will write a small whole bag and return the hash of its manifest."""
    with file.open("wb") as out, BagWriter(out, NAME, at=AT) as bag:
        bag.add("1/1.1/SK 100% resmi.pdf", [b"%PDF-", b"isi surat"], size=14)
        bag.add_bytes("indeks.csv", b"nomor;judul\n" * 100)
        return bag.finish(info=[("Source-Organization", "Kota\nBalikpapan")], tags={"README.txt": "Paket contoh.\n"})


Change = Callable[[ZipInfo, bytes], tuple[ZipInfo, bytes] | None]


def rewrite(file: Path, change: Change, *, more: dict[str | ZipInfo, bytes] | None = None) -> None:
    """This function will write the archive anew, each entry as `change` returns it (None: without it), then `more`."""
    with ZipFile(file) as old:
        entries = [(entry, old.read(entry)) for entry in old.infolist()]
    with ZipFile(file, "w", ZIP_DEFLATED) as new:
        for entry, content in entries:
            if changed := change(entry, content):
                new.writestr(*changed)
        for entry, content in (more or {}).items():
            new.writestr(entry, content)


def keep(entry: ZipInfo, content: bytes) -> tuple[ZipInfo, bytes]:
    return entry, content


def without(name: str) -> Change:
    return lambda entry, content: None if entry.filename == name else (entry, content)


def with_content(name: str, other: bytes) -> Change:
    return lambda entry, content: (entry, other if entry.filename == name else content)
