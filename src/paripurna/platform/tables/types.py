"""A table read from a file: sheets of rows of plain values, with addresses to name in an error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from paripurna.core.instrument.text import Text
from paripurna.platform.tables.sentences import SENTENCES

Cell = str | Decimal | bool | date | datetime | time | timedelta | None
MEGABYTE = 1_000_000


class Format(StrEnum):
    """What a file turned out to be, whatever its name says."""

    WORKBOOK = "WORKBOOK"  # .xlsx, .xlsm
    CSV = "CSV"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused. A national form has under a thousand rows."""

    file_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    parts: int = 2_000  # files inside a workbook
    rows: int = 20_000  # of a sheet
    columns: int = 500
    cells: int = 2_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is what a spreadsheet shows at its left; `cells[0]` is column A."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The value in a column counted from 0; None beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else None

    def address(self, column: int) -> str:
        """The address of a cell as a spreadsheet writes it: "B12"."""
        return f"{name_column(column)}{self.number}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet without its empty rows. `merged` are ranges such as "B8:C9": only their first cell holds the value."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()
    visible: bool = True

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. Formulas are never run: the values that the spreadsheet stored last are read.

    `formula_count` counts them, `unsaved_formula_count` those that have no stored value and so read as empty, as do the
    `error_count` cells that hold an error (#REF!).
    """

    format: Format
    sheets: tuple[Sheet, ...]
    formula_count: int = 0
    unsaved_formula_count: int = 0
    error_count: int = 0
    encoding: str = ""  # of a CSV
    delimiter: str = ""  # of a CSV


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field of something that was said, and what to do about it; `field` is "" for the whole."""

    field: str
    sentence: str
    remedy: str = ""

    @property
    def text(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in one row of an uploaded table: where, what, and what to do; `sheet` where several were read."""

    row: int
    column: str
    sentence: str
    remedy: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """The row as people find it: "12", or "Lembar1!12"."""
        return f"{self.sheet}!{self.row}" if self.sheet else str(self.row)


class TableError(ValueError):
    """A file that cannot be read as a table: `code`, `params`, and what to do about it in both languages."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        self.sentence, self.remedy = SENTENCES[code].say(params)
        super().__init__(f"{self.sentence.en} {self.remedy.en}")

    @property
    def text(self) -> Text:
        """What is wrong and the remedy, in both languages."""
        return Text(id=self.in_language("id"), en=self.in_language("en"))

    def in_language(self, language: str) -> str:
        """This function will return what is wrong and the remedy, in `language` ("id" or "en")."""
        return f"{self.sentence.in_language(language)} {self.remedy.in_language(language)}"


def name_column(column: int) -> str:
    """This function will return the letters of a column counted from 0: A, …, Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def number_column(name: str) -> int:
    """This function will return the column, counted from 0, that letters name."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
