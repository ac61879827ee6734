"""Names of uploaded files, made fit to be shown, saved and put into archives."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150
NAMELESS = "berkas"
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# Control characters, invisible ones (direction marks among them, which turn `exe.pdf` around), half characters, line ends.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_filename(name: str) -> str:
    """This function will return the last part of a path, without what cannot be seen and what no disk takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in UNSEEN)
    fit = " ".join(NOT_IN_NAMES.sub("_", seen).split()).strip(". ")
    return _shortened(fit) or NAMELESS


def with_extension(name: str, extension: str) -> str:
    """This function will return the name ending in what the file is: the name it has, mended where it says otherwise."""
    same = {".jpeg", ".jpg"} if extension == ".jpg" else {".heif", ".heic"} if extension == ".heic" else {extension}
    _stem, dot, ending = name.rpartition(".")
    return name if f"{dot}{ending}".lower() in same else f"{name}{extension}"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"
