"""Papers and pictures become one PDF, no larger than a limit where that is possible; what was done to them is told.

First the papers are only put together. Then their pictures are encoded anew, smaller with every step. At last, and only if
nothing else helps, whole pages become pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from paripurna.platform.files import store
from paripurna.platform.files.merged import MOST_PAGES, Done, Merged, TooManyPages
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.pictures import clean_picture
from paripurna.platform.files.types import FileLost, FileRefused

PAGE_SIDE, PAGE_DOTS = 2340, 200.0  # pixels of a picture's longer side: A4 at 200 dots an inch
STEPS = ((2000, 75), (1500, 60), (1100, 45))  # longest side in pixels, quality
DRAWN_DOTS, DRAWN_QUALITY = 110, 50
POINTS_PER_INCH = 72

Told = Callable[[int, int], None]


def tell_nobody(done: int, total: int) -> None:
    """This function will do nothing: somebody waits for the file itself."""


def merge_papers(files: Sequence[StoredFile], out: Path, *, limit: int, told: Told = tell_nobody) -> Merged:
    """This function will write the files in their order to `out` as one PDF. Raises `TooManyPages`, and what `told` raises.

    A picture is laid on a page upright and without what the camera noted. Nothing is written when nothing could be read.
    `told` hears how many of the steps are done: one for each file, and one for making them small.
    """
    writer, unread = PdfWriter(), []
    for place, file in enumerate(files):
        told(place, len(files) + 1)
        if not _append(writer, file):
            unread.append(place)
        if len(writer.pages) > MOST_PAGES:
            raise TooManyPages
    told(len(files), len(files) + 1)
    pages = len(writer.pages)
    if not pages:
        return Merged(0, 0, Done.MERGED, fits=True, unread=tuple(unread))
    done = _shrink(writer, out, limit)
    size = out.stat().st_size
    return Merged(size, pages, done, fits=size <= limit, unread=tuple(unread))


def _append(writer: PdfWriter, file: StoredFile) -> bool:
    """Whether the file is in. A PDF that pypdf cannot read is written anew by pdfium first."""
    if file.kind.is_image:
        writer.append(PdfReader(io.BytesIO(_lay_on_page(file))))
        return True
    try:
        content = b"".join(store.read(store.key_of(file.hash)))
        writer.append(_open(content), import_outline=False)
    except (PyPdfError, FileLost, FileRefused, pypdfium2.PdfiumError, ValueError, KeyError):
        return False
    return True


def _open(content: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(content))
        if not reader.is_encrypted and len(reader.pages):
            return reader
    except PyPdfError:
        pass
    mended = io.BytesIO()
    with pypdfium2.PdfDocument(content) as document:
        document.save(mended)
    return PdfReader(mended)


def _lay_on_page(file: StoredFile) -> bytes:
    out = io.BytesIO()
    with clean_picture(file, longest=PAGE_SIDE) as picture:
        picture.convert("RGB").save(out, "PDF", resolution=PAGE_DOTS, quality=STEPS[0][1])
    return out.getvalue()


def _shrink(writer: PdfWriter, out: Path, limit: int) -> Done:
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    if _write(writer, out) <= limit:
        return Done.MERGED
    whole = out.stat().st_size
    for longest, quality in STEPS:
        _encode_pictures(writer, longest, quality)
        if _write(writer, out) <= limit:
            return Done.SMALLER_PICTURES
    drawn = _draw(out)
    if len(drawn) < out.stat().st_size:
        out.write_bytes(drawn)
        return Done.DRAWN
    return Done.SMALLER_PICTURES if out.stat().st_size < whole else Done.MERGED


def _write(writer: PdfWriter, out: Path) -> int:
    with out.open("wb") as stream:
        writer.write(stream)
    return out.stat().st_size


def _encode_pictures(writer: PdfWriter, longest: int, quality: int) -> None:
    """Pictures that cannot be read, or are masks, stay as they are."""
    for page in writer.pages:
        for found in page.images:
            try:
                _encode_picture(found, longest, quality)
            except (PyPdfError, OSError, ValueError, NotImplementedError, KeyError, TypeError, AttributeError):
                continue


def _encode_picture(found: object, longest: int, quality: int) -> None:
    picture = found.image  # type: ignore[attr-defined]
    if picture is None or picture.mode in {"1", "RGBA", "LA"}:
        return
    smaller = picture.convert("L" if picture.mode == "L" else "RGB")
    smaller.thumbnail((longest, longest))
    found.replace(smaller, quality=quality)  # type: ignore[attr-defined]


def _draw(paper: Path) -> bytes:
    out = io.BytesIO()
    with pypdfium2.PdfDocument(paper) as document:
        pictures = _draw_pages(document)
        first = next(pictures)
        first.save(out, "PDF", resolution=DRAWN_DOTS, quality=DRAWN_QUALITY, save_all=True, append_images=pictures)
    return out.getvalue()


def _draw_pages(document: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    for page in document:
        yield page.render(scale=DRAWN_DOTS / POINTS_PER_INCH).to_pil().convert("RGB")
        page.close()
