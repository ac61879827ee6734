"""`paripurna crypto`: the keys of sealed fields."""

from __future__ import annotations

import sys

import click


@click.group()
def crypto() -> None:
    """Kunci kolom tersegel: keadaan, ganti kunci."""


@crypto.command()
@click.option("--keep-key", is_flag=True, help="Jangan buat kunci baru; bungkus ulang saja dengan kunci terdepan.")
def rotate(keep_key: bool) -> None:
    """Buat kunci baru dan bungkus ulang semua kunci data; teks tersegel tidak diubah."""
    from paripurna.platform.crypto.keys import add_key, current_ring
    from paripurna.platform.crypto.rotation import rotate as rotate_all
    from paripurna.platform.crypto.types import CryptoError

    try:
        current = current_ring().current_id if keep_key else add_key()
        changed = rotate_all()
    except CryptoError as error:
        sys.exit(str(error))
    click.echo(f"Kunci {current} dipakai; {changed} baris dibungkus ulang.")
    click.echo(
        "Simpan salinan berkas kunci di tempat aman. Kunci lama tetap perlu untuk cadangan yang dibuat sebelumnya."
    )


@crypto.command()
def status() -> None:
    """Tunjukkan kunci yang ada dan berapa teks yang dibungkusnya."""
    from paripurna.platform.crypto.keys import current_ring
    from paripurna.platform.crypto.rotation import count_by_key
    from paripurna.platform.crypto.types import CryptoError

    try:
        ring, counts = current_ring(), count_by_key()
    except CryptoError as error:
        sys.exit(str(error))
    for key_id in sorted({*ring.keys, *counts}):
        state = "terdepan" if key_id == ring.current_id else "ada" if key_id in ring.keys else "HILANG"
        click.echo(f"{key_id}  {state}  {counts[key_id]} teks")
    if set(counts) - set(ring.keys):
        sys.exit("Ada teks yang kuncinya hilang: kembalikan berkas kunci dari salinan aman.")
