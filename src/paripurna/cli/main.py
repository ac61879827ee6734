"""The `paripurna` command. A subcommand is imported when it is called, and Django only by those that need it."""

from __future__ import annotations

import functools
import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import click

from paripurna import __version__
from paripurna.platform.embedded import EmbeddedError

UNDEFINED_TABLE = "42P01"  # as PostgreSQL numbers it


class Needs(StrEnum):
    """What a subcommand stands on."""

    NOTHING = "NOTHING"
    SETTINGS = "SETTINGS"
    DATABASE = "DATABASE"  # Django set up, and a database that answers


@dataclass(frozen=True, slots=True)
class Command:
    """Where a subcommand is written: `module` below `paripurna.cli`, `name` in it."""

    module: str
    name: str
    needs: Needs
    help: str


COMMANDS = {
    "audit": Command("audit", "audit", Needs.DATABASE, "Jejak audit: periksa rantai."),
    "backup": Command("backup", "backup", Needs.DATABASE, "Simpan basis data dan berkas ke satu arsip."),
    "build": Command("build", "build", Needs.SETTINGS, "Bangun halaman, terjemahan, dan berkas statis."),
    "city": Command("city", "city", Needs.DATABASE, "Kabupaten/kota: mulai melayani, daftar."),
    "crypto": Command("crypto", "crypto", Needs.DATABASE, "Kunci kolom tersegel: keadaan, ganti kunci."),
    "db": Command("database", "database", Needs.SETTINGS, "Basis data tertanam: start, stop, status, upgrade, shell."),
    "demo": Command("demo.command", "demo", Needs.NOTHING, "Muat kota contoh lalu layani."),
    "edition": Command(
        "edition", "edition", Needs.NOTHING, "Edisi instrumen: check, show, diff, crosswalk, schema, hash."
    ),
    "facts": Command("facts", "facts", Needs.DATABASE, "Fakta: check, list, reference."),
    "manage": Command("manage", "manage", Needs.DATABASE, "Perintah Django apa pun."),
    "migrate": Command("manage", "migrate", Needs.DATABASE, "Sesuaikan basis data dengan versi ini."),
    "pack": Command("pack", "pack", Needs.NOTHING, "Paket data dukung: periksa keutuhannya di mana pun."),
    "person": Command("person", "person", Needs.DATABASE, "Orang: undang yang pertama, tolong yang terkunci."),
    "regions": Command("regions", "regions", Needs.DATABASE, "Wilayah Indonesia: muat, cari."),
    "restore": Command("backup", "restore", Needs.DATABASE, "Pulihkan arsip ke tempat yang kosong."),
    "score": Command("score", "score", Needs.NOTHING, "Hitung nilai dari buku kerja, CSV, atau YAML."),
    "serve": Command("serve", "serve", Needs.SETTINGS, "Jalankan server web."),
    "translations": Command("translations", "translations", Needs.SETTINGS, "Terjemahan: kumpulkan, periksa."),
    "worker": Command("serve", "worker", Needs.DATABASE, "Jalankan pekerja latar."),
}


class LazyGroup(click.Group):
    """Lists every subcommand without importing one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if (row := COMMANDS.get(cmd_name)) is None:
            return None
        command: click.Command = getattr(importlib.import_module(f"paripurna.cli.{row.module}"), row.name)
        command.callback = _with_ground(row.needs, command.callback)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].help) for name in self.list_commands(ctx)])


def _with_ground(needs: Needs, act: Callable[..., Any] | None) -> Callable[..., Any]:
    """The ground is laid when the command runs, so that `--help` stays instant."""

    @functools.wraps(act or (lambda: None))
    def act_on_ground(*args: Any, **options: Any) -> Any:
        _lay_ground(needs)
        return act(*args, **options) if act else None

    return act_on_ground


def _lay_ground(needs: Needs) -> None:
    if needs is Needs.NOTHING:
        return
    from django.core.exceptions import ImproperlyConfigured

    from paripurna.platform.embedded.doors import choose_settings, serving

    try:
        _ = choose_settings().VAR_DIR  # reads them
        if needs is Needs.DATABASE:
            click.get_current_context().with_resource(serving())
    except (EmbeddedError, ImproperlyConfigured, OSError) as error:
        raise click.ClickException(str(error)) from error
    if needs is Needs.DATABASE:
        _set_up_django()
        _knock()


def _set_up_django() -> None:
    import django
    from django.db import connections

    django.setup()
    context = click.get_current_context()
    context.call_on_close(connections.close_all)  # before the database is let go


def _knock() -> None:
    """A pool tries for ten seconds and does not say why it failed."""
    import psycopg
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    settings = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    address: dict[str, Any] = {name: settings[key] or None for name, key in names.items()}
    try:
        psycopg.connect(make_conninfo("", **address, connect_timeout=5)).close()
    except psycopg.OperationalError as error:
        sentence = f"Basis data tidak menjawab. Periksa DATABASE_URL.\n{str(error).strip()}"
        raise click.ClickException(sentence) from error


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version=__version__, prog_name="paripurna")
def paripurna() -> None:
    """Paripurna, sistem operasi Kota Layak Anak."""


def main() -> None:
    """This function will run the command that the shell gave."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # of the processes that we start
    try:
        paripurna.main(prog_name="paripurna")
    except Exception as error:
        if getattr(error.__cause__, "sqlstate", "") != UNDEFINED_TABLE:
            raise
        click.ClickException("Basis data ini belum disiapkan untuk versi ini. Jalankan: paripurna migrate").show()
        sys.exit(1)


if __name__ == "__main__":
    main()
