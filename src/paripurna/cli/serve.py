"""`paripurna serve` and `paripurna worker`: the two kinds of processes of an installation."""

from __future__ import annotations

import gc
import socket

import click
from django.conf import settings

from paripurna.cli.build import NotBuilt, ensure_built
from paripurna.platform.embedded import EmbeddedError
from paripurna.platform.embedded.doors import serving
from paripurna.platform.health.heaps import share_heaps

THREADS = 4  # measured: granian's own default makes views that query wait for each other
TRIED_PORTS = 20
NO_SOURCE = (
    "PARIPURNA_SOURCE_URL belum diisi. AGPL pasal 13: orang yang memakai server ini berhak memperoleh kode sumber yang"
    " dijalankan di sini. Isi dengan alamat repositorinya."
)


class PortTaken(Exception):
    """Another program listens there."""


@click.command()
@click.option("--host", help="Alamat IP; bawaan dari PARIPURNA_HOST.")
@click.option("--port", type=int, help="Bawaan dari PARIPURNA_PORT; bila terpakai, yang berikutnya.")
@click.option("--workers", type=int, help="Banyak proses; bawaan dari PARIPURNA_WORKERS.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Jalankan server web, dan basis data tertanam bila dipakai."""
    address = host or settings.LISTEN_HOST
    if settings.HTTPS and not settings.SOURCE_URL:
        click.echo(NO_SOURCE, err=True)
    try:
        chosen = find_port(address, wanted=port or settings.LISTEN_PORT, strict=port is not None)
        ensure_built()
        with serving():
            run_server(address, chosen, workers or settings.WEB_WORKERS)
    except (EmbeddedError, NotBuilt, PortTaken) as obstacle:
        raise click.ClickException(str(obstacle)) from obstacle


@click.command()
@click.option("--concurrency", type=int, default=1, show_default=True, help="Banyak pekerjaan sekaligus.")
def worker(concurrency: int) -> None:
    """Kerjakan antrean: impor, laporan, pengingat."""
    from paripurna.platform.jobs.worker import run

    run(concurrency=concurrency)


def run_server(host: str, port: int, workers: int) -> None:
    """This function will serve until it is interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    name = "localhost" if host in {"127.0.0.1", "::1", "0.0.0.0"} else host  # noqa: S104 — compared, not bound; passkeys need the name
    click.echo(f"Paripurna: http://{name}:{port}  (Ctrl-C untuk berhenti)")
    share_heaps()
    if workers > 1:
        _share_pages()
    Granian(
        "paripurna.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()


def _share_pages() -> None:
    """This function will take every page in before the processes part: what they never write to they hold together.

    A single process would only leave the same twice. Where processes do not begin as a fork of this one, nothing is shared.
    """
    import django
    from django.urls import reverse

    django.setup()
    reverse("home")
    gc.freeze()


def find_port(host: str, *, wanted: int, strict: bool) -> int:
    """This function will return the port if it is free, else the next free one, unless it was asked for by name.

    Raises `PortTaken`.
    """
    for port in range(wanted, wanted + (1 if strict else TRIED_PORTS)):
        if is_free(host, port):
            return port
        click.echo(f"Port {port} sudah dipakai program lain.", err=True)
    raise PortTaken(f"Tidak ada port kosong di {host}:{wanted}; pilih yang lain dengan --port.")


def is_free(host: str, port: int) -> bool:
    """This function will say whether a server can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
