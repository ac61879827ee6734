"""Making an archive: a dump and the files it speaks of, of one and the same instant, while people go on working."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from paripurna import __version__
from paripurna.platform.backup import inventory
from paripurna.platform.backup.programs import Server, find_program, major_of, run
from paripurna.platform.backup.types import DUMP, FILES, KEYS, MANIFEST, UNSAVED_TABLES, BackupError, Manifest
from paripurna.platform.files import store
from paripurna.platform.files.types import CHUNK, FileLost


def save(target: Path, *, at: datetime, with_keys: bool = False) -> tuple[Path, Manifest]:
    """This function will write an archive to the file `target` (`….tar`), or else into that folder, and return it with its manifest.

    The archive appears under its name only when it is whole. Raises `BackupError`.
    """
    place = target if target.suffix == ".tar" else target / f"paripurna-{at:%Y%m%d-%H%M%S}.tar"
    if place.exists():
        raise BackupError(f"{place} sudah ada; pilih nama lain.")
    if not place.parent.is_dir():
        raise BackupError(f"Folder {place.parent} tidak ada.")
    try:
        manifest = _write(place, at, with_keys=with_keys)
    except OSError as error:
        raise BackupError(f"Cadangan tidak dapat ditulis ke {place}: {error.strerror}.") from error
    return place, manifest


def _write(place: Path, at: datetime, *, with_keys: bool) -> Manifest:
    draft = place.with_name(f".{place.name}.unfinished")
    try:
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".paripurna-") as folder:
            dump = Path(folder) / DUMP
            saved = _save_database(dump, at)
            with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as out:
                with tarfile.open(fileobj=out, mode="w") as archive:
                    archive.add(dump, DUMP)
                    manifest = _add_files(archive, saved)
                    if with_keys:
                        _add_keys(archive)
                    _add_bytes(archive, MANIFEST, manifest.to_json().encode())
                os.fsync(out.fileno())
        draft.rename(place)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _save_database(dump: Path, at: datetime) -> Manifest:
    server = Server.current()
    program = find_program("pg_dump", at_least=server.major)
    with _snapshot() as snapshot:
        left_out = [f"--exclude-table-data={table}" for table in UNSAVED_TABLES]
        form = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={snapshot}"]
        run([str(program), f"--dbname={server.conninfo}", *form, *left_out, f"--file={dump}"], server)
        return Manifest(
            made_at=at.isoformat(),
            version=__version__,
            server_major=server.major,
            dump_major=major_of(program),
            dump_hash=hash_of(dump),
            dump_size=dump.stat().st_size,
            files=inventory.list_files(),
            rows=inventory.count_rows(),
            heads=inventory.list_heads(),
            key_ids=inventory.list_key_ids(),
        )


@contextmanager
def _snapshot() -> Iterator[str]:
    """What is counted here and what pg_dump writes are the same instant, whatever people do meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _add_files(archive: tarfile.TarFile, saved: Manifest) -> Manifest:
    for content_hash, size in saved.files.items():
        try:
            chunks = store.read(store.key_of(content_hash))
        except FileLost:
            saved.missing_files.append(content_hash)
            continue
        member = tarfile.TarInfo(FILES + store.key_of(content_hash))
        member.size = size
        archive.addfile(member, Joined(chunks))
    return saved


def _add_keys(archive: tarfile.TarFile) -> None:
    if settings.CRYPTO_KEYS:
        raise BackupError(
            "Kunci ada di PARIPURNA_KEYS, bukan di berkas; simpan sendiri, lalu ulangi tanpa --with-keys."
        )
    _add_bytes(archive, KEYS, Path(settings.CRYPTO_KEY_FILE).read_bytes())


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))


def hash_of(file: Path) -> str:
    """This function will return the SHA-256 of a file, a chunk at a time."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Joined(io.RawIOBase):
    """Chunks read as one file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int = CHUNK) -> bytes:
        while len(self._rest) < size and (chunk := next(self._chunks, b"")):
            self._rest += chunk
        part, self._rest = self._rest[:size], self._rest[size:]
        return part
