"""Reads of uploads: each person finds their own, in the city and of the kind that the address names."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Stranger
from paripurna.platform.files.models import Upload
from paripurna.platform.files.uploads import parts
from paripurna.platform.files.uploads.types import PartLost, UploadKind, UploadState, find_upload_kind

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def get_kind(name: str) -> UploadKind:
    """This function will return what a room registered. Raises `Stranger` for a kind that no room has registered."""
    kind = find_upload_kind(name)
    if kind is None:
        raise Stranger
    return kind


def get_upload(*, user: User, city: City, kind: str, code: UUID) -> Upload:
    """This function will return an upload to the person who sends it, and nobody else. Raises `Stranger`."""
    mine = Upload.objects.filter(city=city, kind=kind, brought_by=user, code=code)
    return get_or_stranger(mine.select_related("city", "brought_by"))


def check_arrived(upload: Upload) -> None:
    """This function will raise `PartLost` when the bytes that were received do not lie on this machine."""
    if upload.state == UploadState.OPEN and not parts.has_arrived(upload.code, upload.offset):
        raise PartLost
