"""PostgreSQL's own programs: which ones fit the server, and running them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

from paripurna.platform.backup.types import BackupError
from paripurna.platform.embedded import EmbeddedError, client_program

SYSTEM = Path("/usr/lib/postgresql")
MEANT_FOR_LIBPQ = {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey"}


@dataclass(frozen=True, slots=True)
class Server:
    """How to reach the database that Django uses, without the password standing in a list of processes."""

    conninfo: str
    password: str
    major: int

    @classmethod
    def current(cls) -> Server:
        params = connection.get_connection_params()
        place = {key: str(value) for key, value in params.items() if key in MEANT_FOR_LIBPQ and value}
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            major = int(cursor.fetchone()[0]) // 10_000
        return cls(make_conninfo(**place), str(params.get("password") or ""), major)

    def environment(self) -> dict[str, str]:
        return {**os.environ, **({"PGPASSWORD": self.password} if self.password else {})}


def find_program(name: str, *, at_least: int) -> Path:
    """This function will return the program of the oldest major version that is `at_least` that of the server.

    Raises `BackupError` naming the package to install.
    """
    found = sorted((major, path) for path in _candidates(name) if (major := major_of(path)) >= at_least)
    if not found:
        raise BackupError(f"Tidak ada {name} untuk PostgreSQL {at_least}. Pasang paket postgresql-client-{at_least}.")
    return found[0][1]


def run(command: Sequence[str], server: Server) -> None:
    """This function will run a program to its end. Raises `BackupError` with the last line it complained with."""
    done = subprocess.run(command, env=server.environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} gagal: {last_line(done.stderr)}")


def last_line(text: str) -> str:
    return next((line for line in reversed(text.strip().splitlines()) if line.strip()), "tanpa pesan")


def _candidates(name: str) -> list[Path]:
    found = sorted(SYSTEM.glob(f"*/bin/{name}"))
    if on_path := shutil.which(name):
        found.append(Path(on_path))
    try:
        found.append(client_program(name))
    except EmbeddedError:
        return found
    return found


def major_of(program: Path) -> int:
    try:
        told = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(\d+)", told)
    return int(number.group(1)) if number else 0
