"""Scans read by Tesseract, a page at a time."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import Image, ImageFilter

from paripurna.platform.files.reading.inside.bounds import clean
from paripurna.platform.files.reading.inside.pdf import scan_width
from paripurna.platform.files.reading.inside.rendering import open_page
from paripurna.platform.files.reading.inside.sharpness import look_at
from paripurna.platform.files.reading.types import OcrPage

WIDTH = 2480  # A4 at 300 dots to the inch, which Tesseract likes best
ENOUGH = 1400  # a smaller scan is enlarged
LINE = ("block_num", "par_num", "line_num")
DOTS_PER_INCH = 300


def read_page(file: Path, page: int, languages: str, *, is_pdf: bool) -> OcrPage:
    """This function will return what Tesseract reads on a page, upright or lying on its side."""
    import pytesseract

    width = (
        min(scan_width(file, page) or WIDTH, WIDTH) if is_pdf else WIDTH
    )  # dust is one dot wide only as it was scanned
    scan = open_page(file, page, width, is_pdf=is_pdf).convert("L")
    look = look_at(scan)
    data = pytesseract.image_to_data(
        _prepared(scan), languages, f"--oem 1 --psm 1 --dpi {DOTS_PER_INCH}", output_type=pytesseract.Output.DICT
    )
    words = _words(data)
    letters = sum(len(word["text"]) for word in words)
    confidence = sum(word["conf"] * len(word["text"]) for word in words) / letters if letters else 0
    return OcrPage(page, _text(words), len(words), round(float(confidence), 1), look)


def _prepared(scan: Image.Image) -> Image.Image:
    """A median of nine dots takes the dust of scanners away: on noisy scans most errors go with it."""
    clear = scan.filter(ImageFilter.MedianFilter(3))
    return (
        clear.resize((clear.width * 2, clear.height * 2), Image.Resampling.LANCZOS) if clear.width < ENOUGH else clear
    )


def _words(data: dict[str, list[Any]]) -> list[dict[str, Any]]:
    rows = (dict(zip(data, values, strict=True)) for values in zip(*data.values(), strict=True))
    return [row for row in rows if float(row["conf"]) >= 0 and row["text"].strip()]


def _text(words: list[dict[str, Any]]) -> str:
    lines = groupby(words, key=lambda word: tuple(word[part] for part in LINE))
    blocks = groupby(
        ((place[0], " ".join(word["text"] for word in line)) for place, line in lines), key=lambda each: each[0]
    )
    return clean("\n\n".join("\n".join(line for _, line in block) for _, block in blocks))
