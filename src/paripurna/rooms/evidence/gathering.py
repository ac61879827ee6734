"""What can be known of a file by opening it: its words, numbers, dates, signatures, and marks to find its likes by.

Slow, and hostile files are opened: every reader works behind a fence, and one that fails leaves its part unknown.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, TypeVar

from PIL import Image

from paripurna.platform.files import store
from paripurna.platform.files.queries import read_capture
from paripurna.platform.files.reading import likeness, mentions, ocr, quality
from paripurna.platform.files.reading.pages import get_page_key
from paripurna.platform.files.reading.papers import read_paper
from paripurna.platform.files.reading.texts import read_text
from paripurna.platform.files.reading.types import Ocr, OcrState, Paper, Text, TextPage, Unread
from paripurna.platform.files.types import Capture, MediaType
from paripurna.rooms.evidence.suspicion import find_suspicions, mask_niks
from paripurna.rooms.evidence.types import ReadingState, Suspicion

if TYPE_CHECKING:
    from paripurna.platform.files.models import StoredFile

LONGEST_TEXT = 400_000  # characters that are kept to be searched
PAGE_BREAK = "\f"
PRINT_WIDTH = 160
Told = Callable[[int, int], None]
T = TypeVar("T")
NO_CAPTURE = Capture()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text of a document is held against."""

    zone: tzinfo
    regions: Mapping[str, str] = field(default_factory=dict)  # name of a kabupaten or kota → its code


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found; the fields are those of `Reading`."""

    state: ReadingState
    reason: str = ""
    page_count: int | None = None
    text_source: str = ""
    text: str = ""
    found: Mapping[str, Any] = field(default_factory=dict)
    signatures: Sequence[Mapping[str, Any]] = ()
    capture: Capture = NO_CAPTURE
    picture: int | None = None
    text_print: tuple[int, ...] | None = None
    legibility: str = ""
    suspicions: tuple[Suspicion, ...] = ()


def gather(file: StoredFile, around: Surroundings, *, at: datetime, told: Told) -> Gathered:
    """This function will open a file in every way that fits its kind. Raises `FileLost`."""
    try:
        text = Text((), 1) if file.kind.is_image else read_text(file)
    except Unread as unread:
        return Gathered(ReadingState.FAILED, reason=unread.trouble.value)
    paper = _try(lambda: read_paper(file, at=at)) if file.kind == MediaType.PDF else None
    scan = _read_scan(file, text, told)
    pages = _join(text, scan)
    raw = PAGE_BREAK.join(pages)[:LONGEST_TEXT]
    words = mask_niks(raw)
    state = _state(words, scan)
    return Gathered(
        state=state,
        reason=scan.state.value if scan and state is ReadingState.NO_OCR else "",
        page_count=paper.page_count if paper else text.page_count,
        text_source=_source(text, scan),
        text=words,
        found=find_mentions(words, around),
        signatures=_list_signatures(paper),
        capture=read_capture(file, zone=around.zone) if file.kind.is_image else NO_CAPTURE,
        picture=_try(lambda: _print_of(file)) if scan else None,
        text_print=likeness.text_print(words) if words else None,
        legibility=_find_illegible(file, scan),
        suspicions=find_suspicions(raw, on=at.date()),
    )


def find_mentions(text: str, around: Surroundings) -> dict[str, Any]:
    """This function will return what a text names, in the shape that `proof.readings` reads."""
    regions = dict.fromkeys(mention.words for mention in mentions.find_regions(text, around.regions))
    folded = {name.casefold(): (code, name) for name, code in around.regions.items()}
    known = [folded[name.casefold()] for name in regions if name.casefold() in folded]
    return {
        "numbers": list(dict.fromkeys(mention.words for mention in mentions.find_numbers(text))),
        "dates": list(dict.fromkeys(mention.on.isoformat() for mention in mentions.find_dates(text))),
        "years": sorted({int(mention.words) for mention in mentions.find_years(text)}),
        "regions": [{"code": code, "name": name} for code, name in dict.fromkeys(known)],
        "signatories": [f"{each.words}, {each.office}" for each in mentions.find_signatories(text)],
    }


def _read_scan(file: StoredFile, text: Text, told: Told) -> Ocr | None:
    """OCR of the pages that need it; None where none does."""
    if not file.kind.is_image and file.kind != MediaType.PDF:
        return None
    pages = ocr.list_pages_to_read(text)
    return ocr.read_scan(file, pages, told=told) if pages else None


def _join(text: Text, scan: Ocr | None) -> list[str]:
    read = {page.number: page.text for page in scan.pages} if scan else {}
    pages = text.pages or tuple(TextPage(number, "") for number in range(1, text.page_count + 1))
    return [read.get(page.number) or page.text for page in pages]


def _state(words: str, scan: Ocr | None) -> ReadingState:
    if any(map(str.isalnum, words)):
        return ReadingState.READ
    return ReadingState.NO_OCR if scan and scan.state != OcrState.READY else ReadingState.NO_TEXT


def _source(text: Text, scan: Ocr | None) -> str:
    has_layer = any(page.text.strip() for page in text.pages)
    if scan and any(page.text.strip() for page in scan.pages):
        return "MIXED" if has_layer else "OCR"
    return "LAYER" if has_layer else ""


def _list_signatures(paper: Paper | None) -> list[dict[str, Any]]:
    return [
        {
            "verdict": signature.verdict.value,
            "signer": signature.signer,
            "at": signature.signed_at.isoformat() if signature.signed_at else "",
            "coverage": "WHOLE" if signature.covers_whole_document else "PART",
        }
        for signature in (paper.signatures if paper else ())
    ]


def _print_of(file: StoredFile) -> int | None:
    """The mark of a photo or a scan; pages of text look too much alike to be compared as pictures."""
    content = b"".join(store.read(get_page_key(file, width=PRINT_WIDTH)))
    with Image.open(io.BytesIO(content)) as picture:
        return likeness.picture_hash(picture)


def _find_illegible(file: StoredFile, scan: Ocr | None) -> str:
    """Only scans are judged: the first page that was read, or the picture itself."""
    if scan is None:
        return ""
    first = scan.pages[0] if scan.pages else None
    look = first.look if first and first.look else _try(lambda: quality.measure(file))
    why = quality.find_illegible(look, first) if look else None
    return why.value if why else ""


def _try(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Unread:
        return None
