"""Names of folders and files in a pack: readable, safe on every disk, short enough for Windows, no two alike."""

from __future__ import annotations

import unicodedata

from paripurna.core.instrument.model import Indicator, Strand
from paripurna.platform.files.names import clean_filename

LONGEST_STRAND, LONGEST_INDICATOR, LONGEST_NAME = 32, 44, 84
"""Together with the pack's own folder below 220 signs: Windows stops at 260, and people unpack somewhere deep."""
LONGEST_NUMBER = 30


class Names:
    """The names that are taken. Disks that hold `A` and `a` for the same find no two alike."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, folder: str, stem: str, extension: str) -> str:
        """This function will return a free path; a name that is taken gets a number: `… (2).pdf`."""
        number = 1
        while True:
            mark = f" ({number})" if number > 1 else ""
            path = f"{folder}/{_cut(stem, LONGEST_NAME - len(extension) - len(mark))}{mark}{extension}"
            if (folded := unicodedata.normalize("NFC", path).casefold()) not in self._taken:
                self._taken.add(folded)
                return path
            number += 1


def name_strand(position: int, strand: Strand) -> str:
    """This function will return the folder of a strand: `1 Kelembagaan`."""
    return _cut(f"{position} {_fit(strand.label.id)}", LONGEST_STRAND)


def name_indicator(indicator: Indicator) -> str:
    """This function will return the folder of an indicator, so that they stand in order: `01 Peraturan…`, `21A …`."""
    number = indicator.number.zfill(2) if indicator.number.isdigit() else indicator.number
    return _cut(f"{_fit(number)} {_fit(indicator.label.id)}", LONGEST_INDICATOR)


def name_question(number: str) -> str:
    return _fit(number)


def name_document(question: str, title: str, number: str) -> str:
    """This function will return the stem of a document's name: `1.2a - SK Gugus Tugas - 188.45-71-2024`.

    The number stays whole where it can; the title gives way.
    """
    said = _cut(_fit(number), LONGEST_NUMBER) if number else ""
    rest = f" - {said}" if said else ""
    start = f"{_fit(question)} - "
    return f"{start}{_cut(_fit(title), LONGEST_NAME - len(start) - len(rest) - 12)}{rest}"


def _fit(text: str) -> str:
    return clean_filename(text.replace("/", "-").replace("\\", "-"))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip(" .,-(") + "…"
