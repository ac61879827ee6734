"""DOCX, ODT and PPTX: paragraphs and tables in their order, read from the parts of the archive."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError  # names of types; defusedxml does the reading

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from paripurna.platform.files.reading.inside import opendocument, wordprocessing
from paripurna.platform.files.reading.inside.bounds import gather
from paripurna.platform.files.reading.types import (
    MAX_CHARACTERS,
    Block,
    BlockKind,
    Blocks,
    Text,
    TextPage,
    Trouble,
    Unread,
)

MAX_PART = 128 * 1024**2  # of one unpacked part; the text of a very long book has 5 MB
MAX_BLOCKS = 20_000
BROKEN = (zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError, EOFError, NotImplementedError, OSError)


def read_text(file: Path) -> Text:
    """This function will return the text by page or slide."""
    with opened(file) as blocks:
        pages = (
            TextPage(number, "\n".join(filter(None, map(_said, on_page))))
            for number, on_page in groupby(blocks, key=lambda block: block.page)
        )
        return gather(pages)


def read_blocks(file: Path) -> Blocks:
    """This function will return paragraphs and tables for a viewer."""
    taken: list[Block] = []
    left = MAX_CHARACTERS
    with opened(file) as blocks:
        for block in blocks:
            if len(taken) == MAX_BLOCKS or left <= 0:
                return Blocks(tuple(taken), is_cut=True)
            left -= len(_said(block))
            taken.append(block)
    return Blocks(tuple(taken), is_cut=False)


@contextmanager
def opened(file: Path) -> Iterator[Iterator[Block]]:
    """This function will give the blocks of a document. Raises `Unread`."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield _blocks(archive)
    except BROKEN as error:
        raise Unread(Trouble.BROKEN) from error


def _blocks(archive: zipfile.ZipFile) -> Iterator[Block]:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        parts = wordprocessing.parts_of(names)
        return (block for part in parts for block in wordprocessing.blocks(_events(archive, part)))
    if "content.xml" in names:
        return opendocument.blocks(_events(archive, "content.xml"))
    if "ppt/presentation.xml" in names:
        return _slides(archive)
    raise Unread(Trouble.KIND)


def _slides(archive: zipfile.ZipFile) -> Iterator[Block]:
    wanted = wordprocessing.slide_ids(_events(archive, "ppt/presentation.xml"))
    targets = wordprocessing.targets(_events(archive, "ppt/_rels/presentation.xml.rels"))
    for number, relation in enumerate(wanted, start=1):
        part = posixpath.normpath(posixpath.join("ppt", targets[relation])).lstrip("/")
        part = targets[relation].lstrip("/") if targets[relation].startswith("/") else part
        yield Block(BlockKind.PARAGRAPH, number)  # a slide without words is a slide too
        yield from wordprocessing.slide_blocks(_events(archive, part), number)


def _events(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Element]]:
    """Beginnings and ends of elements, read as they come. Entities and document types are refused."""
    if archive.getinfo(part).file_size > MAX_PART:  # no more than that is ever unpacked, whatever follows
        raise Unread(Trouble.TOO_HEAVY)
    with archive.open(part) as stream:
        yield from iterparse(stream, events=("start", "end"), forbid_dtd=True)


def _said(block: Block) -> str:
    return block.text or "\n".join("\t".join(row) for row in block.rows)
