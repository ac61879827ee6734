"""PDF as a paper: opens without a password, has not too many pages, and does nothing by itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from django.conf import settings

from paripurna.platform.files import store
from paripurna.platform.files.types import FileRefused, MediaType, Refusal

WINDOW = 1024 * 1024
LONGEST_NAME = 64  # with every letter written as #xx
DICTIONARY = 4096  # of an object stream, around its type
MAX_OBJECTS = 256 * 1024 * 1024  # unpacked, of all object streams
XFA_FORMS = {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}


def _spelled(*names: str) -> str:
    """Names of a PDF, each letter of which may also be written as # and its number."""
    return "|".join("".join(f"(?:{sign}|#(?i:{ord(sign):02x}))" for sign in name) for name in names)


ACTIVE = _spelled("JavaScript", "Launch", "RichMedia", "EmbeddedFile", "Rendition")
TELLING = re.compile(
    f"/(?:(?P<active>{ACTIVE})|(?P<packed>{_spelled('ObjStm')})|(?P<locked>{_spelled('Encrypt')}))".encode()
)
PLAIN_FILTER = re.compile(rb"/Filter\s*(?:\[\s*/FlateDecode\s*\]|/FlateDecode\b)")
BYTES_BEGIN = re.compile(rb"stream\r?\n")


@dataclass(frozen=True, slots=True)
class Packed:
    """A stream that holds objects, where a search through the bytes finds none of them."""

    place: int
    is_plain: bool  # packed as zlib does, or not at all


def judge_pdf(file: Path) -> MediaType:
    """This function will return PDF for a paper that may be kept. Raises `FileRefused`."""
    try:
        with pypdfium2.PdfDocument(file) as document:
            _check_pages(document)
            _check_told(document)
            if not _is_searched(file):
                _check_rewritten(document)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        raise FileRefused(Refusal.ENCRYPTED if locked else Refusal.BROKEN) from error
    return MediaType.PDF


def _check_pages(document: pypdfium2.PdfDocument) -> None:
    if len(document) == 0:
        raise FileRefused(Refusal.BROKEN)
    if len(document) > settings.FILES_MAX_PAGES:
        raise FileRefused(Refusal.PAGES, limit=settings.FILES_MAX_PAGES)


def _check_told(document: pypdfium2.PdfDocument) -> None:
    """What the reader itself finds, however it is written down."""
    if (
        pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0
        or pdfium.FPDFDoc_GetAttachmentCount(document) > 0
        or pdfium.FPDF_GetFormType(document) in XFA_FORMS
    ):
        raise FileRefused(Refusal.ACTIVE)


def _check_rewritten(document: pypdfium2.PdfDocument) -> None:
    """Written anew by the reader nothing is packed or locked any more, and all can be searched."""
    with store.incoming() as copy:
        document.save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
        _is_searched(copy)


def _is_searched(file: Path) -> bool:
    """Whether the whole paper could be searched; it is not when it is locked, or packed in an unusual way."""
    packed: list[Packed] = []
    for place, found in _find(file, TELLING):
        if found.lastgroup == "active":
            raise FileRefused(Refusal.ACTIVE)
        if found.lastgroup == "locked":
            return False
        packed.extend(_packed_at(file, place))
    if not all(one.is_plain for one in packed):
        return False
    _check_objects(file, packed)
    return True


def _check_objects(file: Path, packed: list[Packed]) -> None:
    total = 0
    for one in packed:
        tail = b""
        for chunk in _unpack(file, one.place):
            total += len(chunk)
            if total > MAX_OBJECTS:
                raise FileRefused(Refusal.BOMB)
            if any(found.lastgroup == "active" for found in TELLING.finditer(tail + chunk)):
                raise FileRefused(Refusal.ACTIVE)
            tail = chunk[-LONGEST_NAME:]


def _packed_at(file: Path, place: int) -> Iterator[Packed]:
    """The stream whose type is named at `place`: its dictionary stands around the name, its bytes follow."""
    before = min(place, DICTIONARY)
    with file.open("rb") as stream:
        stream.seek(place - before)
        text = stream.read(before + DICTIONARY)
    if begins := BYTES_BEGIN.search(text, before):
        words = text[max(text.rfind(b" obj", 0, before), 0) : begins.start()]
        is_plain = b"/Filter" not in words or (PLAIN_FILTER.search(words) is not None and b"/Predictor" not in words)
        yield Packed(place - before + begins.end(), is_plain)


def _unpack(file: Path, place: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    with file.open("rb") as stream:
        stream.seek(place)
        try:
            while not unpacker.eof and (packed := unpacker.unconsumed_tail or stream.read(WINDOW)):
                yield unpacker.decompress(packed, WINDOW)
        except zlib.error:
            return  # not packed after all: its bytes were searched as they are


def _find(file: Path, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Matches with their places, through windows that overlap by the longest name."""
    last, place, tail = -1, 0, b""
    with file.open("rb") as stream:
        while chunk := stream.read(WINDOW):
            window = tail + chunk
            for found in pattern.finditer(window):
                if place + found.start() > last:
                    last = place + found.start()
                    yield last, found
            tail = window[-LONGEST_NAME:]
            place += len(window) - len(tail)
