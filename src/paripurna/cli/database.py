"""`paripurna db`: the embedded database, started and stopped by hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
from django.conf import settings

from paripurna.platform import embedded


@click.group()
def database() -> None:
    """Basis data tertanam (PostgreSQL), dipakai bila DATABASE_URL tidak diisi."""
    if not settings.EMBEDDED_DATABASE:
        raise click.ClickException(
            "DATABASE_URL terisi: basis data itu dijalankan oleh pengelolanya, bukan oleh Paripurna."
        )


def telling(act: Callable[[Path], None]) -> Callable[[], None]:
    """This function will call `act` with the folder of the installation and tell its refusal in one line."""

    @wraps(act)
    def act_and_tell() -> None:
        try:
            act(settings.VAR_DIR)
        except embedded.EmbeddedError as error:
            raise click.ClickException(str(error)) from error

    return act_and_tell


@database.command()
@telling
def start(var: Path) -> None:
    """Jalankan, dan biarkan berjalan."""
    embedded.keep(var)
    _tell(var)


@database.command()
@telling
def stop(var: Path) -> None:
    """Hentikan; transaksi yang belum selesai dibatalkan."""
    click.echo("Dihentikan." if embedded.stop(var) else "Memang tidak berjalan.")


@database.command()
@telling
def status(var: Path) -> None:
    """Berjalan atau tidak, di mana datanya, versi berapa."""
    _tell(var)


@database.command()
@telling
def upgrade(var: Path) -> None:
    """Bawa data dari versi PostgreSQL yang lebih lama."""
    old = embedded.upgrade(var)
    click.echo(
        f"Data dipindahkan dari PostgreSQL {old}; yang lama disimpan di sebelahnya."
        if old
        else "Tidak ada yang perlu dipindahkan."
    )


@database.command()
@telling
def shell(var: Path) -> None:
    """Buka psql."""
    embedded.ensure_running(var)
    place = embedded.connection_settings(var)
    psql = str(embedded.client_program("psql"))
    os.execv(psql, [psql, "-h", place["HOST"], "-p", place["PORT"], "-U", place["USER"], place["NAME"]])  # noqa: S606


def _tell(var: Path) -> None:
    now = embedded.status(var)
    click.echo(f"Berjalan (pid {now.pid})." if now.running else "Tidak berjalan.")
    click.echo(
        f"Data: {now.home / 'data'} (PostgreSQL {now.data_version or 'belum ada'}; program {now.program_version})"
    )
