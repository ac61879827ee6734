"""Writes of uploads: begun, received piece by piece, finished, dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from paripurna.platform.files import store
from paripurna.platform.files.keeping import check_size
from paripurna.platform.files.models import Upload
from paripurna.platform.files.names import clean_filename
from paripurna.platform.files.syncing import Syncing
from paripurna.platform.files.types import FileRefused, Refusal
from paripurna.platform.files.uploads import parts
from paripurna.platform.files.uploads.finishing import finish_upload as finish_upload
from paripurna.platform.files.uploads.finishing import join_pages as join_pages
from paripurna.platform.files.uploads.policy import check_can_append, check_can_begin, check_can_drop, check_may_begin
from paripurna.platform.files.uploads.types import (
    LIVES_FOR,
    Brought,
    ChecksumMismatch,
    OffsetConflict,
    Piece,
    UploadKind,
    UploadOver,
    UploadState,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def begin_upload(*, city: City, kind: UploadKind, brought: Brought, by: User, at: datetime) -> Upload:
    """This function will open an upload. Raises what the room's check raises, `FileRefused` or `TooManyUploads`."""
    check_may_begin(by, city, kind, brought.metadata)
    check_can_begin(by, city)
    if brought.size == 0:
        raise FileRefused(Refusal.EMPTY)
    check_size(brought.size, kind.max_bytes)
    store.check_space(brought.size)
    return Upload.objects.create(
        city=city,
        brought_by=by,
        kind=kind.name,
        filename=clean_filename(brought.filename),
        metadata=brought.metadata,
        size=brought.size,
        is_page=brought.is_page,
        begun_at=at,
        expires_at=at + LIVES_FOR,
    )


def append_piece(*, upload: Upload, piece: Piece, at: datetime) -> Upload:
    """This function will take bytes in, as far as they come, and tell the database when they are on the disk.

    Raises `UploadBusy`, `OffsetConflict`, `ChecksumMismatch`, `PartLost`, `UploadOver`, or `FileRefused` on a full disk.
    """
    with store.full_disk_told(), parts.held(upload.code, new=upload.offset == 0) as part:
        upload.refresh_from_db(fields=["offset", "state"])
        check_can_append(upload)
        if piece.offset != upload.offset:
            raise OffsetConflict(upload.offset)
        store.check_space()
        part.cut(upload.offset)
        try:
            _receive(upload, part, piece, at)
        except OSError:
            part.cut(upload.offset)  # what the database was not told of takes no room on a full disk
            raise
    return upload


def bring_whole(
    *, city: City, kind: UploadKind, brought: Brought, chunks: Iterable[bytes], by: User, at: datetime
) -> Upload:
    """This function will take a file in at once: the same steps, without a pause between them. Raises what they raise."""
    upload = begin_upload(city=city, kind=kind, brought=brought, by=by, at=at)
    upload = append_piece(upload=upload, piece=Piece(0, chunks), at=at)
    return finish_upload(upload=upload, by=by, at=at)


def drop_upload(*, upload: Upload, at: datetime) -> None:
    """This function will forget an upload whose bringer thought better of it. Raises `UploadBusy` or `UploadOver`."""
    check_can_drop(upload)
    parts.remove(upload.code)
    if upload.is_page and upload.file_id:
        upload.delete()
        return
    Upload.objects.unfinished().filter(pk=upload.pk).update(state=UploadState.EXPIRED, expires_at=at + LIVES_FOR)


def _receive(upload: Upload, part: parts.Part, piece: Piece, at: datetime) -> None:
    """First the disk, then the database: while bytes go to the disk the next ones come in, and are told of later."""
    digest, position = hashlib.sha256(), upload.offset
    with Syncing(part.sync, since=position) as disk:
        for chunk in piece.chunks:
            position = part.write(position, chunk[: upload.size - position])
            disk.grown(position)
            if piece.checksum is not None:
                digest.update(chunk)
            elif disk.reached > upload.offset:
                _tell(upload, disk.reached, at)
        if piece.checksum is not None and digest.digest() != piece.checksum:
            raise ChecksumMismatch
        if position > upload.offset:
            disk.finish()
            _tell(upload, position, at)


def _tell(upload: Upload, position: int, at: datetime) -> None:
    state = UploadState.RECEIVED if position == upload.size else UploadState.OPEN
    told = Upload.objects.filter(pk=upload.pk, state=UploadState.OPEN).update(
        offset=position, state=state, expires_at=at + LIVES_FOR
    )
    if not told:
        raise UploadOver
    upload.offset, upload.state = position, state
