"""Positions as people write them: decimals with dot or comma, degrees with minutes and seconds, either axis first. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

INDONESIA_LAT, INDONESIA_LON = (-12.0, 7.0), (94.0, 142.0)  # no number is both
MARKS = str.maketrans(
    {"º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "`": "'", "″": '"', "”": '"', "“": '"', "−": "-", "–": "-"}
)
HEMISPHERES = {"N": 1, "LU": 1, "S": -1, "LS": -1, "E": 1, "BT": 1, "W": -1, "BB": -1}
OF_LATITUDE = frozenset({"N", "S", "LU", "LS"})

_NUMBER = r"\d+(?:[.,]\d+)?"
_LETTERS = r"LU|LS|BT|BB|N|S|E|W"
_ANGLE = re.compile(
    rf"(?P<before>{_LETTERS})?\s*(?P<sign>-)?(?P<degrees>{_NUMBER})(?:\s*°\s*|\s+|(?=\s*(?:{_LETTERS}|$)))"
    rf"(?:(?P<minutes>{_NUMBER})(?:\s*'(?!')\s*|\s+|(?=\s*(?:{_LETTERS}|$)))(?:(?P<seconds>{_NUMBER})\s*(?:\"|'')?\s*)?)?\s*(?P<after>{_LETTERS})?"
)
_DOTS = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)")
_COMMAS = re.compile(r"(-?\d+(?:,\d+)?)\s*[;\s]\s*(-?\d+(?:,\d+)?)")
_ONLY_COMMAS = re.compile(r"(-?\d+,\d+)\s*,\s*(-?\d+,\d+)")


class Notation(StrEnum):
    DOT = "DOT"
    COMMA = "COMMA"
    DEGREES = "DEGREES"


class Fault(StrEnum):
    """Why a position cannot be read."""

    NOT_A_PAIR = "NOT_A_PAIR"
    SIXTY = "SIXTY"  # minutes or seconds of 60 and more
    SAME_AXIS = "SAME_AXIS"  # two latitudes or two longitudes
    OUTSIDE_INDONESIA = "OUTSIDE_INDONESIA"


class CannotRead(ValueError):
    """A text is no position in Indonesia; `fault` says why."""

    def __init__(self, fault: Fault, text: str) -> None:
        super().__init__(f"{fault}: {text}")
        self.fault, self.text = fault, text


@dataclass(frozen=True, slots=True)
class Reading:
    """A position, how it was written, and whether longitude came first."""

    lat: float
    lon: float
    notation: Notation
    is_longitude_first: bool = False


def read_position(text: str) -> Reading:
    """This function will read a latitude and a longitude, in either order. Raises `CannotRead`.

    In Indonesia no number can be both, so the order is known whatever the heading of the column says.
    """
    plain = " ".join(text.translate(MARKS).upper().split()).strip(" ()[]")
    if re.search(rf"°|{_LETTERS}", plain):
        return _read_degrees(plain)
    for pattern, notation in ((_DOTS, Notation.DOT), (_ONLY_COMMAS, Notation.COMMA), (_COMMAS, Notation.COMMA)):
        if found := pattern.fullmatch(plain):
            first, second = (float(number.replace(",", ".")) for number in found.groups())
            return _order(first, second, notation, text)
    raise CannotRead(Fault.NOT_A_PAIR, text)


def read_cells(lat: str, lon: str) -> Reading:
    """This function will read two cells; `is_longitude_first` says that they were swapped. Raises `CannotRead`."""
    return read_position(f"{lat.strip()}; {lon.strip()}")


def _read_degrees(text: str) -> Reading:
    angles = list(_ANGLE.finditer(text))
    rest = _ANGLE.sub("", text).strip(" ,;/")
    if len(angles) != 2 or rest:
        raise CannotRead(Fault.NOT_A_PAIR, text)
    first, second = (_measure(angle, text) for angle in angles)
    letters = [angle["before"] or angle["after"] for angle in angles]
    if all(letters) and (letters[0] in OF_LATITUDE) == (letters[1] in OF_LATITUDE):
        raise CannotRead(Fault.SAME_AXIS, text)
    return _order(first, second, Notation.DEGREES, text)


def _measure(angle: re.Match[str], text: str) -> float:
    degrees, minutes, seconds = (_number(angle[part]) for part in ("degrees", "minutes", "seconds"))
    if minutes >= 60 or seconds >= 60:
        raise CannotRead(Fault.SIXTY, text)
    size = degrees + minutes / 60 + seconds / 3600
    letter = angle["before"] or angle["after"]
    return size * (HEMISPHERES[letter] if letter else -1 if angle["sign"] else 1)


def _number(text: str | None) -> float:
    return float((text or "0").replace(",", "."))


def _order(first: float, second: float, notation: Notation, text: str) -> Reading:
    if _is_in(first, INDONESIA_LAT) and _is_in(second, INDONESIA_LON):
        return Reading(first, second, notation)
    if _is_in(first, INDONESIA_LON) and _is_in(second, INDONESIA_LAT):
        return Reading(second, first, notation, is_longitude_first=True)
    raise CannotRead(Fault.OUTSIDE_INDONESIA, text)


def _is_in(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]
