"""Where contents lie: a folder of this machine or an S3-compatible store, by setting. Keys are hashes."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

from paripurna.platform.files.types import CHUNK, BeingMade, FileLost, FileRefused, Refusal

FULL = {errno.ENOSPC, errno.EDQUOT}
UNLINKABLE = {errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK}
INCOMING = ".incoming"
SHOWN = "shown"
HASH_LENGTH = 64


def key_of(content_hash: str) -> str:
    return f"{content_hash[:2]}/{content_hash}"


def shown_key_of(content_hash: str) -> str:
    """This function will return the key of a picture as people see it: turned upright, without what the camera noted."""
    return f"{SHOWN}/{key_of(content_hash)}"


def derived_key_of(content_hash: str, name: str) -> str:
    """This function will return the key of something made of a content: a drawn page, blurred faces. It goes with it."""
    return f"{SHOWN}/{content_hash}/{name}"


@contextmanager
def incoming() -> Iterator[Path]:
    """This function will give a place for a file on its way in, gone afterwards. Raises `FileRefused` on a full disk."""
    check_space()
    handle, name = tempfile.mkstemp(dir=incoming_folder())
    os.close(handle)
    try:
        with full_disk_told():
            yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def making(name: str, *, wanted: int = 0) -> Iterator[Path]:
    """This function will give an empty file to make something of about `wanted` bytes in, gone afterwards.

    The kernel lets its lock go when a process dies; what it left is emptied by the next one, or swept after a day. Raises
    `BeingMade` while another process holds it, and `FileRefused` on a full disk.
    """
    check_space(wanted)
    path = incoming_folder() / f"{name}.made"
    with full_disk_told(), path.open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BeingMade(name) from error
        if os.fstat(held.fileno()).st_nlink == 0:  # its maker has just finished
            raise BeingMade(name)
        held.truncate(0)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def full_disk_told() -> Iterator[None]:
    """This function will turn a full disk into a refusal with its sentence. Raises `FileRefused`."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise FileRefused(Refusal.DISK_FULL) from error
        raise


def put(file: Path, key: str) -> None:
    """This function will keep a whole file at `key`, at once or not at all; the same key means the same content.

    `file` stays where it is until its owner removes it, so that a server that dies in between has lost nothing.
    """
    storage = _storage()
    if isinstance(storage, FileSystemStorage):
        _link(file, Path(storage.path(key)))
    elif not storage.exists(key):
        with file.open("rb") as stream:
            storage.save(key, File(stream))


def put_bytes(content: bytes, key: str) -> None:
    """This function will keep a small derived content."""
    with incoming() as file:
        file.write_bytes(content)
        put(file, key)


def exists(key: str) -> bool:
    return _storage().exists(key)


def size_of(key: str) -> int:
    return _storage().size(key)


def delete(key: str) -> None:
    _storage().delete(key)


def read(key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
    """This function will yield a content, or a part of it, a chunk at a time. Raises `FileLost` at once.

    It is opened with the first chunk, so that an answer nobody reads (to HEAD) leaves nothing open.
    """
    storage = _storage()
    if not storage.exists(key):
        raise FileLost(key)
    read_part = _read_object if hasattr(storage, "bucket") else _read_stream
    return read_part(storage, key, start, length)


@contextmanager
def opened(key: str) -> Iterator[Path]:
    """This function will give a content as a file of this machine, to be read only: a copy where the store is elsewhere.

    Raises `FileLost`.
    """
    storage = _storage()
    if not storage.exists(key):
        raise FileLost(key)
    if isinstance(storage, FileSystemStorage):
        yield Path(storage.path(key))
        return
    with incoming() as copy:
        with copy.open("wb") as out:
            out.writelines(read(key))
        yield copy


def list_derived(content_hash: str) -> list[str]:
    """This function will return the names of everything that was made of a content."""
    try:
        _folders, names = _storage().listdir(f"{SHOWN}/{content_hash}")
    except FileNotFoundError:
        return []
    return sorted(names)


def delete_derived(content_hash: str) -> None:
    """This function will delete everything that was made of a content."""
    storage = _storage()
    for name in list_derived(content_hash):
        storage.delete(derived_key_of(content_hash, name))
    if isinstance(storage, FileSystemStorage):
        with suppress(OSError):  # somebody has just made another one; the next sweep finds it
            Path(storage.path(f"{SHOWN}/{content_hash}")).rmdir()


def list_shown() -> list[str]:
    """This function will return the hashes of all contents of which something was made."""
    try:
        folders, _files = _storage().listdir(SHOWN)
    except FileNotFoundError:
        return []
    return sorted(folder for folder in folders if len(folder) == HASH_LENGTH)


def list_keys() -> Iterator[str]:
    """This function will yield the keys of all originals."""
    storage = _storage()
    try:
        folders, _files = storage.listdir("")
    except FileNotFoundError:
        return
    for folder in sorted(folders):
        if len(folder) == 2:
            yield from (f"{folder}/{name}" for name in sorted(storage.listdir(folder)[1]) if not name.startswith("."))


def modified_at(key: str) -> Any:
    return _storage().get_modified_time(key)


def check_writable() -> None:
    """This function will write and delete a little file. Raises `OSError` or the store's own error."""
    storage = _storage()
    storage.delete(storage.save(".writable", ContentFile(b"1")))


def incoming_folder() -> Path:
    """This function will return the folder of files on their way in: on the store's own disk, unless set otherwise."""
    storage = _storage()
    if settings.FILES_INCOMING:
        folder = Path(settings.FILES_INCOMING)
    elif isinstance(storage, FileSystemStorage):
        folder = Path(storage.path(INCOMING))
    else:
        folder = Path(settings.VAR_DIR) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def check_space(wanted: int = 0) -> None:
    """This function will raise `FileRefused` when the disk would have less left than its reserve."""
    if shutil.disk_usage(incoming_folder()).free - wanted < settings.FILES_RESERVE_BYTES:
        raise FileRefused(Refusal.DISK_FULL)


def sync_folder(folder: Path) -> None:
    """This function will return when the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _storage() -> Storage:
    return storages["default"]


def _link(file: Path, target: Path) -> None:
    """A second name for the same bytes costs nothing; where the disks differ, a copy takes its name when it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.link(file, target)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in UNLINKABLE:
            raise
        _copy(file, target)
    sync_folder(target.parent)


def _copy(file: Path, target: Path) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with file.open("rb") as source, os.fdopen(handle, "wb") as out:
            shutil.copyfileobj(source, out, CHUNK)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _read_stream(storage: Storage, key: str, start: int, length: int | None) -> Iterator[bytes]:
    with storage.open(key) as stream:
        stream.seek(start)
        left = length
        while left is None or left > 0:
            chunk = stream.read(CHUNK if left is None else min(CHUNK, left))
            if not chunk:
                return
            left = None if left is None else left - len(chunk)
            yield chunk


def _read_object(storage: Any, key: str, start: int, length: int | None) -> Iterator[bytes]:
    """Ask the store for the part alone, rather than fetching the whole to throw most of it away."""
    end = "" if length is None else start + length - 1
    client = storage.connection.meta.client
    answer = client.get_object(Bucket=storage.bucket_name, Key=key, Range=f"bytes={start}-{end}")
    with closing(answer["Body"]) as body:
        yield from body.iter_chunks(CHUNK)
