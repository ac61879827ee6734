"""Making the database's own folders, and refusing to touch anybody else's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from paripurna.platform.embedded.layout import Layout, write_once
from paripurna.platform.embedded.types import EmbeddedError, Owner

NEEDED_BYTES = 300 * 1024 * 1024  # an empty cluster, its programs and the first log segments


def make_home(layout: Layout) -> None:
    """This function will make the folder of the database, open for passage so that its owner can reach the data."""
    try:
        if not layout.home.is_relative_to(layout.var):
            _make(layout.home.parent, 0o755)
        layout.var.mkdir(parents=True, exist_ok=True)
        _make(layout.home, 0o755)
    except OSError as error:
        raise EmbeddedError(
            f"Cannot make {layout.home}: {error.strerror}. Set PARIPURNA_VAR to a folder of yours, or DATABASE_URL."
        ) from error
    if not layout.home.is_relative_to(layout.var):
        write_once(layout.home / "claimed-by", str(layout.var))


def make_folders(layout: Layout, owner: Owner) -> None:
    """This function will make the folders that the server writes to, for its owner alone."""
    _make(layout.programs, 0o755)
    for folder in (layout.logs, layout.socket_dir):
        _make(folder, 0o700)
        if folder.stat().st_uid == os.geteuid() != owner.uid:
            os.chown(folder, owner.uid, owner.gid)
        if folder.stat().st_uid != owner.uid:
            raise EmbeddedError(
                f"{folder} belongs to another user: remove it, or set PARIPURNA_VAR to a shorter folder of yours."
            )


def make_data(layout: Layout, owner: Owner) -> Path:
    """This function will make the empty folder that `initdb` fills; a half-made one of earlier is thrown away."""
    shutil.rmtree(layout.unfinished_data, ignore_errors=True)
    layout.unfinished_data.mkdir(mode=0o700)
    if os.geteuid() != owner.uid:
        os.chown(layout.unfinished_data, owner.uid, owner.gid)
    return layout.unfinished_data


def check_space(layout: Layout, needed: int = NEEDED_BYTES) -> None:
    """This function will raise `EmbeddedError` when the disk cannot hold `needed` bytes more."""
    free = shutil.disk_usage(layout.home).free
    if free < needed:
        raise EmbeddedError(
            f"The disk of {layout.home} has {free >> 20} MB left and the database needs {needed >> 20} MB: free some space."
        )


def _make(folder: Path, mode: int) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=mode, exist_ok=True)
        folder.chmod(mode)  # whatever the umask
