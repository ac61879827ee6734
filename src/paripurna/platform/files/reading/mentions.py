"""What an Indonesian official text names: its number, dates, years, who signed it, and places. Pure.

For filling in a form beforehand and for checks. Each mention says where it stands, so that a page can show it; nothing
is taken for certain. Scans misread letters: `NOM0R` and `l2 Maret` are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

MAX_MENTIONS = 200  # of each kind
FIRST_YEAR, LAST_YEAR = 1945, 2100
CENTURY = 2000
BEFORE = 120  # characters in which the words before a date are looked at


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text, and where they begin."""

    words: str
    start: int


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    on: date
    is_signing: bool  # after "pada tanggal" of a closing, or a place and a comma as letters have


@dataclass(frozen=True, slots=True)
class Signatory(Mention):
    """Who signed, as far as the last lines say it."""

    office: str
    name: str
    nip: str = ""


M = TypeVar("M", bound=Mention)

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari pebruari feb peb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt agst ags aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nopember nov nop",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
DIGIT = r"[0-9OoIl|]"  # what a scan makes of digits
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN = re.compile(rf"\b({DIGIT}{{1,2}})[ \t\n.-]{{1,5}}({MONTH})\.?[ \t\n,-]{{1,5}}({DIGIT}{{4}})\b", re.IGNORECASE)
DAY_FIRST = re.compile(r"(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)")
SIGNING = re.compile(
    r"(ditetapkan|dikeluarkan|diundangkan|ditandatangani|dibuat|disahkan)[^.;]{0,80}$|^[ \t]*[A-Z][A-Za-z .]{2,30},[ \t]*$"
    r"|^[ \t]*(pada )?tanggal[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)

MARK = r"N[O0]M[O0]R|NO"
OF_YEAR = re.compile(
    rf"\b(?:{MARK})\b[.:\s]{{0,5}}({DIGIT}{{1,4}}[A-Z]?)\s{{1,5}}TAHUN\s{{1,5}}(\d{{4}})\b", re.IGNORECASE
)
WITH_SLASHES = re.compile(
    rf"\b(?:{MARK})\b\.?[ \t]*[:.]?[ \t]*([A-Z0-9][A-Z0-9.-]*(?:[ \t]?/[ \t]?[A-Z0-9][A-Z0-9.()-]*){{1,7}})",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:(?<![\d/-])(?<!\d[.,])|(?<=20\d\d-))((?:19|20)\d{2})(?!\d|[.,]\d)")


# Lines are matched one by one and only when they are short: long ones are no signatures, and cost time.
ACTING = r"(?:plt\.?|plh\.?|pj\.?|penjabat)"
OFFICES = "wali ?kota|bupati|gubernur|sekretaris|kepala|camat|lurah|ketua|direktur|menteri|presiden|asisten|inspektur"
OFFICE = re.compile(rf"(?:(?:a\.?n|u\.?b)\.? ?)?((?:{ACTING} ?)?(?:wakil )?(?:{OFFICES})\b[^,]*),?", re.IGNORECASE)
NAME = re.compile(
    r"(?!(?:PROVINSI|KABUPATEN|KOTA|KECAMATAN|KELURAHAN|PEMERINTAH|DINAS|KEPUTUSAN|PERATURAN|INSTRUKSI|SURAT|NOMOR|TENTANG)\b)"
    r"\(?[A-Z][\w'’.,-]*(?: [A-Z][\w'’.,-]*){0,9}\)?"
)
STAMP = re.compile(
    r"\W*|ttd\.?|dto\.?|\W*tertanda\W*|ditandatangani secara elektronik.*|cap.*|materai.*", re.IGNORECASE
)
NIP = re.compile(r"NIP\b[.: ]*((?:\d[ .]?){18})")
LINES_AFTER_OFFICE, LINES_AFTER_NAME = 8, 3
MAX_LINE = 100


def find_numbers(text: str) -> list[Mention]:
    """This function will return numbers of documents: `188.45/123/2025`, `12 TAHUN 2024`, in the order of the text."""
    of_year = (
        Mention(f"{_digits(found[1])} TAHUN {found[2]}", found.start(1))
        for found in islice(OF_YEAR.finditer(text), MAX_MENTIONS)
    )
    slashed = (
        Mention(re.sub(r"\s", "", found[1]).rstrip(".-"), found.start(1))
        for found in islice(WITH_SLASHES.finditer(text), MAX_MENTIONS)
    )
    return _in_order([*of_year, *(number for number in slashed if any(map(str.isdigit, number.words)))])


def find_dates(text: str) -> list[DateMention]:
    """This function will return the days that a text names, in its order; impossible ones (31 Februari) are no days."""
    return _in_order(_dates(text))


def find_years(text: str) -> list[Mention]:
    """This function will return years that stand as such, not the digits of a number or an amount of money."""
    found = (Mention(year[1], year.start(1)) for year in YEAR.finditer(text))
    return list(islice((year for year in found if FIRST_YEAR <= int(year.words) <= LAST_YEAR), MAX_MENTIONS))


def find_signatories(text: str) -> list[Signatory]:
    """This function will return offices with the name below them, as signatures stand. The last is most likely the signer."""
    lines = list(_lines(text))
    offices = (at for at, line in enumerate(lines) if OFFICE.fullmatch(line.words))
    found = (_signatory(lines[at : at + LINES_AFTER_OFFICE + LINES_AFTER_NAME]) for at in offices)
    return list(islice(filter(None, found), MAX_MENTIONS))


def find_regions(text: str, names: Iterable[str]) -> list[Mention]:
    """This function will return which of `names` a text holds as whole words, in whatever case; the longer name wins.

    "Balikpapan Kota" is not also "Balikpapan".
    """
    wanted = {_squeezed(name): name for name in names if name.strip()}
    if not wanted:
        return []
    longest_first = sorted(wanted, key=len, reverse=True)
    any_name = "|".join(re.escape(name).replace(r"\ ", r"[\s-]+") for name in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:{any_name})(?!\w)", re.IGNORECASE)
    found = (Mention(wanted[_squeezed(place[0])], place.start()) for place in pattern.finditer(text))
    return list(islice(found, MAX_MENTIONS))


def _dates(text: str) -> Iterator[DateMention]:
    for found in islice(WRITTEN.finditer(text), MAX_MENTIONS):
        yield from _date(text, found, (_digits(found[3]), MONTHS[found[2].lower()], _digits(found[1])))
    for found in islice(DAY_FIRST.finditer(text), MAX_MENTIONS):
        year = found[4] if len(found[4]) == 4 else CENTURY + int(found[4])
        yield from _date(text, found, (year, found[3], found[1]))
    for found in islice(YEAR_FIRST.finditer(text), MAX_MENTIONS):
        yield from _date(text, found, (found[1], found[3], found[4]))


def _date(text: str, found: re.Match[str], parts: Iterable[str | int]) -> Iterator[DateMention]:
    year, month, day = map(int, parts)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return
    try:
        on = date(year, month, day)
    except ValueError:
        return
    before = text[max(found.start() - BEFORE, 0) : found.start()]
    yield DateMention(found[0], found.start(), on, is_signing=SIGNING.search(before) is not None)


def _lines(text: str) -> Iterator[Mention]:
    start = 0
    for line in text.split("\n"):
        words = line.strip() if len(line) <= MAX_LINE else ""
        yield Mention(words, start + line.find(words))
        start += len(line) + 1


def _signatory(lines: list[Mention]) -> Signatory | None:
    """The first line below an office that is a name; a stamp and empty lines may stand between.

    "a.n. WALI KOTA" above "SEKRETARIS DAERAH" is followed by no name: the lower office signs.
    """
    office = OFFICE.fullmatch(lines[0].words)
    if office is None:
        return None
    for at, line in enumerate(lines[1 : LINES_AFTER_OFFICE + 1], start=1):
        if STAMP.fullmatch(line.words):
            continue
        if OFFICE.fullmatch(line.words) or not NAME.fullmatch(line.words):
            return None
        below = " ".join(each.words for each in lines[at + 1 : at + 1 + LINES_AFTER_NAME])
        nip = NIP.search(below)
        number = re.sub(r"\D", "", nip[1]) if nip else ""
        return Signatory(lines[0].words, lines[0].start, office[1].strip(), line.words.strip("()"), number)
    return None


def _digits(read: str) -> str:
    return read.translate(str.maketrans("OoIl|", "00111"))


def _squeezed(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name.strip()).lower()


def _in_order(found: Iterable[M]) -> list[M]:
    """By place, and of two that overlap the one that begins first."""
    taken: list[M] = []
    for mention in sorted(found, key=lambda each: (each.start, -len(each.words))):
        if not taken or mention.start >= taken[-1].start + len(taken[-1].words):
            taken.append(mention)
    return taken[:MAX_MENTIONS]
