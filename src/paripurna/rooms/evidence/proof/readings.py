"""What a machine read in a document, as the checks see it. The one place that says what `Reading`'s JSON fields hold.

`Reading.found`:       {"numbers": ["188.45-12/2025"], "dates": ["2025-01-06"], "years": [2025],
                        "regions": [{"code": "64.71", "name": "Kota Balikpapan"}], "signatories": ["…"]}
`Reading.signatures`:  [{"verdict": "VALID", "signer": "…", …}]: `platform.files.reading.types.Signature` as JSON
`Reading.fingerprint`: {"picture": -8136… (64 bits of dHash, signed as PostgreSQL's bigint), "text": [numbers of a MinHash]}

Regions are kabupaten and kota only: a text that names another one and not this city is about somewhere else. Parts that are
absent or malformed count as not read; a check then says nothing rather than something wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from paripurna.platform.files.reading.types import Verdict

PICTURE_BITS = 64


@dataclass(frozen=True, slots=True)
class Signature:
    """An electronic signature, as `platform.files.reading` judges it."""

    verdict: Verdict
    signer: str = ""


@dataclass(frozen=True, slots=True)
class NamedRegion:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the text names."""

    numbers: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    years: tuple[int, ...] = ()
    regions: tuple[NamedRegion, ...] = ()
    signatories: tuple[str, ...] = ()


NOTHING_FOUND = Found()


@dataclass(frozen=True, slots=True)
class ReadingFacts:
    """What the machine read in the newest version; empty where nothing was read."""

    state: str = ""  # a `ReadingState`
    page_count: int | None = None
    legibility: str = ""  # a code: why the scan cannot be read by people
    found: Found = NOTHING_FOUND
    signatures: tuple[Signature, ...] = ()
    taken_at: datetime | None = None
    picture: int | None = None  # dHash, unsigned

    @property
    def has_text(self) -> bool:
        return self.state == "READ"

    @property
    def is_opened(self) -> bool:
        """Whether the machine has looked at the content, with or without finding text."""
        return self.state in {"READ", "NO_TEXT", "NO_OCR"}


NOT_READ = ReadingFacts()


def parse_found(data: Mapping[str, Any]) -> Found:
    """This function will return what the text names; parts that are not as agreed are left out."""
    return Found(
        numbers=_texts(data.get("numbers")),
        dates=tuple(_dates(_texts(data.get("dates")))),
        years=tuple(year for year in _list(data.get("years")) if isinstance(year, int)),
        regions=tuple(
            NamedRegion(str(region["code"]), str(region["name"]))
            for region in _list(data.get("regions"))
            if isinstance(region, Mapping) and {"code", "name"} <= set(region)
        ),
        signatories=_texts(data.get("signatories")),
    )


def parse_signatures(data: Iterable[Mapping[str, Any]]) -> tuple[Signature, ...]:
    """This function will return the electronic signatures; a verdict that nobody knows is unreadable."""
    return tuple(Signature(_verdict(row.get("verdict")), str(row.get("signer") or "")) for row in data)


def parse_picture(picture: object) -> int | None:
    """This function will return the dHash of a picture, or None for what is none."""
    return picture % (1 << PICTURE_BITS) if isinstance(picture, int) else None


def count_differing_bits(one: int, other: int) -> int:
    """This function will return how far two pictures are apart: 0 is the same, half of `PICTURE_BITS` is by chance."""
    return (one ^ other).bit_count()


def _verdict(value: object) -> Verdict:
    known = {verdict.value: verdict for verdict in Verdict}
    return known.get(str(value), Verdict.UNREADABLE)


def _list(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in _list(value) if isinstance(text, str))


def _dates(texts: Iterable[str]) -> Iterable[date]:
    for text in texts:
        with suppress(ValueError):
            yield date.fromisoformat(text)
