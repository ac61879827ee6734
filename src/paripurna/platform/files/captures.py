"""When and where a photograph says it was taken (EXIF)."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Any

from PIL import Image

from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.pictures import opened
from paripurna.platform.files.types import Capture

DETAILS, POSITION = 0x8769, 0x8825  # parts of EXIF
TAKEN, TAKEN_OFFSET, CHANGED = 0x9003, 0x9011, 0x0132
SOUTH_OR_NORTH, LATITUDE, WEST_OR_EAST, LONGITUDE = 1, 2, 3, 4


def capture_of(file: StoredFile, zone: tzinfo) -> Capture:
    """This function will read what a camera noted; what makes no sense is left out."""
    with opened(file) as picture:
        exif = picture.getexif()
    position = exif.get_ifd(POSITION)
    latitude = _degrees(position, LATITUDE, SOUTH_OR_NORTH, limit=90)
    longitude = _degrees(position, LONGITUDE, WEST_OR_EAST, limit=180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        latitude = longitude = None
    return Capture(_taken_at(exif, zone), latitude, longitude)


def _taken_at(exif: Image.Exif, zone: tzinfo) -> datetime | None:
    details = exif.get_ifd(DETAILS)
    text = str(details.get(TAKEN) or exif.get(CHANGED) or "").strip("\0 ")
    offset = str(details.get(TAKEN_OFFSET) or "").strip("\0 ")
    for words, form in ((text + offset, "%Y:%m:%d %H:%M:%S%z"), (text, "%Y:%m:%d %H:%M:%S")):
        try:
            taken = datetime.strptime(words, form)  # noqa: DTZ007 — the zone follows
        except ValueError:
            continue
        return taken if taken.tzinfo else taken.replace(tzinfo=zone)
    return None


def _degrees(position: dict[int, Any], name: int, side: int, *, limit: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in position[name])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not 0 <= found <= limit:  # not a number compares with nothing
        return None
    return round(-found if str(position.get(side, "")).strip("\0 ") in {"S", "W"} else found, 6)
