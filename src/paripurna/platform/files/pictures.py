"""Pictures as people see them: upright, not too large, and without place, time or name that the camera noted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from paripurna.platform.files import heif as heif
from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.types import MediaType

LONGEST_SIDE = 3000
FORMATS = {MediaType.JPEG: "JPEG", MediaType.PNG: "PNG", MediaType.WEBP: "WEBP"}  # HEIC is shown as JPEG


def shown_key(file: StoredFile) -> str:
    """This function will return the key of the picture as people see it, made when it is first asked for."""
    key = store.shown_key_of(file.hash)
    if not store.exists(key):
        store.put_bytes(_clean(file), key)
    return key


@contextmanager
def clean_picture(file: StoredFile, *, longest: int = LONGEST_SIDE) -> Iterator[Image.Image]:
    """This function will give the pixels of a picture, upright and no larger than `longest`, and nothing else of it."""
    with opened(file) as picture:
        picture.draft(None, (longest, longest))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((longest, longest))
        pixels = upright.convert("RGB") if upright.mode in {"CMYK", "YCbCr"} else upright
        bare = Image.new(pixels.mode, pixels.size)  # a new picture takes over the pixels and nothing else
        bare.paste(pixels)
        if pixels.palette:
            bare.putpalette(pixels.getpalette() or [])
        yield bare


def _clean(file: StoredFile) -> bytes:
    out = io.BytesIO()
    with clean_picture(file) as picture:
        picture.save(out, FORMATS[file.kind.shown], quality=88)
    return out.getvalue()


@contextmanager
def opened(file: StoredFile) -> Iterator[Image.Image]:
    """This function will open a picture as it was uploaded, for reading. Raises `FileLost`."""
    with store.incoming() as copy:
        with copy.open("wb") as out:
            out.writelines(store.read(store.key_of(file.hash)))
        with Image.open(copy) as picture:
            yield picture
