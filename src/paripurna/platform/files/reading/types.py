"""Words of reading: what was found in a file, and why one could not be read. Plain, so that a child process has them too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_CHARACTERS = 2_000_000  # of one file; a by-law with all its annexes has 500,000
MAX_PAGES = 2_000
MAX_CELLS = 20_000


class Trouble(StrEnum):
    """Why a file was not read. `sentences.sentence_of` says it to a person."""

    KIND = "KIND"  # nothing of the sort can be read from this kind of file
    BROKEN = "BROKEN"
    LOCKED = "LOCKED"  # encrypted with a password
    TOO_SLOW = "TOO_SLOW"
    TOO_HEAVY = "TOO_HEAVY"  # wants more memory than a document needs
    NO_PAGE = "NO_PAGE"
    NO_PROGRAM = "NO_PROGRAM"  # what reads scans is not installed on this machine


class Unread(Exception):
    """A file could not be read; `trouble` is the reason."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell and where it stands: `C12`."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page, a sheet or a slide. Pages of DOCX and ODT are those that the writing program noted when it saved."""

    number: int  # from 1
    text: str
    name: str = ""  # of a sheet
    cells: tuple[Cell, ...] = ()
    picture_share: float = 0  # how much of a PDF page its largest picture covers, 0 to 1


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, at most `MAX_PAGES` pages, `MAX_CHARACTERS` characters and `MAX_CELLS` cells of it."""

    pages: tuple[TextPage, ...]
    page_count: int
    is_cut: bool = False  # there is more than this

    @property
    def whole(self) -> str:
        return "\n\n".join(page.text for page in self.pages if page.text)


class BlockKind(StrEnum):
    HEADING = "HEADING"
    PARAGRAPH = "PARAGRAPH"
    TABLE = "TABLE"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table of a document, with the page or slide that it stands on."""

    kind: BlockKind
    page: int
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Blocks:
    blocks: tuple[Block, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class TablePart:
    """Some rows of one sheet, for a viewer that asks for more when a person scrolls."""

    sheets: tuple[str, ...]  # names of all
    sheet: int
    first_row: int  # the number that the first of `rows` has in the sheet, from 1
    first_column: int
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    column_count: int


@dataclass(frozen=True, slots=True)
class PageSize:
    width: int
    height: int
