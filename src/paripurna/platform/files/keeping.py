"""A whole file on this machine becomes a kept one: judged first, then registered in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.scanning import check_clean
from paripurna.platform.files.types import FileRefused, MediaType, Refusal

LOCKS = 7_104_002


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found out about a content: enough to register it."""

    hash: str
    size: int
    kind: MediaType


def limit_of(max_bytes: int | None) -> int:
    """This function will return the largest size that is taken: a limit of one's own never lifts the installation's."""
    return min(max_bytes or settings.FILES_MAX_BYTES, settings.FILES_MAX_BYTES)


def check_size(size: int, max_bytes: int | None = None) -> None:
    """This function will raise `FileRefused` for what is too large."""
    limit = limit_of(max_bytes)
    if size > limit:
        raise FileRefused(Refusal.TOO_LARGE, limit=limit // 1024**2)


def judge(
    file: Path, filename: str, *, kinds: frozenset[MediaType] | None = None, content_hash: str | None = None
) -> Judged:
    """This function will look through a whole file, and take its hash unless that is known. Raises `FileRefused`."""
    from paripurna.platform.files.sniffing import media_type_of  # late: loads PDFium, Pillow and calamine

    kind = media_type_of(file, filename)
    if kinds is not None and kind not in kinds:
        raise FileRefused(Refusal.KIND)
    check_clean(file)
    return Judged(content_hash or hash_of(file), file.stat().st_size, kind)


def register(file: Path, judged: Judged, *, at: datetime) -> StoredFile:
    """This function will put a judged file into the store, unless its content lies there, and return its entry."""
    with transaction.atomic():
        lock(judged.hash)
        if not store.exists(store.key_of(judged.hash)):
            store.put(file, store.key_of(judged.hash))
        entry, _made = StoredFile.objects.update_or_create(
            hash=judged.hash, defaults={"stored_at": at}, create_defaults=_entry(judged, at)
        )
    return entry


def lock(content_hash: str) -> None:
    """This function will have bringing and forgetting the same content wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, content_hash])


def hash_of(file: Path) -> str:
    """This function will return the SHA-256 of a whole file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _entry(judged: Judged, at: datetime) -> dict[str, object]:
    return {"size": judged.size, "media_type": judged.kind.value, "stored_at": at}
