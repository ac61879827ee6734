"""Office Open XML: the words of DOCX and PPTX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element  # names of types; defusedxml does the reading

from paripurna.platform.files.reading.inside.bounds import clean
from paripurna.platform.files.reading.types import Block, BlockKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PML = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT = re.compile(r"^\{http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|presentationml)/main\}")
HEADING = re.compile(r"(heading|judul|title)", re.IGNORECASE)
LETTERHEAD = re.compile(r"word/header\d*\.xml")
NOTES = re.compile(r"word/(footer\d*|footnotes|endnotes)\.xml")
BREAKS = {f"{W}lastRenderedPageBreak"}
BLANK = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{A}br": "\n", f"{W}noBreakHyphen": "-"}

Events = Iterable[tuple[str, Element]]


def parts_of(names: set[str]) -> list[str]:
    """This function will return the parts of a DOCX that hold words: the letterhead first, notes last."""
    heads = sorted(name for name in names if LETTERHEAD.fullmatch(name))
    return [*heads, "word/document.xml", *sorted(name for name in names if NOTES.fullmatch(name))]


def blocks(events: Events) -> Iterator[Block]:
    """This function will yield the paragraphs and tables of one part of a DOCX."""
    page, depth = 1, 0
    for event, element in _plain(events):
        depth += _step(event, element, f"{W}tbl")
        if event != "end" or depth:
            continue
        if element.tag == f"{W}p":
            page += _breaks_before(element)
            yield Block(_kind(element), page, text_of(element))
            page += _breaks_after(element)
        elif element.tag == f"{W}tbl":
            yield Block(BlockKind.TABLE, page, rows=_rows(element, W, "tr", "tc"))
            page += sum(1 for _ in element.iter(f"{W}lastRenderedPageBreak"))
        if element.tag in {f"{W}p", f"{W}tbl"}:
            element.clear()


def slide_blocks(events: Events, number: int) -> Iterator[Block]:
    """This function will yield the paragraphs and tables of one slide."""
    depth = 0
    for event, element in _plain(events):
        depth += _step(event, element, f"{A}tbl")
        if event != "end" or depth:
            continue
        if element.tag == f"{A}p":
            yield Block(BlockKind.PARAGRAPH, number, text_of(element))
            element.clear()
        elif element.tag == f"{A}tbl":
            yield Block(BlockKind.TABLE, number, rows=_rows(element, A, "tr", "tc"))
            element.clear()


def slide_ids(events: Events) -> list[str]:
    """This function will return the relations of the slides in the order in which they are shown."""
    return [
        element.get(RELATION, "")
        for event, element in _plain(events)
        if event == "end" and element.tag == f"{PML}sldId"
    ]


def targets(events: Events) -> dict[str, str]:
    """This function will return the part that each relation leads to."""
    return {element.get("Id", ""): element.get("Target", "") for event, element in events if event == "end"}


def text_of(element: Element) -> str:
    """This function will return the words below an element, without those that a revision took away."""
    words = (part.text or "" if part.tag in {f"{W}t", f"{A}t"} else BLANK.get(part.tag, "") for part in element.iter())
    return clean("".join(words))


def _plain(events: Events) -> Iterator[tuple[str, Element]]:
    """The strict variant has other names for the same things."""
    for event, element in events:
        if found := STRICT.match(element.tag):
            space = {"wordprocessingml": W, "drawingml": A, "presentationml": PML}[found[1]]
            element.tag = f"{space}{element.tag[found.end() :]}"
        yield event, element


def _step(event: str, element: Element, tag: str) -> int:
    if element.tag != tag:
        return 0
    return 1 if event == "start" else -1


def _rows(table: Element, space: str, row: str, cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(text_of(each) for each in line.findall(f"{space}{cell}")) for line in table.iter(f"{space}{row}")
    )


def _kind(paragraph: Element) -> BlockKind:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    is_heading = style is not None and HEADING.search(style.get(f"{W}val", ""))
    return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH


def _breaks_before(paragraph: Element) -> int:
    return _count_breaks(paragraph, before_words=True)


def _breaks_after(paragraph: Element) -> int:
    return _count_breaks(paragraph, before_words=False)


def _count_breaks(paragraph: Element, *, before_words: bool) -> int:
    """Breaks before or after the first word of a paragraph. A break that a person set is also noted as a rendered one."""
    counts, has_words, was_set = [0, 0], 0, False
    for part in paragraph.iter():
        if part.tag == f"{W}t" and part.text:
            has_words, was_set = 1, False
        elif part.tag == f"{W}br" and part.get(f"{W}type") == "page":
            counts[has_words] += 1
            was_set = True
        elif part.tag in BREAKS:
            counts[has_words] += not was_set
    return counts[0 if before_words else 1]
