"""Clusters and indicators as people write them: "Klaster I", "Hak Sipil dan Kebebasan", "klaster 1", "Indikator 7", "7. …"."""

from __future__ import annotations

import re

from paripurna.core.instrument.model import Edition, Strand

OFFICIAL = "id"
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7"}
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[():]\s*")
_NUMBER = re.compile(r"(?:indikator|no)?\s*([0-9]{1,2}\s?[a-z]?)\b", re.IGNORECASE)


class Places:
    """The clusters and indicators of one edition, found by what they are called."""

    def __init__(self, edition: Edition) -> None:
        self.by_code = {strand.code: strand for strand in edition.strands}
        self.names = tuple(strand.label.in_language(OFFICIAL) for strand in edition.strands)
        self.by_name = {name: strand.code for strand in edition.strands for name in _list_names(strand)}

    def find_strand(self, text: str) -> str | None:
        """This function will return the code of the cluster that is meant, or None."""
        folded = _fold(text)
        parts = [folded, *(part for part in _BETWEEN.split(folded) if part)]
        return next((self.by_name[part] for part in parts if part in self.by_name), None)

    def find_indicator(self, text: str, strand: str | None) -> str | None:
        """This function will return the indicator of the cluster that is meant: "" for none, None where there is no such one."""
        if not text.strip() or strand is None:
            return ""
        indicators = self.by_code[strand].indicators
        numbers = {found.number.casefold(): found.number for found in indicators}
        named = {_fold(found.label.in_language(OFFICIAL)): found.number for found in indicators}
        match = _NUMBER.match(text.strip())
        number = match[1].replace(" ", "").casefold() if match else ""
        return numbers.get(text.strip().casefold()) or numbers.get(number) or named.get(_fold(text))


def _list_names(strand: Strand) -> set[str]:
    label = _fold(strand.label.in_language(OFFICIAL))
    parts = {part for part in _BETWEEN.split(label) if part}
    numbers = {part.removeprefix("klaster ") for part in parts if part.startswith("klaster ")}
    return {strand.code.casefold(), label} | parts | numbers


def _fold(text: str) -> str:
    """In small letters, with Arabic numerals and without marks at the ends: "Klaster IV." is "klaster 4"."""
    words = text.casefold().strip(" .:;").split()
    return " ".join(ROMAN.get(word, word) for word in words)
