"""Keeping files, and forgetting those that nobody owns any more."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.db import transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef, Q, QuerySet

from paripurna.platform.files import store
from paripurna.platform.files.keeping import Judged, check_size, hash_of, judge, lock, register
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.syncing import written
from paripurna.platform.files.types import MediaType

ORPHANED_AFTER = timedelta(days=1)  # long enough for any upload to find its owner


def keep(
    *,
    chunks: Iterable[bytes],
    filename: str,
    at: datetime,
    kinds: frozenset[MediaType] | None = None,
    max_bytes: int | None = None,
) -> StoredFile:
    """This function will keep a content and return its register entry; the same content is kept once.

    `chunks` are written as they come, so memory stays flat: `keep(chunks=upload.chunks(), filename=upload.name, at=now)`.
    The entry belongs to nobody until the caller's row points to it, in the same transaction. `kinds` narrows what may be
    kept, `max_bytes` how large it may be. Raises `FileRefused` with a sentence for the person.
    """
    with store.incoming() as file:
        content_hash = _write(file, chunks, max_bytes)
        return register(file, judge(file, filename, kinds=kinds, content_hash=content_hash), at=at)


def join_pictures(*, files: Sequence[StoredFile], at: datetime) -> StoredFile:
    """This function will make one PDF of pictures, a page each in this order, and keep it. Raises `FileRefused`."""
    from paripurna.platform.files.joining import join  # late: loads pypdf and Pillow

    with store.incoming() as paper:
        join(files, paper)
        return register(paper, judge(paper, paper.name), at=at)


def keep_made(*, name: str, kind: MediaType, size: int, write: Callable[[IO[bytes]], None], at: datetime) -> StoredFile:
    """This function will keep a file that the house itself makes: no limit of uploads holds, nothing is sniffed.

    `write` fills a part file that can seek, to about `size` bytes; before it is whole and on the disk nobody sees it. `name`
    says which file it is: what a killed process left of it is overwritten, and two processes never make it at once. Raises `BeingMade`,
    `FileRefused` on a full disk, and whatever `write` raises.
    """
    with store.making(name, wanted=size) as part:
        with written(part) as out:
            write(out)
        return register(part, Judged(hash_of(part), part.stat().st_size, kind), at=at)


def sweep_orphans(*, at: datetime) -> int:
    """This function will delete contents that no room points to since a day, and return how many."""
    before = at - ORPHANED_AFTER
    hashes = _unowned().filter(stored_at__lt=before).values_list("hash", flat=True)
    swept = sum(_forget(content_hash, before) for content_hash in list(hashes))
    swept += sum(_forget_unknown(key, before) for key in store.list_keys())
    _forget_derived()
    return swept


def _write(file: Path, chunks: Iterable[bytes], max_bytes: int | None) -> str:
    digest, size = hashlib.sha256(), 0
    with written(file) as out:
        for chunk in chunks:
            size += len(chunk)
            check_size(size, max_bytes)
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def _unowned() -> QuerySet[StoredFile]:
    """Entries that no row of any room points to; every foreign key to here counts as an owner."""
    entries = StoredFile.objects.all()
    for relation in _list_pointing():
        pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        entries = entries.filter(~Q(Exists(pointing)))
    return entries


def _list_pointing() -> list[ForeignObjectRel]:
    """Foreign keys to here, also those that cannot be followed back (`related_name="+"`)."""
    return [field for field in StoredFile._meta.get_fields(include_hidden=True) if isinstance(field, ForeignObjectRel)]


def _forget(content_hash: str, before: datetime) -> int:
    with transaction.atomic():
        lock(content_hash)
        gone, _by_model = _unowned().filter(hash=content_hash, stored_at__lt=before).delete()
        if gone:
            _delete(content_hash)
    return gone


def _forget_unknown(key: str, before: datetime) -> int:
    """A content without an entry is what a transaction that failed left behind."""
    content_hash = key.rpartition("/")[2]
    with transaction.atomic():
        lock(content_hash)
        if StoredFile.objects.filter(hash=content_hash).exists() or store.modified_at(key) >= before:
            return 0
        _delete(content_hash)
    return 1


def _forget_derived() -> None:
    """A page that was being drawn while its document went is not left behind."""
    for content_hash in store.list_shown():
        with transaction.atomic():
            lock(content_hash)
            if not StoredFile.objects.filter(hash=content_hash).exists():
                store.delete_derived(content_hash)


def _delete(content_hash: str) -> None:
    for key in (store.shown_key_of(content_hash), store.key_of(content_hash)):
        if store.exists(key):
            store.delete(key)
    store.delete_derived(content_hash)
