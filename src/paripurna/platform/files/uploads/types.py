"""Words of uploads: their states, what a room says about a kind of upload, and why one cannot go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Refused
from paripurna.platform.files.types import MediaType

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import Upload
    from paripurna.platform.regions.models import City

LIVES_FOR = timedelta(days=7)  # an upload that nobody goes on with; a finished one is remembered as long
MOST_OPEN = 200  # of one person in one city
PAGE_KINDS = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.HEIC})

Metadata = Mapping[str, str]


class UploadState(StrEnum):
    """Where an upload stands. What is RECEIVED is whole on our side and not judged yet."""

    OPEN = "OPEN"
    RECEIVED = "RECEIVED"
    KEPT = "KEPT"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"


TRANSITIONS: dict[UploadState, frozenset[UploadState]] = {
    UploadState.OPEN: frozenset({UploadState.RECEIVED, UploadState.EXPIRED}),
    UploadState.RECEIVED: frozenset({UploadState.KEPT, UploadState.REFUSED, UploadState.EXPIRED}),
    UploadState.KEPT: frozenset(),
    UploadState.REFUSED: frozenset(),
    UploadState.EXPIRED: frozenset(),
}
UNFINISHED = frozenset({UploadState.OPEN, UploadState.RECEIVED})

# `check(user, city, metadata)` raises `Stranger`, `NotAllowed` or `Refused` for somebody who may not upload this here.
Check = Callable[["User", "City", Metadata], None]
# `on_kept(upload, by, at)` runs in the transaction that keeps the file (`upload.file`), writes the room's row and its audit
# line, and returns what the page may tell of it (`{"url": …, "label": …}`) or None. `Refused` or `FileRefused` undoes all.
OnKept = Callable[["Upload", "User", datetime], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a person says of a file before it comes. A page is a picture that waits to be joined with others."""

    filename: str
    size: int
    metadata: dict[str, str]
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes as they come, from `offset` on. With a checksum (their SHA-256) all of them are taken or none."""

    offset: int
    chunks: Iterable[bytes]
    checksum: bytes | None = None


@dataclass(frozen=True, slots=True)
class UploadKind:
    """What people may upload to a room at `/daerah/<city>/unggah/<name>/`, and who hears of it."""

    name: str
    check: Check
    on_kept: OnKept
    media_types: frozenset[MediaType] | None = None
    max_bytes: int | None = None  # a limit of its own below the installation's


_KINDS: dict[str, UploadKind] = {}


def register_upload_kind(
    name: str,
    check: Check,
    on_kept: OnKept,
    *,
    media_types: frozenset[MediaType] | None = None,
    max_bytes: int | None = None,
) -> None:
    """This function will let a room take uploads of this kind in, with its own rights, in one transaction with its row."""
    _KINDS[name] = UploadKind(name, check, on_kept, media_types, max_bytes)


def find_upload_kind(name: str) -> UploadKind | None:
    return _KINDS.get(name)


class UploadBusy(Exception):
    """Another request writes this upload just now: 423, try again."""


class OffsetConflict(Exception):
    """The client goes on at another place than where the server stands: 409, ask with HEAD."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"The upload stands at {offset}.")


class ChecksumMismatch(Exception):
    """The bytes are not those that the client had: nothing of them was taken, send them again."""


class PartLost(Exception):
    """The bytes that were received do not lie on this machine: begin anew."""


class TooManyUploads(Refused):
    sentence: Promise = _("You have too many unfinished uploads. Finish or cancel some of them first.")


class UploadOver(Refused):
    sentence: Promise = _("This upload is over. Choose the file again.")


class PagesMissing(Refused):
    sentence: Promise = _("Some of the pictures have not arrived. Take or choose them again.")
