"""Pages and pictures as pixels, upright, in RGB or grey, and no larger than asked."""

from __future__ import annotations

import warnings
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from paripurna.platform.files.reading.inside.pdf import opened
from paripurna.platform.files.reading.types import PageSize, Trouble, Unread

MAX_PIXELS = 60_000_000  # of a picture that is opened, as at the door
MAX_DRAWN = 16_000_000  # of a page that is drawn: A4 in 400 dots to the inch
LONGEST = 8  # times as high as wide, or the other way; what is longer is drawn smaller
POINTS = 72


def draw(file: Path, out: str, page: int, width: int, *, is_pdf: bool) -> PageSize:
    """This function will draw a page of a PDF, or a picture, `width` pixels wide, and write it to `out` as WebP."""
    picture = open_page(file, page, width, is_pdf=is_pdf)
    save(picture, out)
    return PageSize(picture.width, picture.height)


def save(picture: Image.Image, out: str) -> None:
    """This function will write the pixels alone: no place, time or name that a camera noted."""
    picture.info.clear()
    picture.save(out, "WEBP", quality=80, method=2)


def open_page(file: Path, page: int, width: int, *, is_pdf: bool) -> Image.Image:
    """This function will return a page or a picture, at most `width` wide. Raises `Unread`."""
    return _drawn(file, page, width) if is_pdf else open_picture(file, width)


def open_picture(file: Path, width: int) -> Image.Image:
    """This function will return a picture upright and in RGB. Raises `Unread`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is ours
            with Image.open(file, formats=["JPEG", "PNG", "WEBP", "MPO"]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise Unread(Trouble.TOO_HEAVY)
                picture.draft("RGB", (width * 2, width * 2))
                upright = _without_alpha(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise Unread(Trouble.TOO_HEAVY) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Unread(Trouble.BROKEN) from error
    upright.thumbnail((width, width * LONGEST))
    return upright


def _without_alpha(picture: Image.Image) -> Image.Image:
    """What is transparent becomes paper."""
    if "A" not in picture.mode and "transparency" not in picture.info:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _drawn(file: Path, number: int, width: int) -> Image.Image:
    with opened(file) as document:
        if not 1 <= number <= len(document):
            raise Unread(Trouble.NO_PAGE)
        try:
            page = document[number - 1]
            scale = _scale(page.get_width(), page.get_height(), width)
            drawn: Image.Image = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True).to_pil()
            return drawn.convert("RGB")
        except pypdfium2.PdfiumError as error:
            raise Unread(Trouble.BROKEN) from error


def _scale(page_width: float, page_height: float, width: int) -> float:
    if page_width < 1 or page_height < 1:
        raise Unread(Trouble.BROKEN)
    wanted = width / page_width
    return float(min(wanted, width * LONGEST / page_height, (MAX_DRAWN / (page_width * page_height)) ** 0.5))
