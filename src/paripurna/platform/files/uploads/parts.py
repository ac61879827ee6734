"""Part files: what has arrived of uploads, on the disk of this machine.

A part is written by one request at a time (a lock that the kernel lets go when a process dies), and lies on the disk
before the database says so. It may be longer than the database says, after a crash, and is never shorter.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from paripurna.platform.files import store
from paripurna.platform.files.uploads.types import PartLost, UploadBusy

FOLDER, SUFFIX = "parts", ".part"


@dataclass(frozen=True, slots=True)
class Part:
    """An opened part that nobody else writes."""

    path: Path
    descriptor: int

    def cut(self, offset: int) -> None:
        """This function will take off what a crash left beyond `offset`. Raises `PartLost` when it is shorter."""
        if os.fstat(self.descriptor).st_size < offset:
            raise PartLost
        os.ftruncate(self.descriptor, offset)

    def write(self, offset: int, chunk: bytes) -> int:
        """This function will write a chunk and return where it ends."""
        left = memoryview(chunk)
        while left:
            written = os.pwrite(self.descriptor, left, offset)
            left, offset = left[written:], offset + written
        return offset

    def sync(self) -> None:
        """This function will return when what was written is on the disk."""
        os.fsync(self.descriptor)


@contextmanager
def held(code: UUID, *, new: bool = False) -> Iterator[Part]:
    """This function will open a part for one request. Raises `UploadBusy` or `PartLost`."""
    path = path_of(code)
    descriptor = _open(path, new=new)
    try:
        _lock(descriptor)
        yield Part(path, descriptor)
    finally:
        os.close(descriptor)


def path_of(code: UUID) -> Path:
    folder = store.incoming_folder() / FOLDER
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{code}{SUFFIX}"


def has_arrived(code: UUID, offset: int) -> bool:
    """This function will say whether the bytes up to `offset` lie on this machine."""
    try:
        return path_of(code).stat().st_size >= offset
    except FileNotFoundError:
        return offset == 0


def remove(code: UUID) -> None:
    """This function will delete a part. Raises `UploadBusy` while somebody writes it."""
    try:
        with held(code) as part:
            part.path.unlink(missing_ok=True)
    except PartLost:
        return


def list_left(before: datetime) -> Iterator[Path]:
    """This function will yield everything in the incoming folder that nobody has touched since `before`."""
    for path in sorted(store.incoming_folder().rglob("*")):
        try:
            touched = path.stat().st_mtime
        except FileNotFoundError:
            continue
        if path.is_file() and datetime.fromtimestamp(touched, UTC) < before:
            yield path


def _open(path: Path, *, new: bool) -> int:
    try:
        return os.open(path, os.O_RDWR)
    except FileNotFoundError:
        if not new:
            raise PartLost from None
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    store.sync_folder(path.parent)
    return descriptor


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise UploadBusy from error
    if os.fstat(descriptor).st_nlink == 0:  # deleted between opening and locking
        raise UploadBusy
