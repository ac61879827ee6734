"""Who may upload something, and which upload can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paripurna.platform.files.models import Upload
from paripurna.platform.files.uploads.types import (
    MOST_OPEN,
    UNFINISHED,
    Metadata,
    TooManyUploads,
    UploadKind,
    UploadOver,
    UploadState,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def check_may_begin(user: User, city: City, kind: UploadKind, metadata: Metadata) -> None:
    """This function will ask the room. Raises `Stranger`, `NotAllowed` or `Refused`."""
    kind.check(user, city, metadata)


def check_can_begin(user: User, city: City) -> None:
    """This function will raise `TooManyUploads` for somebody with very many unfinished ones."""
    if Upload.objects.unfinished().filter(city=city, brought_by=user).count() >= MOST_OPEN:
        raise TooManyUploads


def check_can_append(upload: Upload) -> None:
    """This function will raise `UploadOver` for an upload that takes no more bytes."""
    if upload.state != UploadState.OPEN:
        raise UploadOver


def check_can_drop(upload: Upload) -> None:
    """This function will raise `UploadOver` for a file that a room has already."""
    if upload.state not in UNFINISHED and not upload.is_page:
        raise UploadOver
