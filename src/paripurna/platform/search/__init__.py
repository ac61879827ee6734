"""Indonesian words as they are searched: stemmed, without stop words. Plain Python, no tables."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from Sastrawi.Stemmer.CachedStemmer import CachedStemmer

STOP_WORDS = frozenset(
    [
        "ada",
        "adalah",
        "agar",
        "akan",
        "antara",
        "apa",
        "atas",
        "atau",
        "bagi",
        "bahwa",
        "dalam",
        "dan",
        "dapat",
        "dari",
        "dengan",
        "di",
        "dia",
        "hal",
        "harus",
        "ia",
        "ini",
        "itu",
        "jika",
        "juga",
        "kepada",
        "ke",
        "lain",
        "maka",
        "mereka",
        "oleh",
        "pada",
        "para",
        "per",
        "saat",
        "saja",
        "sebagai",
        "sebuah",
        "secara",
        "sedang",
        "semua",
        "serta",
        "sesuai",
        "setiap",
        "suatu",
        "tahun",
        "telah",
        "terhadap",
        "tersebut",
        "tiap",
        "untuk",
        "yaitu",
        "yang",
        "the",
        "of",
        "and",
        "in",
        "for",
        "to",
        "a",
        "an",
        "on",
        "or",
    ]
)
KEPT_WORDS = frozenset({"kelurahan", "kecamatan", "kabupaten", "perda", "perwali", "berita", "kesehatan", "pendidikan"})
"""Names of things that the stemmer would cut into something else ("kelurahan" is not "lurah")."""

WORD = re.compile(r"[0-9]+[a-z]*(?:\.[0-9]+[a-z]*)+|[0-9a-zà-ÿ]+")


@lru_cache(maxsize=1)
def _stemmer() -> CachedStemmer:
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    return StemmerFactory().create_stemmer()


@lru_cache(maxsize=50_000)
def stem_word(word: str) -> str:
    """This function will return the stem of one lower-case word; names in `KEPT_WORDS` stay as they are."""
    if word in KEPT_WORDS or not word.isalpha():
        return word
    return str(_stemmer().stem(word))


def stem_text(text: str) -> str:
    """This function will return the searchable stems of `text`, in order, separated by blanks."""
    return " ".join(stem_word(word) for word in WORD.findall(text.lower()) if word not in STOP_WORDS)
