"""Bringing an archive back into an empty place: everything is checked before, during and after."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from paripurna.platform.audit.chains import verify
from paripurna.platform.backup import inventory
from paripurna.platform.backup.programs import Server, find_program, last_line
from paripurna.platform.backup.saving import hash_of
from paripurna.platform.backup.types import DUMP, FILES, KEYS, MANIFEST, BackupError, Manifest
from paripurna.platform.crypto.keys import current_ring
from paripurna.platform.files import store
from paripurna.platform.files.types import CHUNK

UNKNOWN_TO_OLD_SERVERS = b"SET transaction_timeout"  # newer programs say it, servers before 17 stumble over it


def restore(source: Path) -> tuple[Manifest, list[str]]:
    """This function will fill the empty database and store of this installation from an archive.

    It returns the manifest and sentences on what still needs a person. Either all is brought back or nothing. Raises
    `BackupError`.
    """
    with _opened(source) as archive, tempfile.TemporaryDirectory(prefix="paripurna-") as folder:
        manifest = Manifest.from_json(_read(archive, MANIFEST))
        server = Server.current()
        _check_place(manifest, server)
        dump = Path(folder) / DUMP
        _extract(archive, DUMP, dump)
        if hash_of(dump) != manifest.dump_hash:
            raise BackupError("Isi basis data di dalam cadangan rusak; pakai salinan lain.")
        with _undone_on_failure(manifest):
            for content_hash in manifest.files:
                if content_hash not in manifest.missing_files:
                    _bring_file(archive, content_hash)
            _bring_database(dump, server, manifest.dump_major)
        remarks = [*_bring_keys(archive), *_check_restored(manifest)]
    return manifest, remarks


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:") as archive:
            yield archive
    except FileNotFoundError as error:
        raise BackupError(f"{source} tidak ada.") from error
    except tarfile.TarError as error:
        raise BackupError(f"{source} bukan cadangan Paripurna, atau terpotong.") from error


def _check_place(manifest: Manifest, server: Server) -> None:
    if connection.introspection.table_names():
        raise BackupError(
            "Basis data sudah berisi. Pulihkan ke basis data kosong: DATABASE_URL atau PARIPURNA_VAR lain."
        )
    if next(store.list_keys(), None) is not None:
        raise BackupError("Tempat berkas sudah berisi. Pulihkan ke PARIPURNA_VAR (atau bucket) yang kosong.")
    if manifest.server_major > server.major:
        raise BackupError(
            f"Cadangan dibuat pada PostgreSQL {manifest.server_major}; server ini {server.major}. Pakai yang sama atau lebih baru."
        )


def _bring_file(archive: tarfile.TarFile, content_hash: str) -> None:
    digest = hashlib.sha256()
    with store.incoming() as place, place.open("wb") as out:
        with _member(archive, FILES + store.key_of(content_hash)) as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
                out.write(chunk)
        if digest.hexdigest() != content_hash:
            raise BackupError(f"Berkas {content_hash[:12]} di dalam cadangan rusak; pakai salinan lain.")
        out.flush()
        os.fsync(out.fileno())
        store.put(place, store.key_of(content_hash))


def _bring_database(dump: Path, server: Server, dump_major: int) -> None:
    """One transaction: a restore that fails leaves the database as empty as it was."""
    oldest = max(server.major, dump_major)
    write = [str(find_program("pg_restore", at_least=oldest)), "--no-owner", "--no-privileges", "--file=-", str(dump)]
    rules = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    take = [str(find_program("psql", at_least=oldest)), f"--dbname={server.conninfo}", *rules]
    connection.close()
    with tempfile.TemporaryFile() as complaints:
        with (
            subprocess.Popen(write, stdout=subprocess.PIPE, stderr=complaints) as writer,
            subprocess.Popen(take, stdin=subprocess.PIPE, stderr=complaints, env=server.environment()) as taker,
        ):
            _pump(writer.stdout, taker.stdin)
        complaints.seek(0)
        if writer.returncode or taker.returncode:
            told = last_line(complaints.read().decode(errors="replace"))
            raise BackupError(f"Basis data tidak dapat dipulihkan: {told}")


def _pump(source: IO[bytes] | None, target: IO[bytes] | None) -> None:
    if source is None or target is None:
        raise BackupError("Program PostgreSQL tidak dapat dijalankan.")
    try:
        with target:
            for line in source:
                if line.startswith(UNKNOWN_TO_OLD_SERVERS):
                    continue
                target.write(line)
                if line.startswith(b"SELECT pg_catalog.set_config"):
                    break
            shutil.copyfileobj(source, target, CHUNK)
    except BrokenPipeError:
        source.close()  # the program that takes has said why and gone


def _bring_keys(archive: tarfile.TarFile) -> list[str]:
    place = Path(settings.CRYPTO_KEY_FILE)
    if KEYS not in archive.getnames() or place.exists():
        return []
    place.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(_read(archive, KEYS))
    return [f"Berkas kunci dipulihkan ke {place}."]


def _check_restored(manifest: Manifest) -> list[str]:
    """Hold what is there now against what was saved."""
    rows = inventory.count_rows()
    wrong = sorted(table for table in {*rows, *manifest.rows} if rows.get(table) != manifest.rows.get(table))
    if wrong:
        raise BackupError(f"Isi tabel tidak sama dengan cadangan: {', '.join(wrong)}.")
    if inventory.list_heads() != manifest.heads:
        raise BackupError("Kepala rantai jejak tidak sama dengan cadangan.")
    broken = [chain or "pemasangan" for chain in manifest.heads if not verify(chain).is_whole]
    if broken:
        raise BackupError(f"Rantai jejak putus: {', '.join(broken)}. Jalankan: paripurna audit verify")
    lost = sorted(set(manifest.key_ids) - set(current_ring().keys)) if manifest.key_ids else []
    remarks = [f"Kunci {', '.join(lost)} belum ada: kembalikan keys.json dari salinan aman."] if lost else []
    if manifest.missing_files:
        remarks.append(f"{len(manifest.missing_files)} berkas sudah hilang ketika cadangan dibuat.")
    return remarks


@contextmanager
def _undone_on_failure(manifest: Manifest) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for content_hash in manifest.files:
            if store.exists(store.key_of(content_hash)):
                store.delete(store.key_of(content_hash))
        raise


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    with _member(archive, name) as stream:
        return stream.read()


def _extract(archive: tarfile.TarFile, name: str, place: Path) -> None:
    with _member(archive, name) as stream, place.open("wb") as out:
        shutil.copyfileobj(stream, out, CHUNK)


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        stream = archive.extractfile(name)
    except KeyError:
        stream = None
    if stream is None:
        raise BackupError(f"Cadangan tidak lengkap: {name} tidak ada. Mungkin terpotong ketika disalin.")
    return stream
