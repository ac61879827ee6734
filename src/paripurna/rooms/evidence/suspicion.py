"""Signs in a text that a document shows children although nobody said so. Pure; what is found is named, never kept.

A population number (NIK) is sixteen digits: six of a region, six of the day of birth (women's days count from 41), four of
a series. Only numbers of people under eighteen are a sign; every such number is made unreadable before a text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from paripurna.rooms.evidence.types import DocumentKind, Suspicion

GAP = r"[ .\-]?"
NIK = re.compile(
    rf"(?<!\d)(?:\d{GAP}){{6}}(?P<day>\d{GAP}\d){GAP}(?P<month>\d{GAP}\d){GAP}(?P<year>\d{GAP}\d){GAP}(?:\d{GAP}){{3}}\d(?!\d)"
)
OF_WOMEN = 40
GROWN_UP = 18
MASK = "•" * 16

RULES = frozenset({DocumentKind.REGULATION, DocumentKind.INSTRUCTION, DocumentKind.SOP, DocumentKind.BUDGET})
"""Papers that speak of such records in general: their words are no sign, the numbers in them are."""

NAMED = r"(?:an\b|a\.\s?n\.?|atas nama\b|no\b|nomor\b|:)"
WORDS: Mapping[Suspicion, re.Pattern[str]] = {
    Suspicion.BIRTH: re.compile(
        rf"(?i:kutipan akta (?:kelahiran|lahir)|akta (?:kelahiran|lahir)\s*{NAMED}|kartu keluarga\s*{NAMED}"
        rf"|kartu identitas anak\s*{NAMED})"
    ),
    Suspicion.MEDICAL: re.compile(r"(?i:\bvisum\b|\brekam medi[sk]\b|\bresume medis\b)"),
    Suspicion.POLICE: re.compile(
        r"\bBAP\b|(?i:berita acara pemeriksaan (?:saksi|korban|tersangka|anak)|\blaporan polisi\b)"
    ),
}


def find_suspicions(text: str, *, on: date) -> tuple[Suspicion, ...]:
    """This function will return why a text may tell of a child, in a fixed order; nothing of the text itself."""
    found = [reason for reason, words in WORDS.items() if words.search(text)]
    if any(_is_of_a_child(born, on) for born in _list_births(text, on)):
        found.insert(0, Suspicion.IDENTITY)
    return tuple(found)


def counts_for(reason: Suspicion, kind: str) -> bool:
    """This function will tell whether a reason means anything in a document of this kind."""
    return reason not in WORDS or kind not in RULES


def mask_niks(text: str) -> str:
    """This function will return the text with every population number made unreadable."""
    return NIK.sub(lambda found: MASK if _read_birth(found, date.max) else found[0], text)


def _list_births(text: str, on: date) -> Iterator[date]:
    births = (_read_birth(found, on) for found in NIK.finditer(text))
    return (born for born in births if born)


def _read_birth(found: re.Match[str], on: date) -> date | None:
    """The day of birth that a number tells; None for sixteen digits that are no population number."""
    day, month, year = (int(re.sub(r"\D", "", found[part])) for part in ("day", "month", "year"))
    century = on.year // 100 * 100
    year += century if year <= on.year % 100 else century - 100
    try:
        return date(year, month, day - OF_WOMEN if day > OF_WOMEN else day)
    except ValueError:
        return None


def _is_of_a_child(born: date, on: date) -> bool:
    return (on.year - born.year) - ((on.month, on.day) < (born.month, born.day)) < GROWN_UP
