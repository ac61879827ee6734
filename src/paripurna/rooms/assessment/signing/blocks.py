"""A filled paper read back as plain blocks: what the preview shows and what Typst sets are what the document says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from paripurna.platform.typesetting import typeset

PAPER = Path(__file__).parent / "paper.typ"
ALIGNS = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right", WD_ALIGN_PARAGRAPH.JUSTIFY: "justify"}


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `indent`, `hang`, `before` and `after` are points of the page; `is_title` is its name on paper."""

    words: tuple[tuple[str, bool], ...]  # text, whether it is bold
    align: str = "left"
    indent: float = 0
    hang: float = 0  # how far its first line stands out to the left
    before: float = 0
    after: float = 0
    is_title: bool = False

    @property
    def plain(self) -> str:
        return "".join(text for text, _bold in self.words)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` are points; `heights` the least height of each row, for signatures. Without lines it only lays out."""

    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    has_lines: bool


@dataclass(frozen=True, slots=True)
class PaperText:
    """What stands on the paper: the head of its first page, and its body."""

    head: tuple[Text, ...]
    body: tuple[Text | Grid, ...]


def read_paper(filled: bytes) -> PaperText:
    """This function will read a filled document: paragraphs and tables, in their order. Pictures are left to Word."""
    document = Document(io.BytesIO(filled))
    head = document.sections[0].header.paragraphs if document.sections else []
    return PaperText(
        head=tuple(text for text in map(_read_text, head) if text.plain.strip()), body=tuple(_read_body(document))
    )


def set_paper(paper: PaperText, *, title: str, foot: str) -> bytes:
    """This function will set a paper by Typst, as a PDF that a screen reader can read."""
    body = [{"kind": type(block).__name__, **asdict(block)} for block in paper.body]
    content = {"title": title, "foot": foot, "head": [asdict(text) for text in paper.head], "body": body}
    return typeset(PAPER, content)


def _read_body(document: Any) -> Iterator[Text | Grid]:
    for part in document.iter_inner_content():
        block = _read_grid(part) if isinstance(part, Table) else _read_text(part)
        if isinstance(block, Grid) or block.plain.strip():
            yield block


def _read_text(paragraph: Paragraph) -> Text:
    own, usual = paragraph.paragraph_format, paragraph.style.paragraph_format if paragraph.style else None
    is_title = paragraph.style is not None and paragraph.style.name == "Title"

    def form(name: str) -> Any:
        said = getattr(own, name)
        return said if said is not None or usual is None else getattr(usual, name)

    words = tuple((run.text, is_title if run.bold is None else run.bold) for run in paragraph.runs if run.text)
    return Text(
        words=words,
        align=ALIGNS.get(form("alignment"), "left"),
        indent=_points(form("left_indent")),
        hang=max(-_points(form("first_line_indent")), 0),
        before=_points(form("space_before")),
        after=_points(form("space_after")),
        is_title=is_title,
    )


def _read_grid(table: Table) -> Grid:
    rows = [row for row in table.rows if row.cells]
    return Grid(
        rows=tuple(tuple(_read_cell(cell) for cell in row.cells) for row in rows),
        widths=tuple(_points(column.width) or 1 for column in table.columns),
        heights=tuple(_points(row.height) for row in rows),
        has_lines=table.style is not None and table.style.name != "Normal Table",
    )


def _read_cell(cell: _Cell) -> Text:
    """The paragraphs of a cell as one text, a line each."""
    texts = [_read_text(paragraph) for paragraph in cell.paragraphs]
    words = [piece for text in texts for piece in (*text.words, ("\n", False))][:-1]
    return Text(words=tuple(words), align=texts[0].align if texts else "left")


def _points(length: Length | int | None) -> float:
    return round(Length(length).pt, 1) if length else 0
