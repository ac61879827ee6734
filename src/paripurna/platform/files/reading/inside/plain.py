"""Plain text: its beginning, in whatever encoding an old program wrote it."""

from __future__ import annotations

from pathlib import Path

from paripurna.platform.files.reading.inside.bounds import clean, gather
from paripurna.platform.files.reading.types import MAX_CHARACTERS, Text, TextPage

HEAD = 4 * MAX_CHARACTERS  # bytes; a character has four at most


def read_text(file: Path) -> Text:
    """This function will return the pages of a text: form feeds part them."""
    head, is_whole = read_head(file)
    pages = decode(head, is_whole=is_whole).split("\f")
    text = gather(TextPage(number, clean(page)) for number, page in enumerate(pages, start=1))
    return Text(text.pages, len(pages), is_cut=text.is_cut or not is_whole)


def read_head(file: Path) -> tuple[bytes, bool]:
    """This function will return the beginning, and whether that is all."""
    with file.open("rb") as stream:
        head = stream.read(HEAD)
        return head, not stream.read(1)


def decode(content: bytes, *, is_whole: bool) -> str:
    """This function will decode UTF-8 or UTF-16 by its mark, else UTF-8, else what Windows wrote in Indonesia."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if not is_whole and error.start > len(content) - 4:  # the cut went through a character
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1252", "replace")
