"""Whether two names may mean one place: spelled out alike, then compared by their trigrams. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Short words and spellings of one word, as lists write them.
SPELLED_OUT = {
    "sdn": "sd negeri", "smpn": "smp negeri", "sman": "sma negeri", "smkn": "smk negeri", "slbn": "slb negeri",
    "min": "mi negeri", "mtsn": "mts negeri", "man": "ma negeri", "tkn": "tk negeri", "sdit": "sd it", "smpit": "smp it", "tkit": "tk it",
    "mesjid": "masjid", "mosque": "masjid", "mushola": "musala", "musholla": "musala", "mushalla": "musala", "musalla": "musala",
    "langgar": "musala", "surau": "musala", "pkm": "puskesmas", "rs": "rumah sakit", "rsud": "rumah sakit umum daerah",
    "rsia": "rumah sakit ibu dan anak", "jl": "jalan", "jln": "jalan", "kel": "kelurahan", "kec": "kecamatan",
    "tmn": "taman", "lap": "lapangan", "gpib": "gereja gpib", "universitas": "univ",
}  # fmt: skip
LEVELS = frozenset(
    {"paud", "kb", "tpa", "tk", "ra", "sd", "mi", "smp", "mts", "sma", "ma", "smk", "slb", "univ", "pkbm", "tpq"}
)
SAID_OFTEN = frozenset({"no", "nomor", "dan", "di", "kota", "the", "of"})
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}


@dataclass(frozen=True, slots=True)
class Name:
    """What two names are compared by."""

    words: frozenset[str]
    numbers: frozenset[str]
    levels: frozenset[str]  # of a school
    trigrams: frozenset[str]


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """This function will return a name in small letters, spelled out, numbers without zeros before them."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    words = " ".join(SPELLED_OUT.get(word, word) for word in re.findall(r"[a-z]+|\d+", bare.replace("'", "")))
    plain = (ROMAN.get(word, word.lstrip("0") or "0") for word in words.split())
    return " ".join(word for word in plain if word not in SAID_OFTEN)


def measure_likeness(one: str, other: str, *, city: str = "") -> float:
    """This function will say how alike two names are, from 0 to 1.

    The name of the city tells nothing. Other numbers, or other levels of a school, are other places however alike they sound.
    """
    first, second = read_name(one, city), read_name(other, city)
    if not first.words or not second.words or _differ(first, second):
        return 0.0
    if first.words == second.words:
        return 1.0
    both = len(first.trigrams & second.trigrams)
    alike = both / (len(first.trigrams) + len(second.trigrams) - both)
    return max(alike, 0.8) if _is_within(first.words, second.words) else alike


def trigrams(text: str) -> frozenset[str]:
    """This function will return the runs of three letters of a text, each word with a space around it as PostgreSQL does."""
    return frozenset(
        word[at : at + 3] for word in (f"  {each} " for each in text.split()) for at in range(len(word) - 2)
    )


@lru_cache(maxsize=50_000)
def read_name(name: str, city: str) -> Name:
    """This function will return what a name is compared by, read once; the name of the city is left out where more is said."""
    words = frozenset(plain_name(name).split())
    words = words - frozenset(plain_name(city).split()) or words
    numbers = frozenset(word for word in words if word.isdigit())
    return Name(words, numbers, words & LEVELS, trigrams(" ".join(sorted(words))))


def _differ(first: Name, second: Name) -> bool:
    pairs = ((first.numbers, second.numbers), (first.levels, second.levels))
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _is_within(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the shorter name is said whole in the longer, by two words at least."""
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) > 1 and shorter <= longer
