"""What the clock does to uploads: those left whole are finished, those left half are forgotten with their bytes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.platform.files.models import Upload
from paripurna.platform.files.types import FileRefused
from paripurna.platform.files.uploads import parts
from paripurna.platform.files.uploads.finishing import finish_upload
from paripurna.platform.files.uploads.types import LIVES_FOR, UNFINISHED, PartLost, UploadBusy, UploadState

LEFT_FOR = timedelta(minutes=2)  # since its last byte: whoever was sending it has gone
UNTOUCHED_FOR = timedelta(days=1)


def finish_left(*, at: datetime) -> int:
    """This function will finish uploads that arrived and whose bringer did not stay to see it, and return how many."""
    waiting = Upload.objects.filter(state=UploadState.RECEIVED, expires_at__lt=at + LIVES_FOR - LEFT_FOR)
    return sum(_finished(upload, at) for upload in waiting.select_related("city", "brought_by").order_by("pk"))


def sweep_uploads(*, at: datetime) -> int:
    """This function will expire uploads that nobody went on with, and return how many files it deleted."""
    for upload in Upload.objects.unfinished().filter(expires_at__lt=at).order_by("pk"):
        _expire(upload, at)
    Upload.objects.exclude(state__in=UNFINISHED).filter(expires_at__lt=at).delete()
    return sum(_forget(path) for path in parts.list_left(before=at - UNTOUCHED_FOR))


def _finished(upload: Upload, at: datetime) -> bool:
    try:
        finish_upload(upload=upload, by=upload.brought_by, at=at)
    except (UploadBusy, PartLost, FileRefused, NotAllowed, Stranger):
        return False  # another time, until it expires
    return True


def _expire(upload: Upload, at: datetime) -> None:
    try:
        parts.remove(upload.code)
    except UploadBusy:
        return
    Upload.objects.unfinished().filter(pk=upload.pk).update(state=UploadState.EXPIRED, expires_at=at + LIVES_FOR)


def _forget(path: Path) -> bool:
    """A part of an upload that goes on stays, whenever it was last touched."""
    if path.suffix == parts.SUFFIX and Upload.objects.unfinished().filter(code=UUID(path.stem)).exists():
        return False
    path.unlink(missing_ok=True)
    return True
