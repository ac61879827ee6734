"""What has to hold before people are let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from paripurna.platform.files import store
from paripurna.platform.jobs.queries import find_last_heartbeat

log = structlog.get_logger(__name__)
WORKER_SILENT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. What is only information does not keep people out."""

    name: str
    is_well: bool
    note: str = ""
    is_information: bool = False


def list_checks(*, at: datetime) -> list[Check]:
    """This function will look at database, migrations, files and worker, and tell nothing that an outsider could use."""
    database = _check("database", _ask_database)
    if not database.is_well:
        return [database]
    return [database, _check("migrations", _see_migrations), _check("files", store.check_writable), _see_worker(at)]


def is_ready(checks: list[Check]) -> bool:
    return all(check.is_well or check.is_information for check in checks)


def _check(name: str, look: Callable[[], None]) -> Check:
    try:
        look()
    except Exception as error:  # noqa: BLE001 — whatever a store or a driver raises, the answer is "not ready"
        log.warning("not_ready", check=name, error=type(error).__name__)
        return Check(name, is_well=False)
    return Check(name, is_well=True)


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class MigrationsMissing(Exception):
    """The database is older than the program: `paripurna migrate`."""


def list_stranded(loader: MigrationLoader) -> list[str]:
    """This function will name the apps whose summed-up migrations were applied in part: Django leaves those out in silence."""
    applied = loader.applied_migrations.keys()
    summed_up = [(app, set(migration.replaces)) for (app, _), migration in loader.replacements.items()]
    return sorted(app for app, replaced in summed_up if replaced & applied and replaced - applied)


_applied: set[str] = set()


def _see_migrations() -> None:
    """Once applied they stay applied, so that probes every few seconds do not read all of them again."""
    name = connection.settings_dict["NAME"]
    if name in _applied:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()) or list_stranded(executor.loader):
        raise MigrationsMissing
    _applied.add(name)


def _see_worker(at: datetime) -> Check:
    try:
        last = find_last_heartbeat()
    except DatabaseError:
        last = None
    silent = (at - last).total_seconds() if last else None
    is_well = silent is not None and silent < WORKER_SILENT_SECONDS
    return Check("worker", is_well, note="" if is_well else "no worker was heard of lately", is_information=True)
