"""OpenDocument: the words of ODT."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element  # names of types; defusedxml does the reading

from paripurna.platform.files.reading.inside.bounds import clean
from paripurna.platform.files.reading.types import Block, BlockKind

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"  # noqa: E741 — as the format itself abbreviates it
KINDS = {f"{T}p": BlockKind.PARAGRAPH, f"{T}h": BlockKind.HEADING, f"{TABLE}table": BlockKind.TABLE}
UNSAID = {f"{T}tracked-changes", f"{O}annotation", f"{T}note-citation"}
CLOSED = UNSAID | {f"{TABLE}table"}
MAX_BLANKS = 100


def blocks(events: Iterable[tuple[str, Element]]) -> Iterator[Block]:
    """This function will yield the paragraphs and tables of a text."""
    page, depth = 1, 0
    for event, element in events:
        if element.tag in CLOSED:
            depth += 1 if event == "start" else -1
        if event != "end" or depth:
            continue
        if element.tag == f"{T}soft-page-break":
            page += 1
        elif element.tag == f"{TABLE}table":
            yield Block(BlockKind.TABLE, page, rows=_rows(element))
            element.clear()
        elif element.tag in KINDS:
            yield Block(KINDS[element.tag], page, clean("".join(_words(element))))
            element.clear()


def _rows(table: Element) -> tuple[tuple[str, ...], ...]:
    lines = table.iter(f"{TABLE}table-row")
    return tuple(tuple(clean("".join(_words(cell))) for cell in line.findall(f"{TABLE}table-cell")) for line in lines)


def _words(element: Element) -> Iterator[str]:
    if element.tag in UNSAID:
        return
    if element.tag == f"{T}s":
        yield " " * min(int(element.get(f"{T}c", "1")), MAX_BLANKS)
    elif element.tag == f"{T}tab":
        yield "\t"
    elif element.tag == f"{T}line-break":
        yield "\n"
    yield element.text or ""
    for part in element:
        yield from _words(part)
        yield part.tail or ""
    if element.tag in {f"{T}p", f"{T}h"}:
        yield "\n"
