"""The words of titles and questions as they are compared: stems, with what their abbreviations and likes stand for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from paripurna.platform.search import stem_text

LEAST_SHARE = 0.06  # of what a question's words tell; below it a title is about something else (docs/methods/proof.md)
NAMES_OF_PAPERS = re.compile(r"\blaporan\b")  # says what the paper is; its stem is that of "pelapor", who is a child
TERMS = Path(__file__).resolve().parents[1] / "data" / "padanan-istilah.csv"


@lru_cache(maxsize=8192)
def list_stems(text: str) -> tuple[str, ...]:
    """This function will return the stems of a text in order, numbers left out, and after them what its terms stand for."""
    told = NAMES_OF_PAPERS.sub(" ", text.casefold())
    stems = [stem for stem in stem_text(told).split() if not stem[0].isdigit() or stem == "2p"]
    return (*stems, *_stand_for(stems))


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """This function will return the different stems of a text."""
    return frozenset(list_stems(text))


def share_said(said: Iterable[str], words: Mapping[str, float]) -> float:
    """This function will return how much of what `words` tell is said, from 0 to 1."""
    whole = sum(words.values())
    return sum(words.get(word, 0) for word in set(said)) / whole if whole else 1


def _stand_for(stems: list[str]) -> list[str]:
    """Once, not again of what was added: an abbreviation never drags in the meaning of another."""
    terms, added = _terms(), []
    for place, stem in enumerate(stems):
        for phrase, meaning in terms.get(stem, ()):
            if tuple(stems[place : place + len(phrase)]) == phrase:
                added += [word for word in meaning if word not in stems]
    return added


@cache
def _terms() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First stem of a term → its stems, and those it stands for."""
    terms: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    with TERMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            phrase, meaning = (tuple(stem_text(row[name]).split()) for name in ("bila", "tambah"))
            terms.setdefault(phrase[0], []).append((phrase, meaning))
    return terms
