"""What a file really is: judged by its content and by opening it, never by its name alone."""

from __future__ import annotations

import json
import os
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import puremagic
from PIL import Image, UnidentifiedImageError

from paripurna.platform.files import heif as heif
from paripurna.platform.files.office import judge_office
from paripurna.platform.files.papers import judge_pdf
from paripurna.platform.files.types import CHUNK, FileRefused, MediaType, Refusal

MAX_PIXELS = 60_000_000
MAX_PICTURE_BYTES = 100 * 1024 * 1024
MAX_JSON_BYTES = 20 * 1024 * 1024
PROOF_SIZE = (64, 64)  # a JPEG is decoded whole, but small
MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?xml|body|iframe)", re.IGNORECASE)
SCRIPT = re.compile(rb"<\s*script|<\?php", re.IGNORECASE)
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
PICTURES = {
    "JPEG": MediaType.JPEG,
    "MPO": MediaType.JPEG,
    "PNG": MediaType.PNG,
    "WEBP": MediaType.WEBP,
    "HEIF": MediaType.HEIC,
}
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
TEXTS = {".csv": MediaType.CSV, ".json": MediaType.JSON}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
PDF_SIGN, PDF_WITHIN = b"%PDF-", 1024  # readers take a PDF that begins this late


def media_type_of(file: Path, filename: str) -> MediaType:
    """This function will return what the file is, having opened it. Raises `FileRefused`."""
    with file.open("rb") as stream:
        head = stream.read(CHUNK)
    if not head:
        raise FileRefused(Refusal.EMPTY)
    judge = _find_judge(head)
    kind = judge(file) if judge else _other(file, head, filename)
    _check_single(file, head, kind)
    return kind


def _find_judge(head: bytes) -> Callable[[Path], MediaType] | None:
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(PDF_SIGN):
        return judge_pdf
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return _picture
    return next((judge for starts, judge in _JUDGES if head.startswith(starts)), None)


def _check_single(file: Path, head: bytes, kind: MediaType) -> None:
    """One content that is two files is read as one by us and as the other by somebody else."""
    is_archive = kind in {MediaType.DOCX, MediaType.XLSX, MediaType.PPTX, MediaType.ODT, MediaType.ODS}
    if kind != MediaType.PDF and PDF_SIGN in head[:PDF_WITHIN]:
        raise FileRefused(Refusal.MIXED)
    if not is_archive and _ends_as_archive(file):
        raise FileRefused(Refusal.MIXED)
    if kind.is_image and (SCRIPT.search(head) or SCRIPT.search(_tail(file))):
        raise FileRefused(Refusal.MIXED)


def _ends_as_archive(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False


def _tail(file: Path) -> bytes:
    with file.open("rb") as stream:
        stream.seek(-min(CHUNK, file.stat().st_size), os.SEEK_END)
        return stream.read()


def _picture(file: Path) -> MediaType:
    if file.stat().st_size > MAX_PICTURE_BYTES:
        raise FileRefused(Refusal.TOO_LARGE, limit=MAX_PICTURE_BYTES // 1024**2)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=FORMATS) as picture:
                kind = PICTURES[picture.format or ""]
                if picture.width * picture.height > MAX_PIXELS:
                    raise FileRefused(Refusal.BOMB)
                _check_decodes(picture, kind)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise FileRefused(Refusal.BOMB) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, RuntimeError) as error:
            raise FileRefused(Refusal.BROKEN) from error
    return kind


def _check_decodes(picture: Image.Image, kind: MediaType) -> None:
    """A picture that was cut off opens and shows half of itself, so what cannot be verified is decoded."""
    if kind in {MediaType.JPEG, MediaType.HEIC}:
        picture.draft("RGB", PROOF_SIZE)
        picture.load()
    else:
        picture.verify()


def _other(file: Path, head: bytes, filename: str) -> MediaType:
    if head.startswith(OLD_OFFICE) and _holds(file, LOCKED_OFFICE):
        raise FileRefused(Refusal.ENCRYPTED)
    if PDF_SIGN in head[:PDF_WITHIN]:
        raise FileRefused(Refusal.MIXED)
    if _is_known_binary(head) or MARKUP.search(head):
        raise FileRefused(Refusal.KIND)
    return _text(file, Path(filename).suffix.lower())


def _text(file: Path, extension: str) -> MediaType:
    """Text without control characters, in UTF-8 or as old spreadsheets write it."""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\x00" in chunk or CONTROL.search(chunk):
                raise FileRefused(Refusal.KIND)
    kind = TEXTS.get(extension, MediaType.TEXT)
    if kind == MediaType.JSON:
        _check_json(file)
    return kind


def _check_json(file: Path) -> None:
    if file.stat().st_size > MAX_JSON_BYTES:
        raise FileRefused(Refusal.TOO_LARGE, limit=MAX_JSON_BYTES // 1024**2)
    try:
        json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise FileRefused(Refusal.BROKEN) from error


def _is_known_binary(head: bytes) -> bool:
    """Whether a magic number says that this is something else, an old Office file or a program for example."""
    if head.startswith((b"GIF87a", b"GIF89a")):
        return True
    try:
        return any(
            match.confidence >= 0.7 and not match.mime_type.startswith("text/")
            for match in puremagic.magic_string(head)
        )
    except (puremagic.PureError, ValueError):
        return False


def _holds(file: Path, sign: bytes) -> bool:
    tail = b""
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if sign in tail + chunk:
                return True
            tail = chunk[-len(sign) :]
    return False


_JUDGES: tuple[tuple[tuple[bytes, ...], Callable[[Path], MediaType]], ...] = (
    ((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"), _picture),
    ((b"PK\x03\x04", b"PK\x05\x06"), judge_office),
)
