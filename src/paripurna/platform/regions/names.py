"""Names of regions as people spell them, folded to one form. Plain Python."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = re.compile(r"['’‘`ʼ]")
NOT_A_WORD = re.compile(r"[^a-z0-9]+")
ABBREVIATIONS = {"kab": "kabupaten", "adm": "administrasi", "kec": "kecamatan", "kel": "kelurahan", "prov": "provinsi"}
PREFIXES = (
    ("kabupaten administrasi ", "kabupaten"),
    ("kota administrasi ", "kota"),
    ("kabupaten ", "kabupaten"),
    ("kota madya ", "kota"),
    ("kotamadya ", "kota"),
    ("kota ", "kota"),
    ("desa adat ", "desa adat"),
    ("kecamatan ", "kecamatan"),
    ("kelurahan ", "kelurahan"),
    ("desa ", "desa"),
    ("provinsi ", "provinsi"),
)


def fold(text: str) -> str:
    """This function will return `text` in lower case, without marks, with single spaces: "Lasara Tanose'o" → "lasara tanoseo"."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).encode("ascii", "ignore").decode().lower()
    words = NOT_A_WORD.sub(" ", plain).split()
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def split_type(folded: str) -> tuple[str, str]:
    """This function will part the written type from a folded name: "kota balikpapan" → ("kota", "balikpapan")."""
    for prefix, kind in PREFIXES:
        if folded.startswith(prefix):
            return kind, folded.removeprefix(prefix)
    return "", folded


def core_name(name: str, kind: str) -> str:
    """This function will return the folded name of a region of type `kind` without that type."""
    folded = fold(name)
    written, core = split_type(folded)
    return core if written == kind else folded


def closed_up(folded: str) -> str:
    """This function will return the name without spaces, as "Sungai Nangka" and "Sungainangka" are one place."""
    return folded.replace(" ", "")
