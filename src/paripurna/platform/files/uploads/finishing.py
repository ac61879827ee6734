"""An upload that is whole is judged, kept, and handed to its room in one transaction; or refused with a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.platform.access.types import Refused
from paripurna.platform.audit import actions as audit
from paripurna.platform.files.actions import join_pictures
from paripurna.platform.files.keeping import Judged, judge, register
from paripurna.platform.files.models import StoredFile, Upload
from paripurna.platform.files.names import clean_filename, with_extension
from paripurna.platform.files.types import FileRefused, MediaType, Refusal
from paripurna.platform.files.uploads import parts
from paripurna.platform.files.uploads.policy import check_may_begin
from paripurna.platform.files.uploads.queries import get_kind
from paripurna.platform.files.uploads.types import LIVES_FOR, PAGE_KINDS, PagesMissing, UploadKind, UploadState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def finish_upload(*, upload: Upload, by: User, at: datetime) -> Upload:
    """This function will keep or refuse an upload that has arrived, once, however often it is called.

    Returns it as it stands then. Raises `UploadBusy`, `PartLost`, and `FileRefused` when the reason passes: the upload
    stays as it is and can be finished later.
    """
    if upload.state != UploadState.RECEIVED:
        return upload
    with parts.held(upload.code) as part:
        upload.refresh_from_db()
        if upload.state == UploadState.RECEIVED:
            upload = _settle(upload, part.path, by=by, at=at)
        part.path.unlink(missing_ok=True)
    return upload


def join_pages(
    *, city: City, kind: UploadKind, code: UUID, pages: Sequence[UUID], filename: str, by: User, at: datetime
) -> Upload:
    """This function will make one PDF of pictures that were uploaded as pages, in this order, and hand it to the room.

    The client names the new upload by `code`: asked twice, it is done once. Raises `PagesMissing` and what the room raises.
    """
    if done := _find_joined(city, kind, code, by):
        return done
    waiting = _pages(city, kind, pages, by)
    file = join_pictures(files=[page.file for page in waiting if page.file], at=at)
    with transaction.atomic():
        locked = Upload.objects.select_for_update().filter(pk__in=[page.pk for page in waiting])
        if len(locked) != len(waiting):  # another request was quicker
            return _find_joined(city, kind, code, by) or _missing()
        joined = Upload.objects.create(
            code=code, **_joined(waiting[0], file, filename), begun_at=at, expires_at=at + LIVES_FOR
        )
        _hand_over(joined, kind, by=by, at=at)
        locked.delete()
    return joined


def _settle(upload: Upload, path: Path, *, by: User, at: datetime) -> Upload:
    kind = get_kind(upload.kind)
    try:
        judged = judge(path, upload.filename, kinds=PAGE_KINDS if upload.is_page else kind.media_types)
        return _keep(upload, kind, path, judged, by=by, at=at)
    except FileRefused as refused:
        if refused.reason.passes:
            raise
        return _refuse(upload, refused.reason, str(refused), by=by, at=at)
    except Refused as refused:
        return _refuse(upload, Refusal.BY_ROOM, str(refused), by=by, at=at)


@transaction.atomic
def _keep(upload: Upload, kind: UploadKind, path: Path, judged: Judged, *, by: User, at: datetime) -> Upload:
    kept = Upload.objects.select_for_update(of=("self",)).select_related("city", "brought_by").get(pk=upload.pk)
    name = with_extension(kept.filename, judged.kind.extension)
    if name != kept.filename:
        kept.sentence = _remark(judged.kind)
    kept.file, kept.filename = register(path, judged, at=at), name
    kept.state, kept.expires_at = UploadState.KEPT, at + LIVES_FOR
    kept.save()
    if not kept.is_page:
        _hand_over(kept, kind, by=by, at=at)
    return kept


def _hand_over(kept: Upload, kind: UploadKind, *, by: User, at: datetime) -> None:
    """The room is asked anew: a right may have ended while the bytes came."""
    check_may_begin(by, kept.city, kind, kept.metadata)
    kept.result = dict(kind.on_kept(kept, by, at) or {})
    kept.save(update_fields=["result"])


@transaction.atomic
def _refuse(upload: Upload, reason: Refusal, sentence: str, *, by: User, at: datetime) -> Upload:
    upload.state, upload.refusal, upload.sentence = UploadState.REFUSED, reason, sentence[:400]
    upload.expires_at = at + LIVES_FOR
    upload.save(update_fields=["state", "refusal", "sentence", "expires_at"])
    subject, details = f"files.upload:{upload.code}", {"reason": reason.value}
    audit.record(verb="files.upload_refused", city=upload.city, subject=subject, details=details, by=by, at=at)
    return upload


def _remark(kind: MediaType) -> str:
    name = kind.extension.removeprefix(".").upper()
    return _("The name said otherwise, but the content is %(kind)s; the name now ends so.") % {"kind": name}


def _find_joined(city: City, kind: UploadKind, code: UUID, by: User) -> Upload | None:
    return Upload.objects.filter(city=city, kind=kind.name, brought_by=by, code=code).first()


def _pages(city: City, kind: UploadKind, codes: Sequence[UUID], by: User) -> list[Upload]:
    mine = Upload.objects.filter(city=city, kind=kind.name, brought_by=by, is_page=True, state=UploadState.KEPT)
    found = {page.code: page for page in mine.filter(code__in=codes).select_related("file", "city", "brought_by")}
    if not codes or set(codes) != set(found):
        _missing()
    return [found[code] for code in codes]


def _missing() -> Upload:
    raise PagesMissing


def _joined(first: Upload, file: StoredFile, filename: str) -> dict[str, Any]:
    return {
        "city": first.city,
        "brought_by": first.brought_by,
        "kind": first.kind,
        "filename": with_extension(clean_filename(filename), file.kind.extension),
        "metadata": first.metadata,
        "size": file.size,
        "offset": file.size,
        "state": UploadState.KEPT,
        "file": file,
    }
