"""`paripurna regions`: the reference data of Indonesian regions."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click


@click.group()
def regions() -> None:
    """Wilayah Indonesia: kode, nama, batas, penduduk."""


@regions.command()
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder data lain daripada yang ikut dengan Paripurna.",
)
def load(folder: Path | None) -> None:
    """Muat data wilayah; data yang sama tidak dimuat dua kali."""
    from django.utils import timezone

    from paripurna.platform.regions.actions import load_reference_data
    from paripurna.platform.regions.source import SHIPPED, Source
    from paripurna.platform.regions.types import OlderData

    start = time.perf_counter()
    try:
        report = load_reference_data(source=Source(folder or SHIPPED), by=None, at=timezone.now())
    except OlderData as newer:
        sys.exit(f"Data yang sudah dimuat lebih baru: {newer}.")
    done = "dimuat" if report.changed else "sudah termuat, tidak ada yang berubah"
    took = time.perf_counter() - start
    click.echo(f"{report.title}: {report.regions} wilayah {done} ({took:.1f} detik).")
    if report.closed:
        click.echo(f"{report.closed} wilayah ditutup karena tidak lagi disebut atau berganti nama.")


@regions.command()
@click.argument("text")
@click.option("--limit", default=10, show_default=True)
def find(text: str, limit: int) -> None:
    """Cari wilayah menurut nama atau kode."""
    from paripurna.platform.regions.search import search_regions

    for ref in search_regions(text, limit=limit):
        click.echo(f"{ref.code:<14} {ref.name}  ({', '.join(reversed(ref.above)) or '–'})")
