"""Office documents are archives: judged by what is inside, without unpacking it."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from paripurna.platform.files.types import FileRefused, MediaType, Refusal

MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 200  # of a part that is worth unpacking; text packs well, nothing honest packs better
WORTH_UNPACKING = 1024 * 1024
MAX_PARTS = 20_000
MAX_SMALL = 4 * 1024 * 1024  # of a part that is read here
IS_ENCRYPTED = 0x1
OFFICE = {
    b"wordprocessingml.document.main+xml": MediaType.DOCX,
    b"spreadsheetml.sheet.main+xml": MediaType.XLSX,
    b"presentationml.presentation.main+xml": MediaType.PPTX,
}
REMOTE_TEMPLATE = re.compile(rb"<Relationship\b(?=[^>]*attachedTemplate)(?=[^>]*TargetMode\s*=\s*.External)")


def judge_office(file: Path) -> MediaType:
    """This function will return the kind of an office document. Raises `FileRefused`."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_unpacks(archive)
            kind = _kind(archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise FileRefused(Refusal.BROKEN) from error
    if kind in {MediaType.XLSX, MediaType.ODS}:
        _check_workbook_opens(file)
    return kind


def _check_unpacks(archive: zipfile.ZipFile) -> None:
    parts = sorted(archive.infolist(), key=lambda part: part.header_offset)
    heavy = [part for part in parts if part.file_size > WORTH_UNPACKING]
    if (
        len(parts) > MAX_PARTS
        or sum(part.file_size for part in parts) > MAX_UNPACKED
        or any(part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in heavy)
        or any(one.header_offset + one.compress_size > following.header_offset for one, following in pairwise(parts))
    ):
        raise FileRefused(Refusal.BOMB)
    if any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise FileRefused(Refusal.ENCRYPTED)


def _kind(archive: zipfile.ZipFile) -> MediaType:
    _check_passive(archive)
    declared = _part(archive, "mimetype").decode("ascii", "replace").strip()
    if declared in {MediaType.ODT, MediaType.ODS}:
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise FileRefused(Refusal.ENCRYPTED)
        return MediaType(declared)
    content = _part(archive, "[Content_Types].xml")
    if b"macroEnabled" in content:
        raise FileRefused(Refusal.ACTIVE)
    for mark, kind in OFFICE.items():
        if mark in content:
            return kind
    raise FileRefused(Refusal.KIND)


def _check_passive(archive: zipfile.ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    if any(
        name.endswith(("vbaproject.bin", ".exe", ".js")) or name.startswith(("basic/", "scripts/")) for name in names
    ):
        raise FileRefused(Refusal.ACTIVE)
    if REMOTE_TEMPLATE.search(_part(archive, "word/_rels/settings.xml.rels")):
        raise FileRefused(Refusal.ACTIVE)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A small part; what is not there says nothing."""
    try:
        part = archive.getinfo(name)
    except KeyError:
        return b""
    if part.file_size > MAX_SMALL:
        raise FileRefused(Refusal.BOMB)
    return archive.read(part)


def _check_workbook_opens(file: Path) -> None:
    try:
        with CalamineWorkbook.from_path(file) as workbook:
            has_sheets = bool(workbook.sheet_names)
    except (CalamineError, OSError) as error:
        raise FileRefused(Refusal.BROKEN) from error
    if not has_sheets:
        raise FileRefused(Refusal.BROKEN)
