"""Words of reading: what was found in a file, and why one could not be read. Plain, so that a child process has them too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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


class Verdict(StrEnum):
    """What can be said of one electronic signature, the worst first. Revocation is never asked for: no network is used."""

    BROKEN = "BROKEN"  # the signed bytes are not those that were signed
    CHANGED = "CHANGED"  # something was added afterwards that changes what the document says
    UNREADABLE = "UNREADABLE"
    EXPIRED = "EXPIRED"  # the certificate was not valid on the day of signing
    STRANGER = "STRANGER"  # intact; who signed is not known to us
    VALID = "VALID"  # intact, and the signer's certificate leads to an authority that we trust


@dataclass(frozen=True, slots=True)
class Signature:
    """An electronic signature in a PDF."""

    field: str
    verdict: Verdict
    signer: str  # name in the certificate
    organization: str
    authority: str  # who issued the certificate
    signed_at: datetime | None
    is_time_proved: bool  # by a time stamp; otherwise it is what the signer's clock said
    covers_whole_document: bool  # nothing was appended afterwards, not even what is allowed


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF says of itself."""

    page_count: int
    is_encrypted: bool
    title: str
    author: str
    program: str  # that wrote it
    created_at: datetime | None
    signatures: tuple[Signature, ...]

    @property
    def is_signed(self) -> bool:
        """Whether there is a signature, and none that says that the document is not what was signed."""
        spoilt = {Verdict.BROKEN, Verdict.CHANGED, Verdict.UNREADABLE}
        return bool(self.signatures) and not any(signature.verdict in spoilt for signature in self.signatures)


class OcrState(StrEnum):
    """Whether scans can be read on this machine."""

    READY = "READY"
    NO_PROGRAM = "NO_PROGRAM"  # Tesseract is not installed
    NO_LANGUAGE = "NO_LANGUAGE"  # it is, without Indonesian


class Illegible(StrEnum):
    """Why a scan can hardly be read."""

    SMALL = "SMALL"  # too few dots for letters
    PALE = "PALE"  # hardly darker than the paper, or all dark
    BLURRED = "BLURRED"
    UNCERTAIN = "UNCERTAIN"  # the program that reads was unsure of most words


@dataclass(frozen=True, slots=True)
class Look:
    """How a page or picture looks, measured."""

    width: int  # dots of the scan itself
    contrast: float  # between the darkest and the brightest parts, 0 to 255
    sharpness: float  # how steep edges are for their contrast, 0 to about 1


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read on a scanned page."""

    number: int
    text: str
    word_count: int
    confidence: float  # of the program in its words, 0 to 100
    look: Look | None = None
    trouble: Trouble | None = None  # this page was not read; the others were


@dataclass(frozen=True, slots=True)
class Ocr:
    """What was read in a scan. With another state than READY nothing was."""

    state: OcrState
    pages: tuple[OcrPage, ...] = ()
    is_cut: bool = False  # more pages wanted reading


@dataclass(frozen=True, slots=True)
class Box:
    """A face: its place in the upright picture, in shares of width and height from the left upper corner."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        inside = 0 <= self.left <= 1 and 0 <= self.top <= 1 and 0 < self.width <= 1 and 0 < self.height <= 1
        if not inside:
            raise ValueError("A box lies inside its picture.")
