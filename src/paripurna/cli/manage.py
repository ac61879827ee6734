"""`paripurna migrate` and `paripurna manage …`: Django's own commands on a database that answers."""

from __future__ import annotations

import click
from django.core.management import call_command, execute_from_command_line

STRANDED = (
    "Basis data ini berasal dari tengah masa pengembangan, sebelum migrasi diringkas ({apps}). Pasang dulu commit 12a9700c"
    " (26 November 2026) dan jalankan `paripurna migrate` di sana, lalu kembali ke versi ini. Basis data tidak diubah."
)


@click.command()
def migrate() -> None:
    """Sesuaikan tabel dengan versi ini; aman diulang."""
    adjust_tables(verbosity=1)


def adjust_tables(*, verbosity: int) -> None:
    """This function will bring every table to this version, that of the cache too: sign-in limits and the API count in it."""
    _refuse_stranded()
    call_command("migrate", interactive=False, verbosity=verbosity)
    call_command("createcachetable", verbosity=0)


def _refuse_stranded() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from paripurna.platform.health.checks import list_stranded

    if apps := list_stranded(MigrationLoader(connection)):
        raise click.ClickException(STRANDED.format(apps=", ".join(apps)))


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Jalankan perintah Django apa pun, mis. `paripurna manage check`."""
    execute_from_command_line(["paripurna manage", *words])
