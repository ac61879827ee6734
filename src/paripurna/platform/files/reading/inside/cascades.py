"""Faces found by OpenCV's own cascades, which come in its wheel, and made unrecognizable."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from paripurna.platform.files.reading.inside.rendering import open_page, save
from paripurna.platform.files.reading.types import Box, PageSize

SEARCHED = 1600  # wide: a face of 40 dots is found in a group of eighty people
SMALLEST = 28  # dots
FRONTAL, PROFILE = "haarcascade_frontalface_alt2.xml", "haarcascade_profileface.xml"
SURE = {FRONTAL: 3, PROFILE: 5}  # neighbors that must agree; a profile is more easily seen where there is none
STEP = 1.1
SAME = 0.35  # boxes that share so much are one face

MARGIN = 0.2  # hair and chin go too
TILES = 5  # across a face: nobody is known by 25 tiles
LEVELS = 32  # of brightness that stay apart

Square = tuple[int, int, int, int]


def find_faces(file: Path, page: int, *, is_pdf: bool) -> tuple[Box, ...]:
    """This function will return the faces of a page or picture, the largest first."""
    import cv2
    import numpy as np

    cv2.setNumThreads(1)
    picture = open_page(file, page, SEARCHED, is_pdf=is_pdf)
    mirrored = np.asarray(ImageOps.mirror(picture).convert("L"))
    upright = mirrored[:, ::-1].copy()
    found = _search(cv2, upright, FRONTAL) + _search(cv2, upright, PROFILE)
    found += [
        (picture.width - left - side, top, side, high) for left, top, side, high in _search(cv2, mirrored, PROFILE)
    ]
    return tuple(_box(square, picture.size) for square in _one_each(found))


def blur(file: Path, out: str, boxes: list[list[float]], *, page: int, width: int, is_pdf: bool) -> PageSize:
    """This function will write a page or picture as WebP on which nothing is left of the faces in `boxes`.

    Tiles are made of the picture as it is found, once, so that pictures of different widths show the same tiles:
    several of them tell no more than one.
    """
    picture = open_page(file, page, SEARCHED, is_pdf=is_pdf)
    for left, top, wide, high in boxes:
        place = _with_margin((left, top, wide, high), picture.size)
        picture.paste(_tiled(picture.crop(place)), place[:2])
    picture.thumbnail((width, width * picture.height // picture.width + 1))
    save(picture, out)
    return PageSize(picture.width, picture.height)


def _search(cv2: Any, grey: Any, cascade: str) -> list[Square]:
    finder = cv2.CascadeClassifier(f"{cv2.data.haarcascades}{cascade}")
    found = finder.detectMultiScale(grey, STEP, SURE[cascade], minSize=(SMALLEST, SMALLEST))
    return [(int(left), int(top), int(wide), int(high)) for left, top, wide, high in found]


def _one_each(found: Iterable[Square]) -> list[Square]:
    kept: list[Square] = []
    for square in sorted(found, key=lambda each: -each[2] * each[3]):
        if all(_shared(square, other) < SAME for other in kept):
            kept.append(square)
    return kept


def _shared(one: Square, other: Square) -> float:
    """Which share of the smaller one lies in the other."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0) / min(one[2] * one[3], other[2] * other[3])


def _box(square: Square, size: tuple[int, int]) -> Box:
    left, top, wide, high = square
    return Box(*(round(value, 4) for value in (left / size[0], top / size[1], wide / size[0], high / size[1])))


def _with_margin(box: tuple[float, float, float, float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, wide, high = box
    return (
        int(max(left - wide * MARGIN, 0) * size[0]),
        int(max(top - high * MARGIN, 0) * size[1]),
        max(int(min(left + wide * (1 + MARGIN), 1) * size[0]), int(left * size[0]) + 1),
        max(int(min(top + high * (1 + MARGIN), 1) * size[1]), int(top * size[1]) + 1),
    )


def _tiled(face: Image.Image) -> Image.Image:
    tiles = face.resize((TILES, TILES), Image.Resampling.BOX).point(
        lambda value: value // LEVELS * LEVELS + LEVELS // 2
    )
    return tiles.resize(face.size, Image.Resampling.NEAREST)
