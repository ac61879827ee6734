"""How alike two pictures or two texts are, as small figures that a database can index. Pure: no files, no tables.

A picture becomes 64 bits (`picture_hash`), a text 128 numbers (`text_print`). Comparing everything with everything is
not needed: *bands* are whole numbers of which near ones share at least one. A room stores them in an array column with a
GIN index and asks `bands && %s` for candidates, then counts with `hamming` or `jaccard_estimate`.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

BITS = 64
PICTURE_BANDS = 8  # of 8 bits: pictures that differ in at most 7 bits share at least one
NEAR_BITS = 7
FLAT = 6  # levels of grey: a picture with less contrast than this is blank paper, like every other blank paper

SHINGLE = 3  # words
PERMUTATIONS = 128
TEXT_BANDS, ROWS = 32, 4  # texts of which 0.7 is alike share a band with 0.9998, of which 0.2 with 0.05
MIN_WORDS = 20  # below that, letters of the same kind look the same
WORD = re.compile(r"\w+")
SIGNED = 1 << 63


def picture_hash(picture: Image) -> int | None:
    """This function will return 64 bits that stay nearly the same when a picture is scaled, compressed or brightened.

    Each bit says whether a spot is brighter than its right neighbor (dHash), signed as PostgreSQL's `bigint`. `None` for
    a picture that shows nothing.
    """
    grey = picture.convert("L").resize((9, 8))
    darkest, brightest = grey.getextrema()
    if int(brightest) - int(darkest) < FLAT:  # type: ignore[arg-type]
        return None
    spots = grey.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (spots[row * 9 + column] < spots[row * 9 + column + 1])
    return _signed(bits)


def picture_bands(bits: int) -> tuple[int, ...]:
    """This function will return 8 whole numbers of which pictures that differ in at most `NEAR_BITS` share one."""
    plain = bits % (1 << BITS)
    return tuple(place << 8 | (plain >> 8 * place) & 0xFF for place in range(PICTURE_BANDS))


def hamming(one: int, other: int) -> int:
    """This function will return in how many of 64 bits two pictures differ: 0 the same, about 32 strangers."""
    return ((one ^ other) % (1 << BITS)).bit_count()


def text_print(text: str) -> tuple[int, ...] | None:
    """This function will return 128 numbers of which two texts share about as many as they share word triples (MinHash).

    `None` for a text that is too short to tell.
    """
    import numpy as np

    words = WORD.findall(text.lower())
    if len(words) < MIN_WORDS:
        return None
    shingles = np.unique(_shingles(words))
    factors, offsets = _permutations()
    least = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, np.uint64)
    for part in np.array_split(shingles, max(len(shingles) // 4096, 1)):
        mixed = part[:, None] * factors[None, :] + offsets[None, :]  # odd factors, modulo 2**64
        least = np.minimum(least, (mixed >> np.uint64(32)).min(axis=0))
    return tuple(int(value) for value in least)


def text_bands(values: tuple[int, ...]) -> tuple[int, ...]:
    """This function will return 32 whole numbers of which texts that are much alike share at least one."""
    return tuple(
        _hash(f"{place}:{values[place * ROWS : (place + 1) * ROWS]}", signed=True) for place in range(TEXT_BANDS)
    )


def jaccard_estimate(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """This function will return which share of their word triples two texts have in common, give or take 0.09."""
    return sum(mine == yours for mine, yours in zip(one, other, strict=True)) / PERMUTATIONS


def _shingles(words: list[str]) -> np.ndarray:
    import numpy as np

    numbers = np.array([_word(word) for word in words], np.uint64)
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(SHINGLE):
        mixed = (mixed ^ numbers[place : place + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


@lru_cache(maxsize=50_000)
def _word(word: str) -> int:
    return _hash(word, signed=False)


@lru_cache(maxsize=1)
def _permutations() -> tuple[np.ndarray, np.ndarray]:
    """The same for ever: a print that was stored years ago is compared with one of today."""
    import numpy as np

    numbers = [_hash(f"permutation {place}", signed=False) for place in range(2 * PERMUTATIONS)]
    return np.array(numbers[:PERMUTATIONS], np.uint64) | np.uint64(1), np.array(numbers[PERMUTATIONS:], np.uint64)


def _hash(text: str, *, signed: bool) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=signed)


def _signed(bits: int) -> int:
    return bits - (1 << BITS) if bits >= SIGNED else bits
