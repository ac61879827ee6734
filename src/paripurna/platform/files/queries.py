"""Reads of files."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.serving import find_shown
from paripurna.platform.files.types import Capture, Content

if TYPE_CHECKING:
    from collections.abc import Iterator


def open_chunks(file: StoredFile) -> Iterator[bytes]:
    """This function will yield the content as it was uploaded, for rooms that read it. Raises `FileLost`."""
    return store.read(store.key_of(file.hash))


def open_shown(file: StoredFile) -> Content:
    """This function will open a content as it may leave the house: a picture without what its camera noted.

    Raises `FileLost`.
    """
    sent = find_shown(file)
    return Content(sent.kind, sent.size, None if file.kind.is_image else file.hash, store.read(sent.key))


def read_capture(file: StoredFile, *, zone: tzinfo) -> Capture:
    """This function will return when and where a photograph says it was taken; empty for everything else.

    A camera writes the time of its own clock; without an offset it is taken as time in `zone`. It says what the camera
    says: reason enough to ask, no proof. Raises `FileLost`.
    """
    if not file.kind.is_image:
        return Capture()
    from paripurna.platform.files.captures import capture_of  # late: loads Pillow

    return capture_of(file, zone)
