"""Faces in pictures: where they are, and pictures on which they cannot be known.

Found by OpenCV's Haar cascades. They miss faces (turned away, covered, small, in shadow) and now and then see one where
there is none, so what they find is a proposal that a person corrects; `blur` takes the boxes that the person left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.inside import cascades
from paripurna.platform.files.reading.pages import fitting_width, kept
from paripurna.platform.files.reading.types import Box, Trouble, Unread
from paripurna.platform.files.types import MediaType

FENCE = Fence(seconds=60, memory_mb=1536)
PREFIX = "blurred"


def find_faces(file: StoredFile, *, page: int = 1) -> tuple[Box, ...]:
    """This function will return the faces that a program sees, the largest first. Raises `Unread`, `FileLost`."""
    is_pdf = _is_pdf(file)
    with store.opened(store.key_of(file.hash)) as path:
        return FENCE.run(cascades.find_faces, path, page, is_pdf=is_pdf)


def get_blurred_key(file: StoredFile, boxes: Iterable[Box], *, page: int = 1, width: int = 1600) -> str:
    """This function will return the key of a picture on which the faces in `boxes` are gone, made when first asked for.

    Other boxes are another picture; pictures made by earlier boxes are deleted then, because a face may show on them.
    Raises `Unread`, `FileLost`.
    """
    is_pdf, width = _is_pdf(file), fitting_width(width)
    faces = sorted([box.left, box.top, box.width, box.height] for box in boxes)
    mine = f"{PREFIX}-{page}-{_digest(faces)}-"

    def make(path: Path, out: str) -> object:
        return FENCE.run(cascades.blur, path, out, faces, page=page, width=width, is_pdf=is_pdf)

    if not store.exists(store.derived_key_of(file.hash, f"{mine}{width}.webp")):
        _forget_others(file, page, mine)
    return kept(file, f"{mine}{width}.webp", make)


def _forget_others(file: StoredFile, page: int, mine: str) -> None:
    for name in store.list_derived(file.hash):
        if name.startswith(f"{PREFIX}-{page}-") and not name.startswith(mine):
            store.delete(store.derived_key_of(file.hash, name))


def _digest(faces: list[list[float]]) -> str:
    return hashlib.sha256(repr(faces).encode()).hexdigest()[:16]


def _is_pdf(file: StoredFile) -> bool:
    if file.kind != MediaType.PDF and not file.kind.is_image:
        raise Unread(Trouble.KIND)
    return file.kind == MediaType.PDF
