"""Start or reuse, hold, stop: what other modules ask of the embedded database. Two processes never fight over it."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from paripurna.platform.embedded import cluster, upgrading
from paripurna.platform.embedded.folders import make_folders, make_home
from paripurna.platform.embedded.layout import PORT, Layout, check_not_copied, find_layout
from paripurna.platform.embedded.owner import find_owner
from paripurna.platform.embedded.programs import copy_wheel, find_wheel
from paripurna.platform.embedded.types import DATABASE, ROLE, EmbeddedError, Status, Tuning

_HELD: list[IO[str]] = []  # until this process ends


def connection_settings(var: Path) -> dict[str, Any]:
    """This function will return Django's settings of the database under `var`, without starting it."""
    return {"NAME": DATABASE, "USER": ROLE, "HOST": str(find_layout(var).socket_dir), "PORT": str(PORT)}


def ensure_running(var: Path, *, tuning: Tuning = Tuning.DURABLE) -> bool:
    """This function will start the server unless it runs, and return when it answers: `True` if it was this call.

    Raises `EmbeddedError` with one line that says what is in the way.
    """
    layout = find_layout(var)
    if cluster.is_ready(layout):
        return False
    with _locked(layout):
        if cluster.is_ready(layout):
            return False
        _start(layout, tuning)
        return True


@contextmanager
def held(var: Path, *, tuning: Tuning = Tuning.DURABLE) -> Iterator[None]:
    """This function will keep the server running inside the block.

    A server that was started for such a block is stopped by the last process that leaves one; one that ran before stays.
    """
    layout = find_layout(var)
    with _hold(layout, tuning) as handle:
        try:
            yield
        finally:
            if layout.transient.exists() and _is_alone(handle.fileno()):
                stop(var)


def hold(var: Path) -> None:
    """This function will keep the server running as long as this process lives, and leave stopping it to others."""
    _HELD.append(_hold(find_layout(var), Tuning.DURABLE))


def keep(var: Path) -> None:
    """This function will start the server to stay, whoever holds it."""
    ensure_running(var)
    find_layout(var).transient.unlink(missing_ok=True)


def stop(var: Path) -> bool:
    """This function will stop the server and return `True`, `False` when it did not run."""
    layout = find_layout(var)
    if cluster.find_pid(layout) is None:
        return False
    with _locked(layout):
        cluster.stop(layout, find_owner(layout.data), copy_wheel(layout))
        layout.transient.unlink(missing_ok=True)
    return True


def status(var: Path) -> Status:
    """This function will say how the database under `var` is doing, without touching it."""
    layout = find_layout(var)
    pid = cluster.find_pid(layout)
    return Status(pid is not None, pid, layout.home, cluster.data_version(layout.data), find_wheel().version)


def upgrade(var: Path) -> str:
    """This function will bring data of an older major version to the wheel's, and return the old version ("" if none was needed)."""
    layout = find_layout(var)
    with _locked(layout):
        upgrading.recover(layout)
        owner, programs = find_owner(layout.data), copy_wheel(layout)
        make_folders(layout, owner)
        old = cluster.data_version(layout.data)
        if not old or old == programs.major:
            return ""
        upgrading.upgrade(layout, owner, programs)
        return old


def client_program(name: str) -> Path:
    """This function will return a client program of the wheel (`psql`, `pg_dump`, `pg_restore`), to be run as the present user."""
    return find_wheel().bin / name


def _hold(layout: Layout, tuning: Tuning) -> IO[str]:
    make_home(layout)
    handle = _open(layout, layout.holders)
    fcntl.flock(handle, fcntl.LOCK_SH)
    if ensure_running(layout.var, tuning=tuning):
        layout.transient.touch()
    return handle


def _start(layout: Layout, tuning: Tuning) -> None:
    upgrading.check_not_interrupted(layout)
    owner = find_owner(layout.data)
    programs = copy_wheel(layout)
    make_folders(layout, owner)
    version = cluster.data_version(layout.data)
    if not version:
        cluster.create(layout, owner, programs)
    elif version != programs.major:
        raise EmbeddedError(upgrading.advice(layout, version, programs.major))
    cluster.start(layout, owner, programs, tuning=tuning)


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    make_home(layout)
    check_not_copied(layout)
    with _open(layout, layout.lock) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _open(layout: Layout, file: Path) -> IO[str]:
    try:
        return file.open("a")
    except PermissionError:
        raise EmbeddedError(
            f"{layout.home} belongs to another user: run as that user, or set PARIPURNA_VAR to a folder of yours."
        ) from None


def _is_alone(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
