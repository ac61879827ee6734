"""Keeping files, and forgetting those that nobody owns any more."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.sniffing import media_type_of
from paripurna.platform.files.types import FileRefused, MediaType, Refusal

ORPHANED_AFTER = timedelta(days=1)  # long enough for any upload to find its owner
LOCKS = 7_104_002


def keep(
    *, chunks: Iterable[bytes], filename: str, at: datetime, kinds: frozenset[MediaType] | None = None
) -> StoredFile:
    """This function will keep a content and return its register entry; the same content is kept once.

    `chunks` are written as they come, so memory stays flat: `keep(chunks=upload.chunks(), filename=upload.name, at=now)`.
    The entry belongs to nobody until the caller's row points to it, in the same transaction. `kinds` narrows what may be
    kept. Raises `FileRefused` with a sentence for the person.
    """
    with store.incoming() as file:
        content_hash, size = _write(file, chunks)
        kind = media_type_of(file, filename)
        if kinds is not None and kind not in kinds:
            raise FileRefused(Refusal.KIND)
        with transaction.atomic():
            _lock(content_hash)
            if not store.exists(store.key_of(content_hash)):
                store.put(file, store.key_of(content_hash))
            entry, _made = StoredFile.objects.update_or_create(
                hash=content_hash, defaults={"stored_at": at}, create_defaults=_entry(size, kind, at)
            )
    return entry


def sweep_orphans(*, at: datetime) -> int:
    """This function will delete contents that no room points to since a day, and return how many."""
    before = at - ORPHANED_AFTER
    hashes = _unowned().filter(stored_at__lt=before).values_list("hash", flat=True)
    swept = sum(_forget(content_hash, before) for content_hash in list(hashes))
    swept += sum(_forget_unknown(key, before) for key in store.list_keys())
    _forget_derived()
    return swept


def _write(file: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with file.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > settings.FILES_MAX_BYTES:
                raise FileRefused(Refusal.TOO_LARGE, limit=settings.FILES_MAX_BYTES // 1024**2)
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _entry(size: int, kind: MediaType, at: datetime) -> dict[str, object]:
    return {"size": size, "media_type": kind.value, "stored_at": at}


def _unowned() -> QuerySet[StoredFile]:
    """Entries that no row of any room points to; every foreign key to here counts as an owner."""
    entries = StoredFile.objects.all()
    for relation in StoredFile._meta.related_objects:
        pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        entries = entries.filter(~Q(Exists(pointing)))
    return entries


def _forget(content_hash: str, before: datetime) -> int:
    with transaction.atomic():
        _lock(content_hash)
        gone, _by_model = _unowned().filter(hash=content_hash, stored_at__lt=before).delete()
        if gone:
            _delete(content_hash)
    return gone


def _forget_unknown(key: str, before: datetime) -> int:
    """A content without an entry is what a transaction that failed left behind."""
    content_hash = key.rpartition("/")[2]
    with transaction.atomic():
        _lock(content_hash)
        if StoredFile.objects.filter(hash=content_hash).exists() or store.modified_at(key) >= before:
            return 0
        _delete(content_hash)
    return 1


def _forget_derived() -> None:
    """A page that was being drawn while its document went is not left behind."""
    for content_hash in store.list_shown():
        with transaction.atomic():
            _lock(content_hash)
            if not StoredFile.objects.filter(hash=content_hash).exists():
                store.delete_derived(content_hash)


def _delete(content_hash: str) -> None:
    for key in (store.shown_key_of(content_hash), store.key_of(content_hash)):
        if store.exists(key):
            store.delete(key)
    store.delete_derived(content_hash)


def _lock(content_hash: str) -> None:
    """Bringing and forgetting the same content wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCKS, content_hash])
