"""As whom the server runs: the present user, or an unprivileged one when that is root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from paripurna.platform.embedded.types import EmbeddedError, Owner

SERVICE_USER = "paripurna"
FALLBACK_USER = "postgres"  # where the machine forbids to create a user, and Debian's PostgreSQL has left one


def find_owner(data: Path) -> Owner:
    """This function will return the user who owns `data`, else the one who is to own it.

    Raises `EmbeddedError` when the data is another's or nobody unprivileged can be found.
    """
    if data.exists():
        return _owner_of(data)
    if os.geteuid() != 0:
        return _named(os.geteuid())
    return _service_owner()


def _owner_of(data: Path) -> Owner:
    uid = data.stat().st_uid
    if uid == 0:
        raise EmbeddedError(f"{data} belongs to root, as whom PostgreSQL does not run: move it away and start again.")
    if os.geteuid() not in {0, uid}:
        raise EmbeddedError(
            f"{data} belongs to another user (uid {uid}): run as that user or set PARIPURNA_VAR to a folder of yours."
        )
    return _named(uid)


def _named(uid: int) -> Owner:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise EmbeddedError(
            f"User {uid} has no name on this machine, which PostgreSQL needs: add it to /etc/passwd or set DATABASE_URL."
        ) from None
    return Owner(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _service_owner() -> Owner:
    owner = _lookup(SERVICE_USER) or _create() or _lookup(FALLBACK_USER)
    if owner is None:
        raise EmbeddedError(
            f"PostgreSQL does not run as root and no other user is available: "
            f"run `useradd --system {SERVICE_USER}` or start as an ordinary user."
        )
    return owner


def _lookup(name: str) -> Owner | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Owner(entry.pw_uid, entry.pw_gid, entry.pw_name)


def _create() -> Owner | None:
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        return None
    options = [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/nonexistent",
        "--shell",
        "/usr/sbin/nologin",
    ]
    subprocess.run([program, *options, SERVICE_USER], check=False, capture_output=True)
    return _lookup(SERVICE_USER)
