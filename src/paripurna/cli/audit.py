"""`paripurna audit`: the chain of what was done, checked link by link."""

from __future__ import annotations

import sys

import click


@click.group()
def audit() -> None:
    """Jejak audit: periksa rantai."""


@audit.command()
@click.option("--city", help="Kode wilayah satu kota, misalnya 64.71; tanpa ini semua rantai diperiksa.")
def verify(city: str | None) -> None:
    """Periksa setiap mata rantai; keluar dengan 1 bila ada yang putus."""
    from paripurna.platform.audit.chains import list_chains
    from paripurna.platform.audit.chains import verify as verify_chain

    chains = list_chains()
    if city is not None and city not in chains:
        sys.exit(f"Tidak ada jejak untuk {city}. Yang ada: {', '.join(filter(None, chains)) or 'belum ada'}.")
    reports = [verify_chain(chain) for chain in chains if city in {None, chain}]
    for report in reports:
        name = report.chain or "pemasangan"
        if report.broken:
            click.echo(f"{name}: PUTUS pada peristiwa {report.broken.position}: {REASONS[report.broken.reason]}.")
        else:
            click.echo(f"{name}: utuh, {report.events} peristiwa, ujung {report.head_hash[:16]}.")
    if not all(report.is_whole for report in reports):
        sys.exit(1)
    if not reports:
        click.echo("Belum ada jejak.")


REASONS = {
    "CHANGED": "isinya diubah sesudah ditulis",
    "GAP": "peristiwa sebelumnya hilang",
    "CUT": "akhir rantai tidak cocok dengan kepalanya",
    "UNCHAINED": "tidak menyambung peristiwa sebelumnya",
}
