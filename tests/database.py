"""The database of the tests: migrated once into a template, then copied by every worker in a moment."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.state import ModelState, ProjectState
from psycopg import sql

import paripurna

LOCK = 2026_11_23  # any number, the same for all workers
PREFIX = "paripurna_test"
TAKEN_AT = datetime(2026, 1, 5, tzinfo=UTC)


def build_template() -> str:
    """This function will return the name of a migrated database, made only when the migrations have changed."""
    name = template_name()
    with maintenance() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not exists(server, name):
            _drop_all(server, f"{PREFIX}_template_%")
            _migrate(server, name)
    return name


@contextmanager
def copied(template: str) -> Iterator[str]:
    """This function will point Django at a copy of `template` inside the block and drop it afterwards."""
    before = connection.settings_dict["NAME"]
    name = f"{PREFIX}_{os.getpid()}"
    copy(template, name)
    _point_at(name)
    try:
        yield name
    finally:
        _point_at(before)
        with maintenance() as server:
            _drop(server, name)


def copy(template: str, name: str) -> None:
    """This function will make the database `name` anew from `template`, throwing out whoever uses it."""
    connection.close()
    with maintenance() as server:
        _sweep(server)
        _drop(server, name)
        # File by file: half the time of the usual way, which writes every page to the log first.
        copying = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
        server.execute(copying.format(sql.Identifier(name), sql.Identifier(template)))


def renew() -> None:
    """This function will give this worker a fresh copy: after a test that committed.

    Our triggers forbid the TRUNCATE that Django would use.
    """
    connections.close_all()
    copy(template_name(), connection.settings_dict["NAME"])


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """This function will connect to the database that the settings name, which the tests leave alone."""
    chosen = settings.DATABASES["default"]
    place = {
        "dbname": MAIN_NAME or chosen["NAME"],
        "user": chosen["USER"],
        "password": chosen.get("PASSWORD") or None,
        "host": chosen["HOST"],
        "port": chosen["PORT"],
    }
    with contextlib.closing(psycopg.connect(**place, autocommit=True)) as server:
        yield server


MAIN_NAME = settings.DATABASES["default"]["NAME"]


@cache
def template_name() -> str:
    """This function will name the template after a digest of every migration file of every app, and of the editions."""
    files = sorted(
        file
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").rglob("*")
        if file.suffix in {".py", ".sql", ".csv"}
    )
    files += sorted((Path(paripurna.__file__).parent / "editions").rglob("*.yaml"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + file.read_bytes())
    return f"{PREFIX}_template_{digest.hexdigest()[:12]}"


def exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _migrate(server: psycopg.Connection, name: str) -> None:
    draft = f"{name}_draft"
    _drop(server, draft)
    server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(draft)))
    before = connection.settings_dict["NAME"]
    _point_at(draft)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ProjectState, "add_model", _add_model)
            call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        _take_national_snapshot()
    finally:
        _point_at(before)
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))


def _add_model(state: ProjectState, model: ModelState) -> None:
    """Django draws all related models anew for each that is added, ten thousand in all: two thirds of the time.

    A new one needs to join the others only, as it does where an application starts. The tables come out the same.
    """
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        with state.apps.bulk_update():
            state.apps.render_multiple([model])


def _take_national_snapshot() -> None:
    """Hundreds of tests open a round under it, and it is never changed."""
    from paripurna.rooms.sheets.editions import take_snapshot
    from paripurna.rooms.sheets.queries import find_newest_edition

    take_snapshot(find_newest_edition("city"), at=TAKEN_AT)


def _point_at(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_all(server: psycopg.Connection, pattern: str) -> None:
    for (name,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern]).fetchall():
        _drop(server, name)


def _sweep(server: psycopg.Connection) -> None:
    """Runs that were killed leave their copies behind."""
    names = server.execute(r"SELECT datname FROM pg_database WHERE datname ~ %s", [rf"^{PREFIX}_\d+$"]).fetchall()
    for (name,) in names:
        if settings.EMBEDDED_DATABASE and not _is_alive(int(name.rpartition("_")[2])):
            _drop(server, name)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
