"""Pages of PDF files and pictures as a viewer shows them, drawn once for each width and kept beside the original.

Office files are not drawn: `previews` gives their words and tables. What cannot be drawn is noted too, so that a file
which takes forever takes it once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.types import Trouble, Unread
from paripurna.platform.files.types import MediaType

FENCE = Fence(seconds=15, memory_mb=1024)
WIDTHS = (160, 320, 640, 1024, 1600)  # few, so that nobody fills the store by asking
THUMBNAIL = WIDTHS[1]
LASTING = {Trouble.BROKEN, Trouble.LOCKED, Trouble.TOO_SLOW, Trouble.TOO_HEAVY}


def get_page_key(file: StoredFile, *, page: int = 1, width: int = THUMBNAIL) -> str:
    """This function will return the key of a page as WebP in the next of `WIDTHS`, drawn when it is first asked for.

    `serving.serve_derived` sends it. A picture is its own page 1. Raises `Unread`, `FileLost`.
    """
    is_pdf, width = _is_pdf(file), fitting_width(width)
    if page < 1 or (page > 1 and not is_pdf):
        raise Unread(Trouble.NO_PAGE)

    def draw(path: Path, out: str) -> object:
        from paripurna.platform.files.reading.inside import rendering  # late: loads PDFium and Pillow

        return FENCE.run(rendering.draw, path, out, page, width, is_pdf=is_pdf)

    return kept(file, _name(page, width), draw)


def fitting_width(wanted: int) -> int:
    """This function will return the smallest of `WIDTHS` that is no smaller than `wanted`."""
    return next((width for width in WIDTHS if width >= wanted), WIDTHS[-1])


def kept(file: StoredFile, name: str, make: Callable[[Path, str], object]) -> str:
    """This function will return the key of something made of `file` by `make(original, out)`, made once.

    Raises `Unread`, also for what could not be made before.
    """
    key, failed = store.derived_key_of(file.hash, name), store.derived_key_of(file.hash, f"{name}.unread")
    if store.exists(key):
        return key
    if store.exists(failed):
        raise Unread(Trouble(b"".join(store.read(failed)).decode()))
    try:
        _make(file, key, make)
    except Unread as unread:
        if unread.trouble in LASTING:
            store.put_bytes(unread.trouble.encode(), failed)
        raise
    return key


def _make(file: StoredFile, key: str, make: Callable[[Path, str], object]) -> None:
    with store.opened(store.key_of(file.hash)) as original, store.incoming() as out:
        make(original, str(out))
        store.put(out, key)


def _name(page: int, width: int) -> str:
    return f"page-{page}-{width}.webp"


def _is_pdf(file: StoredFile) -> bool:
    if file.kind != MediaType.PDF and not file.kind.is_image:
        raise Unread(Trouble.KIND)
    return file.kind == MediaType.PDF
