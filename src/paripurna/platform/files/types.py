"""Words of files: what may be kept, why one is refused, and how an owner hands one out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Refused

CHUNK = 64 * 1024


class MediaType(StrEnum):
    """What may be kept: papers, pictures, tables. Nothing that runs."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODT = "application/vnd.oasis.opendocument.text"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    CSV = "text/csv"
    TEXT = "text/plain"
    JSON = "application/json"
    ZIP = "application/zip"  # made by us alone: sniffing knows no such kind, so that nobody can upload one

    @property
    def extension(self) -> str:
        return EXTENSIONS[self]

    @property
    def is_image(self) -> bool:
        return self in {MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.HEIC}

    @property
    def shown(self) -> MediaType:
        """What a picture becomes for people to see: browsers do not show every kind."""
        return MediaType.JPEG if self == MediaType.HEIC else self

    @property
    def may_be_shown(self) -> bool:
        """Whether a browser may show it in place instead of saving it."""
        return self.is_image or self == MediaType.PDF


EXTENSIONS = {
    MediaType.PDF: ".pdf",
    MediaType.JPEG: ".jpg",
    MediaType.PNG: ".png",
    MediaType.WEBP: ".webp",
    MediaType.HEIC: ".heic",
    MediaType.DOCX: ".docx",
    MediaType.XLSX: ".xlsx",
    MediaType.PPTX: ".pptx",
    MediaType.ODT: ".odt",
    MediaType.ODS: ".ods",
    MediaType.CSV: ".csv",
    MediaType.TEXT: ".txt",
    MediaType.JSON: ".json",
    MediaType.ZIP: ".zip",
}


class Refusal(StrEnum):
    """Why a file was not taken."""

    EMPTY = "EMPTY"
    TOO_LARGE = "TOO_LARGE"
    KIND = "KIND"
    BROKEN = "BROKEN"
    ENCRYPTED = "ENCRYPTED"
    ACTIVE = "ACTIVE"
    MIXED = "MIXED"
    PAGES = "PAGES"
    BOMB = "BOMB"
    INFECTED = "INFECTED"
    UNCHECKED = "UNCHECKED"
    DISK_FULL = "DISK_FULL"
    BY_ROOM = "BY_ROOM"

    @property
    def sentence(self) -> Promise:
        return _SENTENCES[self]

    @property
    def passes(self) -> bool:
        """Whether the same file may be taken later: what is wrong is ours."""
        return self in {Refusal.UNCHECKED, Refusal.DISK_FULL}


_SENTENCES = {
    Refusal.EMPTY: _("The file is empty. Choose it again; perhaps the upload was cut off."),
    Refusal.TOO_LARGE: _("The file is larger than %(limit)s MB. Make it smaller or split it."),
    Refusal.KIND: _(
        "This kind of file is not taken. Use PDF, JPG, PNG, WebP, HEIC, DOCX, XLSX, PPTX, ODT, ODS, CSV or TXT."
    ),
    Refusal.BROKEN: _("The file cannot be opened: it is damaged or incomplete. Save it anew and try again."),
    Refusal.ENCRYPTED: _("The file is locked with a password. Save it without one and try again."),
    Refusal.ACTIVE: _(
        "The file holds macros, scripts, attachments or commands. Save it without them, for example by printing it to PDF."
    ),
    Refusal.MIXED: _("The file is two kinds of file in one, which viruses do. Save it anew and try again."),
    Refusal.PAGES: _("The file has more than %(limit)s pages. Split it."),
    Refusal.BOMB: _("The file unpacks to far more than a document needs. Save it anew and try again."),
    Refusal.INFECTED: _("The virus scanner found something in this file. Do not open it; tell the operator."),
    Refusal.UNCHECKED: _("The virus scanner cannot be asked just now. Nothing was stored; try again later."),
    Refusal.DISK_FULL: _("There is no room left for files. Nothing was stored; please tell the operator."),
    Refusal.BY_ROOM: _("The file was not taken."),
}


class FileRefused(Refused):
    """A file was not taken; the message is a sentence for the person who uploaded it."""

    def __init__(self, reason: Refusal, **params: int) -> None:
        self.reason = reason
        self.params = params
        super().__init__(str(reason.sentence) % params)


class FileLost(Exception):
    """The database knows the file, the store does not have it."""


class BeingMade(Exception):
    """Another process of this machine is making the same file."""


@dataclass(frozen=True, slots=True)
class Content:
    """A content on its way out. `hash` is what it must come to; of a picture, which is made on the way, nobody knows."""

    kind: MediaType
    size: int
    hash: str | None
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Capture:
    """What a camera noted in a photograph. It is for checks; nobody is shown it."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
