"""Running a PostgreSQL program as the owner of the data, and saying in one line why it failed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from paripurna.platform.embedded.types import EmbeddedError, Owner

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}  # nothing of PG… may leak in
CAUSES = (
    ("No space left on device", "the disk is full: free some space and start again"),
    ("Disk quota exceeded", "the disk quota is used up: free some space and start again"),
    (
        "could not create shared memory",
        "the system gives too little shared memory: raise its limit or set DATABASE_URL",
    ),
    ("is too long", "the path is too long for a socket: set PARIPURNA_VAR to a shorter folder"),
    ("Permission denied", "its user may not read or write there: check the folder's owner"),
)
MARKS = ("FATAL:", "PANIC:", "ERROR:", "error:")


def run(
    owner: Owner, command: Sequence[str], *, cwd: Path, feed: str | IO[bytes] = "", output: IO[bytes] | None = None
) -> str:
    """This function will run `command` as `owner` and return what it printed.

    Raises `EmbeddedError` with the last telling line when it fails.
    """
    options: dict[str, Any] = {"input": feed.encode()} if isinstance(feed, str) else {"stdin": feed}
    if os.geteuid() != owner.uid:
        options |= {"user": owner.uid, "group": owner.gid, "extra_groups": []}
    try:
        done = subprocess.run(
            command,
            cwd=cwd,
            env=ENVIRONMENT,
            stdout=output or subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            **options,
        )
    except OSError as error:
        raise EmbeddedError(f"Cannot run {command[0]} as {owner.name}: {error.strerror or error}.") from error
    if done.returncode:
        raise EmbeddedError(explain(Path(command[0]).name, done.stderr.decode(errors="replace")))
    return (done.stdout or b"").decode(errors="replace")


def explain(program: str, complaint: str) -> str:
    """This function will make one line of a program's complaint: a known cause with its remedy, else its last error."""
    for symptom, cause in CAUSES:
        if symptom in complaint:
            return f"The embedded database ({program}) stopped: {cause}."
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    telling = [line for line in lines if any(mark in line for mark in MARKS)] or lines or ["no reason given"]
    return f"The embedded database ({program}) stopped: {telling[-1]}"
