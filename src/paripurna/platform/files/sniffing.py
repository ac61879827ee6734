"""What a file really is: judged by its content and by opening it, never by its name alone."""

from __future__ import annotations

import json
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import puremagic
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, UnidentifiedImageError
from python_calamine import CalamineError, CalamineWorkbook

from paripurna.platform.files.types import CHUNK, FileRefused, MediaType, Refusal

MAX_PIXELS = 60_000_000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 200  # of a part that is worth unpacking; text packs well, nothing honest packs better
WORTH_UNPACKING = 1024 * 1024
MAX_PARTS = 20_000
MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?xml|body|iframe)", re.IGNORECASE)
LAUNCH = re.compile(rb"/(Launch|RichMedia)\b")
PICTURES = {"JPEG": MediaType.JPEG, "MPO": MediaType.JPEG, "PNG": MediaType.PNG, "WEBP": MediaType.WEBP}
OFFICE = {
    b"wordprocessingml.document.main+xml": MediaType.DOCX,
    b"spreadsheetml.sheet.main+xml": MediaType.XLSX,
    b"presentationml.presentation.main+xml": MediaType.PPTX,
}
TEXTS = {".csv": MediaType.CSV, ".json": MediaType.JSON}


def media_type_of(file: Path, filename: str) -> MediaType:
    """This function will return what the file is, having opened it. Raises `FileRefused`."""
    with file.open("rb") as stream:
        head = stream.read(CHUNK)
    if not head:
        raise FileRefused(Refusal.EMPTY)
    for starts, judge in _JUDGES:
        if any(head.startswith(start) for start in starts):
            return judge(file)
    if _is_known_binary(head) or MARKUP.search(head):
        raise FileRefused(Refusal.KIND)
    return _text(file, Path(filename).suffix.lower())


def _pdf(file: Path) -> MediaType:
    try:
        with pypdfium2.PdfDocument(file) as document:
            is_active = pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0
            if len(document) == 0:
                raise FileRefused(Refusal.BROKEN)
    except pypdfium2.PdfiumError as error:
        raise FileRefused(Refusal.BROKEN) from error
    if is_active or _holds(file, LAUNCH):
        raise FileRefused(Refusal.ACTIVE)
    return MediaType.PDF


def _picture(file: Path) -> MediaType:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=["JPEG", "PNG", "WEBP", "MPO"]) as picture:
                kind, pixels = PICTURES[picture.format or ""], picture.width * picture.height
                picture.verify()
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise FileRefused(Refusal.BOMB) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError) as error:
            raise FileRefused(Refusal.BROKEN) from error
    if pixels > MAX_PIXELS:
        raise FileRefused(Refusal.BOMB)
    return kind


def _archive(file: Path) -> MediaType:
    """Office documents are archives: look at what is inside, without unpacking it."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_unpacks(archive)
            kind = _office(archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileRefused(Refusal.BROKEN) from error
    if kind in {MediaType.XLSX, MediaType.ODS}:
        _check_workbook_opens(file)
    return kind


def _check_unpacks(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    heavy = [part for part in parts if part.file_size > WORTH_UNPACKING]
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or any(part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in heavy)
    ):
        raise FileRefused(Refusal.BOMB)


def _office(archive: zipfile.ZipFile) -> MediaType:
    names = {name.lower() for name in archive.namelist()}
    if any(
        name.endswith(("vbaproject.bin", ".exe", ".js")) or name.startswith(("basic/", "scripts/")) for name in names
    ):
        raise FileRefused(Refusal.ACTIVE)
    if "mimetype" in archive.namelist():
        declared = archive.read("mimetype").decode("ascii", "replace").strip()
        if declared in {MediaType.ODT, MediaType.ODS}:
            return MediaType(declared)
    if "[Content_Types].xml" in archive.namelist():
        content = archive.read("[Content_Types].xml")
        if b"macroEnabled" in content:
            raise FileRefused(Refusal.ACTIVE)
        for mark, kind in OFFICE.items():
            if mark in content:
                return kind
    raise FileRefused(Refusal.KIND)


def _check_workbook_opens(file: Path) -> None:
    try:
        with CalamineWorkbook.from_path(file) as workbook:
            has_sheets = bool(workbook.sheet_names)
    except (CalamineError, OSError) as error:
        raise FileRefused(Refusal.BROKEN) from error
    if not has_sheets:
        raise FileRefused(Refusal.BROKEN)


def _text(file: Path, extension: str) -> MediaType:
    """Text without control characters, in UTF-8 or as old spreadsheets write it."""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\x00" in chunk or re.search(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", chunk):
                raise FileRefused(Refusal.KIND)
    kind = TEXTS.get(extension, MediaType.TEXT)
    if kind == MediaType.JSON:
        try:
            json.loads(file.read_bytes())
        except (ValueError, RecursionError) as error:
            raise FileRefused(Refusal.BROKEN) from error
    return kind


def _is_known_binary(head: bytes) -> bool:
    """Whether a magic number says that this is something else, an old Office file or a program for example."""
    try:
        return any(
            match.confidence >= 0.7 and not match.mime_type.startswith("text/")
            for match in puremagic.magic_string(head)
        )
    except (puremagic.PureError, ValueError):
        return False


def _holds(file: Path, pattern: re.Pattern[bytes]) -> bool:
    tail = b""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if pattern.search(tail + chunk):
                return True
            tail = chunk[-32:]
    return False


_JUDGES: tuple[tuple[tuple[bytes, ...], Callable[[Path], MediaType]], ...] = (
    ((b"%PDF-",), _pdf),
    ((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"), _picture),
    ((b"PK\x03\x04", b"PK\x05\x06"), _archive),
)
