"""Scans read by Tesseract, where it is installed (Debian: `tesseract-ocr tesseract-ocr-ind`). Without it nothing breaks.

Slow: a second or more a page, so for jobs, a page at a time, with a word in between.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.inside import tesseract
from paripurna.platform.files.reading.types import Ocr, OcrPage, OcrState, Text, TextPage, Trouble, Unread
from paripurna.platform.files.types import MediaType

FENCE = Fence(seconds=120, memory_mb=2048)
MAX_PAGES = 300
INDONESIAN, ENGLISH = "ind", "eng"

FEW_LETTERS = 15
STAMPED = 500  # letters of a stamp or footer that a signing service puts over a scan
MOSTLY_PICTURE = 0.6
WORD = re.compile(r"[^\W\d_]{2,}")
VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
LIKELY_WORDS = 0.6
ODD = re.compile(r"[^\s\w.,;:!?()\[\]/%&'\"“”‘’+=*@#$°–—-]")
MOST_ODD = 0.2

Told = Callable[[int, int], None]


def find_state() -> OcrState:
    """This function will return whether scans can be read on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return OcrState.NO_PROGRAM
    return OcrState.READY if INDONESIAN in _languages(program) else OcrState.NO_LANGUAGE


def is_available() -> bool:
    return find_state() == OcrState.READY


def list_pages_to_read(text: Text) -> list[int]:
    """This function will return the numbers of pages that are scans: without text, with garbage, or a stamp over a picture."""
    if not text.pages:
        return list(range(1, text.page_count + 1))
    return [page.number for page in text.pages if is_scan(page)]


def is_scan(page: TextPage) -> bool:
    letters = sum(map(str.isalpha, page.text))
    return letters < FEW_LETTERS or (page.picture_share > MOSTLY_PICTURE and letters < STAMPED) or is_garbage(page.text)


def is_garbage(text: str) -> bool:
    """Whether a text layer is none that a person would read: letters of an unknown encoding, or words without vowels."""
    if len(ODD.findall(text)) > MOST_ODD * len(text):
        return True
    words = WORD.findall(text)
    longer = [word for word in words if len(word) > 3]
    likely = sum(1 for word in longer if word.isascii() and VOWEL.search(word))
    return not words or (bool(longer) and likely < LIKELY_WORDS * len(longer))


def read_scan(file: StoredFile, pages: list[int], *, told: Told = lambda _done, _total: None) -> Ocr:
    """This function will read `pages` (`list_pages_to_read` names them) and call `told(done, total)` after each.

    What `told` raises ends the reading. A page that cannot be read says why, and the others are read. Raises `FileLost`.
    """
    state = find_state()
    if state != OcrState.READY or (file.kind != MediaType.PDF and not file.kind.is_image):
        return Ocr(state)
    read: list[OcrPage] = []
    wanted = pages[:MAX_PAGES]
    with store.opened(store.key_of(file.hash)) as path:
        for number in wanted:
            read.append(_read_page(path, number, is_pdf=file.kind == MediaType.PDF))
            told(len(read), len(wanted))
    return Ocr(state, tuple(read), is_cut=len(wanted) < len(pages))


def _read_page(path: Path, number: int, *, is_pdf: bool) -> OcrPage:
    try:
        return FENCE.run(tesseract.read_page, path, number, _wanted_languages(), is_pdf=is_pdf)
    except Unread as unread:
        return OcrPage(number, "", 0, 0, trouble=Trouble(unread.trouble))


def _wanted_languages() -> str:
    known = _languages(shutil.which("tesseract") or "")
    return "+".join(language for language in (INDONESIAN, ENGLISH) if language in known)


@lru_cache(maxsize=4)
def _languages(program: str) -> frozenset[str]:
    try:
        said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(said.stdout.split())
