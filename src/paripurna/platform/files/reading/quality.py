"""Whether a scan can be read by those who will check it, and if not, why."""

from __future__ import annotations

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.inside import sharpness
from paripurna.platform.files.reading.types import Illegible, Look, OcrPage, Trouble, Unread
from paripurna.platform.files.types import MediaType

FENCE = Fence(seconds=20, memory_mb=1024)
FEWEST_DOTS = 500  # across a page: letters of a word are 6 dots high
LEAST_CONTRAST = 40
LEAST_SHARPNESS = 0.18  # Tesseract reads all at 0.22 and nothing at 0.10
LEAST_CONFIDENCE = 55
FEWEST_WORDS = 5  # a map or a photo has hardly any, and is no bad scan


def measure(file: StoredFile, *, page: int = 1) -> Look:
    """This function will measure a page of a PDF or a picture, without OCR. Raises `Unread`, `FileLost`."""
    if file.kind != MediaType.PDF and not file.kind.is_image:
        raise Unread(Trouble.KIND)
    with store.opened(store.key_of(file.hash)) as path:
        return FENCE.run(sharpness.measure, path, page, is_pdf=file.kind == MediaType.PDF)


def find_illegible(look: Look, read: OcrPage | None = None) -> Illegible | None:
    """This function will return why a scanned page can hardly be read, or `None`. Tesseract's doubt counts where it read."""
    if look.width < FEWEST_DOTS:
        return Illegible.SMALL
    if look.contrast < LEAST_CONTRAST:
        return Illegible.PALE
    if look.sharpness < LEAST_SHARPNESS:
        return Illegible.BLURRED
    if read is not None and read.word_count >= FEWEST_WORDS and read.confidence < LEAST_CONFIDENCE:
        return Illegible.UNCERTAIN
    return None
