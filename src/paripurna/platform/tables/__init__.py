"""Tables that people upload: workbooks and CSV, read with distrust.

`read_table` trusts neither the name nor the declared size of a file, runs nothing inside it, and stops at a limit
with a sentence for the person who brought it.
"""

from __future__ import annotations

from pathlib import Path

from paripurna.platform.tables.columns import Head, find_best_head, find_head
from paripurna.platform.tables.numbers import find_number
from paripurna.platform.tables.texts import read_text
from paripurna.platform.tables.types import (
    DEFAULT_LIMITS,
    MEGABYTE,
    Cell,
    FieldProblem,
    Format,
    Limits,
    Row,
    RowProblem,
    Sheet,
    Table,
    TableError,
)

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and a workbook with a password
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<", b"\xef\xbb\xbf<", b"{", b"%PDF")


def read_table(source: Path | str | bytes, limits: Limits = DEFAULT_LIMITS) -> Table:
    """This function will read a workbook or a CSV, whichever it is. Raises `TableError` and, for a path, `OSError`."""
    data = source if isinstance(source, bytes) else _read_bytes(Path(source), limits)
    if len(data) > limits.file_bytes:
        raise TableError("FILE_TOO_LARGE", limit=limits.file_bytes // MEGABYTE)
    if not data.strip():
        raise TableError("EMPTY")
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        from paripurna.platform.tables.workbooks import read_workbook  # late: loads calamine

        return read_workbook(data, limits)
    if data.startswith(_COMPOUND):
        raise TableError("ENCRYPTED" if _PACKAGE in data else "OLD_WORKBOOK")
    if data.lstrip().startswith(_MARKUP):
        raise TableError("NOT_A_WORKBOOK")
    return read_text(data, limits)


def _read_bytes(path: Path, limits: Limits) -> bytes:
    with path.open("rb") as file:
        return file.read(limits.file_bytes + 1)


__all__ = [
    "DEFAULT_LIMITS",
    "Cell",
    "FieldProblem",
    "Format",
    "Head",
    "Limits",
    "Row",
    "RowProblem",
    "Sheet",
    "Table",
    "TableError",
    "find_best_head",
    "find_head",
    "find_number",
    "read_table",
]
