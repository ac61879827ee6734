"""`paripurna demo`: from nothing to a served page, in one command that may be repeated."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen, TimeoutExpired
from typing import Any, cast

import click
from django.core.exceptions import ImproperlyConfigured

from paripurna.cli.build import NotBuilt, ensure_built
from paripurna.cli.serve import PortTaken, find_port, run_server
from paripurna.platform.embedded import EmbeddedError
from paripurna.platform.embedded.doors import choose_settings, serving

WORKER = (sys.executable, "-m", "paripurna.cli.main", "worker")
GRACE_SECONDS = 10


@click.command()
@click.option("--port", type=int, help="Bawaan dari PARIPURNA_PORT; bila terpakai, yang berikutnya.")
@click.option("--load-only", is_flag=True, help="Muat saja, jangan layani.")
def demo(port: int | None, load_only: bool) -> None:
    """Muat Kota Balikpapan contoh (jawaban dan orang karangan), lalu layani."""
    os.environ["PARIPURNA_DEMO"] = "1"  # for the settings here, and of the processes that we start
    try:
        settings = choose_settings()
        if not load_only:
            ensure_built()
        with serving():
            _load()
            if not load_only:
                _serve(settings.LISTEN_HOST, port or settings.LISTEN_PORT, strict=port is not None)
    except (EmbeddedError, ImproperlyConfigured, NotBuilt, PortTaken) as obstacle:
        raise click.ClickException(str(obstacle)) from obstacle


def _load() -> None:
    """Django is set up here, on a database that answers."""
    import django

    django.setup()
    from django.db import OperationalError, connection
    from django.utils import timezone

    from paripurna.cli.demo.load import RealCities, load_demo
    from paripurna.cli.demo.roadmap import load_roadmap
    from paripurna.cli.manage import adjust_tables

    click.echo("Menyesuaikan basis data …")
    try:
        adjust_tables(verbosity=0)
        load_demo(at=timezone.now(), say=click.echo)
        load_roadmap(at=timezone.now(), say=click.echo)
    except OperationalError as silence:
        raise click.ClickException(f"Basis data tidak menjawab; periksa DATABASE_URL. {silence}".strip()) from silence
    except RealCities as refusal:
        raise click.ClickException(str(refusal)) from refusal
    connection.close()
    cast(Any, connection).close_pool()  # PostgreSQL's own, which the types do not know


def _serve(host: str, port: int, *, strict: bool) -> None:
    chosen = find_port(host, wanted=port, strict=strict)
    click.echo(f"Masuk satu klik sebagai orang contoh: http://localhost:{chosen}/akun/contoh/")
    with _working():
        run_server(host, chosen, 1)


def _end(worker: Popen[bytes]) -> None:
    """A job that does not end in time is taken up again by the next worker."""
    worker.terminate()
    try:
        worker.wait(GRACE_SECONDS)
    except TimeoutExpired:
        worker.kill()
        worker.wait()


@contextmanager
def _working() -> Iterator[None]:
    """A worker beside the server, so that imports and reports are done."""
    quiet = os.environ | {"PARIPURNA_LOG_LEVEL": "WARNING"}  # the address above is to stay in sight
    worker = Popen(WORKER, env=quiet)  # our own command, no words from outside
    try:
        yield
    finally:
        _end(worker)
