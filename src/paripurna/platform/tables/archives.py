"""A workbook is a zip of XML parts: looked through with a limit before anything opens it.

The sizes that a zip declares may lie, so every part is really unpacked, counted and thrown away.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from paripurna.platform.tables.types import MEGABYTE, Limits, TableError, name_column, number_column

_CHUNK = 1 << 18
_CELL_END = b"</c>"
_LONGEST_CELL = 1 << 20  # beyond this, chunks are cut where any tag ends: nothing is kept without limit
_ENCRYPTED_FLAG = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MAIN_PART = "xl/workbook.xml"
_SHEETS = "xl/worksheets"
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s[^>]*\bt\s*=\s*["']e["']""")
_UNSAVED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s[^>]*/>)\s*(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)


@dataclass(slots=True)
class Survey:
    """What was seen in the sheets of a workbook: formulas, and how far the cells reach."""

    formula_count: int = 0
    unsaved_formula_count: int = 0
    error_count: int = 0
    reach: dict[str, tuple[int, int]] = field(default_factory=dict)  # part → last row, last column


def survey_workbook(data: bytes, limits: Limits) -> Survey:
    """This function will look through a workbook. Raises `TableError` for one that is no workbook or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts, limits)
            return _survey_parts(archive, parts, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError("DAMAGED") from error


def _check_parts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(parts) > limits.parts:
        raise TableError("TOO_MANY_PARTS", limit=limits.parts)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise TableError("ENCRYPTED")
    if _MAIN_PART not in {part.filename for part in parts}:
        raise TableError("NOT_A_WORKBOOK")
    if sum(part.file_size for part in parts) > limits.unpacked_bytes:  # a bomb that says so need not be unpacked
        raise TableError("UNPACKS_TOO_LARGE", limit=limits.unpacked_bytes // MEGABYTE)
    if any(part.compress_type not in _METHODS for part in parts):
        raise TableError("DAMAGED")


def _survey_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> Survey:
    survey, unpacked = Survey(), 0
    for part in parts:
        is_sheet = str(PurePosixPath(part.filename).parent) == _SHEETS
        tail = b""
        for chunk in _unpack(archive, part):
            unpacked += len(chunk)
            if unpacked > limits.unpacked_bytes:
                raise TableError("UNPACKS_TOO_LARGE", limit=limits.unpacked_bytes // MEGABYTE)
            if is_sheet:
                tail = _survey_chunk(survey, part.filename, tail + chunk, limits)
        if is_sheet:
            _count(survey, tail)
    return survey


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    part.file_size = sys.maxsize  # read to the real end, not to the declared one
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _survey_chunk(survey: Survey, name: str, window: bytes, limits: Limits) -> bytes:
    """Count what lies before the last bytes, which are kept for the next chunk."""
    _reach(survey, name, window, limits)
    end = window.rfind(b">", 0, -1) + 1
    closed = max(window.rfind(_CELL_END) + len(_CELL_END), 0) if _CELL_END in window else 0
    cut = closed if len(window) - closed < _LONGEST_CELL else end
    _count(survey, window[:cut])
    return window[cut:]


def _count(survey: Survey, window: bytes) -> None:
    survey.error_count += sum(1 for _ in _ERROR.finditer(window))
    survey.formula_count += sum(1 for _ in _FORMULA.finditer(window))
    survey.unsaved_formula_count += sum(1 for _ in _UNSAVED.finditer(window))


def _reach(survey: Survey, name: str, window: bytes, limits: Limits) -> None:
    last_row, last_column = survey.reach.get(name, (0, 0))
    for match in _ADDRESS.finditer(window):
        last_row = max(last_row, int(match[2]))
        last_column = max(last_column, number_column(match[1].decode()) + 1)
    survey.reach[name] = last_row, last_column
    sheet = PurePosixPath(name).stem
    if last_row > limits.rows:
        raise TableError("TOO_MANY_ROWS", sheet=sheet, found=last_row, limit=limits.rows)
    if last_column > limits.columns:
        raise TableError("TOO_MANY_COLUMNS", sheet=sheet, found=name_column(last_column - 1), limit=limits.columns)
    if last_row * last_column > limits.cells:
        raise TableError("TOO_MANY_CELLS", sheet=sheet, limit=limits.cells)
