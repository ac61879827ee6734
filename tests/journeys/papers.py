"""Files as officers have them on a phone or a desk: photographs that say when they were taken, scans of pages."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

SKY, WALL, ROOF, FLOOR = "#cfe3ea", "#f4ead7", "#a9543a", "#8c9b7a"
TAKEN = "2025:08:12 09:30:00"
EXIF_TIME, EXIF_PART = 0x9003, 0x8769


def photograph(name: str, *, blurred: bool = False, windows: int = 4) -> dict[str, Any]:
    """This function will draw a health post as a phone would photograph it, in the year that is assessed."""
    picture = Image.new("RGB", (1200, 900), SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 640, 1200, 900), fill=FLOOR)
    draw.rectangle((180, 330, 1020, 700), fill=WALL)
    draw.polygon([(120, 340), (600, 130), (1080, 340)], fill=ROOF)
    for position in range(windows):
        left = 240 + position * 190
        draw.rectangle((left, 420, left + 110, 540), fill="#5b8fa8", outline="#3a5f70", width=6)
    if blurred:
        picture = picture.resize((40, 30)).resize((1200, 900))
    exif = Image.Exif()
    exif.get_ifd(EXIF_PART)[EXIF_TIME] = TAKEN
    return _file(name, "image/jpeg", _write(picture, "JPEG", exif=exif))


def page(name: str, *lines: str) -> dict[str, Any]:
    """This function will draw a page of paper, photographed from above."""
    picture = Image.new("RGB", (1000, 1400), "#fbfaf5")
    draw = ImageDraw.Draw(picture)
    for position, line in enumerate(lines):
        draw.text((90, 110 + position * 60), line, fill="#222222", font_size=34)
    return _file(name, "image/jpeg", _write(picture, "JPEG"))


def _write(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def _file(name: str, kind: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": kind, "buffer": content}
