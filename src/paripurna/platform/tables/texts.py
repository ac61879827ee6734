"""CSV as offices write it: with or without a mark of its encoding, commas or semicolons, in UTF-8 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from paripurna.platform.tables.types import Format, Limits, Row, Sheet, Table, TableError, name_column

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DELIMITERS = ";,\t|"
_LOOKED_AT = 50  # lines
_HINT = "sep="
_NAME = "CSV"


def read_text(data: bytes, limits: Limits) -> Table:
    """This function will read a CSV. Raises `TableError`."""
    text, encoding = _decode(data)
    skipped = 0
    if text[: len(_HINT)].lower() == _HINT:  # Excel's own hint: "sep=;" in the first line
        skipped, text = 1, text.partition("\n")[2]
    delimiter = _find_delimiter(text)
    rows = tuple(_list_rows(text, delimiter, limits, skipped=skipped))
    return Table(Format.CSV, (Sheet(_NAME, rows),), encoding=encoding, delimiter=delimiter)


def _decode(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try(data, encoding), encoding
    if b"\0" in data:
        raise TableError("NOT_TEXT")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _try(data, "cp1252"), "cp1252"


def _try(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError("NOT_TEXT") from error
    if "\0" in text:
        raise TableError("NOT_TEXT")
    return text


def _find_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of columns; a comma where none does."""
    return max(_DELIMITERS, key=lambda delimiter: _count_alike(text, delimiter)) if text else ","


def _count_alike(text: str, delimiter: str) -> tuple[int, int]:
    lines = [
        line
        for line, _ in zip(
            csv.reader(io.StringIO(text[:100_000]), delimiter=delimiter), range(_LOOKED_AT), strict=False
        )
    ]
    widths = Counter(len(line) for line in lines if len(line) > 1)
    (width, alike) = widths.most_common(1)[0] if widths else (0, 0)
    return alike, width


def _list_rows(text: str, delimiter: str, limits: Limits, *, skipped: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 0
    try:
        for line in reader:
            number, before = before + 1 + skipped, reader.line_num
            if number > limits.rows:
                raise TableError("TOO_MANY_ROWS", sheet=_NAME, found=number, limit=limits.rows)
            if len(line) > limits.columns:
                raise TableError(
                    "TOO_MANY_COLUMNS", sheet=_NAME, found=name_column(len(line) - 1), limit=limits.columns
                )
            cells = tuple(cell.strip() or None for cell in line)
            if any(cells):
                yield Row(number, cells)
    except csv.Error as error:
        raise TableError("BAD_QUOTES", row=before + 1 + skipped) from error
