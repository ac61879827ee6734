"""The door by which files come in, piece by piece or all at once: what `platform.files` asks of this room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import Permission, Refused, Stranger
from paripurna.platform.files.uploads.types import register_upload_kind
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.bringing import bring, check_new, find_destination, read_form, title_of
from paripurna.rooms.evidence.types import ChildContent, Confidentiality, DocumentKind
from paripurna.rooms.sheets.registry import PhotoDoor, register_photo_door

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import Upload
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.queries import Document
    from paripurna.rooms.sheets.queries import Sheet

KIND = "dokumen"  # in the address: /daerah/<city>/unggah/dokumen/


def register() -> None:
    register_upload_kind(KIND, check_upload, take_upload)
    register_photo_door(find_photo_door)


def find_photo_door(sheet: Sheet, user: User, on: date) -> PhotoDoor | None:
    """This function will return the library's door for photos of a sheet, in the name of the person's first agency."""
    if not may(user, Permission.EVIDENCE_EDIT, sheet.city, on=on):
        return None
    agencies = queries.list_bringable(user, sheet.city, queries.read_scope(user, sheet.city, on=on), on=on)
    if not agencies:
        return None
    return PhotoDoor(
        address=reverse("files:upload_begin", kwargs={"city": sheet.city.slug, "kind": KIND}),
        words={
            "kind": DocumentKind.PHOTO.value,
            "agency": str(agencies[0].id),
            "confidentiality": Confidentiality.INTERNAL.value,
            "lembar": str(sheet.code),
        },
        asked="child_content",
        label=_("Does it show children?"),
        choices=tuple((choice.value, choice.label) for choice in ChildContent if choice != ChildContent.RECORDS),
    )


def check_upload(user: User, city: City, words: Mapping[str, str]) -> None:
    """This function will raise `Stranger`, `NotAllowed` or `Refused` before a byte of the file is taken."""
    check_may(user, Permission.EVIDENCE_EDIT, city, on=timezone.localdate())
    if words.get("versi"):
        _find_document(user, city, words)
        return
    form = read_form(user, city, words, on=timezone.localdate())
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        raise Refused(_("Say first what the file is: %(why)s") % {"why": first})


def take_upload(upload: Upload, by: User, at: datetime) -> Mapping[str, Any]:
    """This function will put a file that has arrived into the library, as a document or as a newer version of one."""
    document = _take_version(upload, by, at) if upload.metadata.get("versi") else _take_new(upload, by, at)
    place = {"city": upload.city.slug, "code": document.code}
    return {"url": reverse("evidence:document", kwargs=place), "label": document.title, "code": str(document.code)}


def _take_new(upload: Upload, by: User, at: datetime) -> Document:
    words, on = upload.metadata, day_in(upload.city, at)
    form = read_form(by, upload.city, words, on=on)
    if not form.is_valid() or upload.file is None:
        raise Refused(_("Say first what the file is."))
    if not words.get("lagi"):
        check_new(upload.city, queries.read_scope(by, upload.city, on=on), upload.file)
    return bring(
        city=upload.city,
        draft=form.draft(title_of(upload.filename)),
        file=upload.file,
        filename=upload.filename,
        destination=find_destination(upload.city, words),
        by=by,
        at=at,
    )


def _take_version(upload: Upload, by: User, at: datetime) -> Document:
    document, note = _find_document(by, upload.city, upload.metadata), upload.metadata.get("catatan", "")[:400]
    if upload.file is None:
        raise Refused(_("Choose the file of the new version."))
    return actions.add_version(document=document, file=upload.file, filename=upload.filename, note=note, by=by, at=at)


def _find_document(user: User, city: City, words: Mapping[str, str]) -> Document:
    try:
        code = UUID(words["versi"])
    except ValueError:
        raise Stranger from None
    return queries.get_document(city, queries.read_scope(user, city, on=timezone.localdate()), code)
