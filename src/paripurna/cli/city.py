"""`paripurna city`: which cities this installation serves."""

from __future__ import annotations

import sys
from pathlib import Path

import click

HISTORY_WORDS = {"TAKEN": "diambil.", "PASSED_OVER": "dilewati.", "PROBLEM": "bermasalah:"}


@click.group()
def city() -> None:
    """Kabupaten/kota yang dilayani pemasangan ini."""


@city.command()
@click.argument("code")
@click.option("--slug", default="", help="Nama di alamat halaman; bawaan dari nama daerahnya, misalnya balikpapan.")
def enable(code: str, slug: str) -> None:
    """Mulai melayani daerah dengan kode Kemendagri CODE, misalnya 64.71. Data wilayah dimuat bila belum ada."""
    from django.utils import timezone

    from paripurna.platform.regions import actions
    from paripurna.platform.regions.types import NotACity, RegionNotFound, SlugTaken

    now = timezone.now()
    try:
        actions.load_reference_data(at=now)
        found = actions.enable_city(region_code=code, slug=slug, by=None, at=now)
    except (RegionNotFound, NotACity):
        sys.exit(f"{code} bukan kode kabupaten atau kota. Cari kodenya: paripurna regions find NAMA")
    except SlugTaken as taken:
        sys.exit(f"Nama alamat {taken} dipakai daerah lain; pilih yang lain dengan --slug.")
    if found.is_published_only:
        found = actions.open_city(city=found, by=None, at=now)
    click.echo(f"{found.name} dilayani di /daerah/{found.slug}/.")
    click.echo(f'Undang orang pertama: paripurna person invite {found.slug} "Nama Lengkap"')


@city.command("list")
def list_served() -> None:
    """Sebut daerah yang dilayani: kode, alamat, nama."""
    from paripurna.platform.regions.queries import list_cities

    for found in list_cities():
        click.echo(f"{found.code:<7} {found.slug:<28} {found.name}")


@city.command()
@click.argument("slug")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def history(slug: str, table: Path) -> None:
    """Impor riwayat hasil KLA daerah SLUG dari TABLE (XLSX atau CSV: tahun, predikat, nilai, catatan, sumber, keyakinan).

    Setiap baris dilaporkan; selama ada yang bermasalah tidak ada yang disimpan.
    """
    from django.utils import timezone

    from paripurna.platform.regions.queries import find_city
    from paripurna.platform.tables import TableError, read_table
    from paripurna.rooms.assessment.history import HistoryRefused, import_history, read_history

    found = find_city(slug=slug)
    if found is None:
        sys.exit(f"Tidak ada daerah {slug}. Lihat: paripurna city list")
    try:
        rows = read_history(read_table(table))
        for row in rows:
            click.echo(f"baris {row.row}: {HISTORY_WORDS[row.outcome]} {row.sentence}".rstrip())
        count = import_history(city=found, rows=rows, by=None, at=timezone.now())
    except TableError as error:
        sys.exit(error.in_language("id"))
    except HistoryRefused:
        sys.exit("Perbaiki baris yang bermasalah; tidak ada yang disimpan.")
    click.echo(f"{count} hasil disimpan untuk {found.name}.")
