"""`paripurna backup` and `paripurna restore`: an installation in one archive, and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("dest", type=click.Path(path_type=Path))
@click.option("--with-keys", is_flag=True, help="Sertakan berkas kunci. Simpan cadangan seperti itu terkunci.")
def backup(dest: Path, with_keys: bool) -> None:
    """Simpan basis data dan berkas ke satu arsip DEST (berkas .tar baru, atau folder)."""
    from django.utils import timezone

    from paripurna.platform.backup.saving import save
    from paripurna.platform.backup.types import BackupError

    try:
        place, manifest = save(dest, at=timezone.now(), with_keys=with_keys)
    except BackupError as error:
        sys.exit(str(error))
    kept = len(manifest.files) - len(manifest.missing_files)
    click.echo(f"Tersimpan: {place} ({sum(manifest.rows.values())} baris, {kept} berkas).")
    if manifest.key_ids and not with_keys:
        click.echo(f"Simpan juga kuncinya, terpisah: {', '.join(manifest.key_ids)} (paripurna crypto status).")
    if manifest.missing_files:
        sys.exit(f"{len(manifest.missing_files)} berkas tercatat tetapi hilang dari tempatnya; yang lain tersimpan.")


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
def restore(source: Path) -> None:
    """Pulihkan arsip SOURCE ke basis data dan tempat berkas yang kosong."""
    from paripurna.platform.backup.restoring import restore as restore_from
    from paripurna.platform.backup.types import BackupError

    try:
        manifest, remarks = restore_from(source)
    except BackupError as error:
        sys.exit(str(error))
    chains = len(manifest.heads)
    click.echo(f"Pulih dari {manifest.made_at}: {sum(manifest.rows.values())} baris, {len(manifest.files)} berkas.")
    click.echo(f"Jumlah baris, isi berkas, dan {chains} rantai jejak cocok dengan cadangan.")
    for remark in remarks:
        click.echo(remark)
    click.echo("Bila versi Paripurna lebih baru daripada cadangan, jalankan: paripurna migrate")
