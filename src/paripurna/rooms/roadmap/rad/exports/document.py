"""The plan as a Word document that the city can go on writing: a page of title, then a table for each cluster."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table

from paripurna.platform.ui.formats import format_number, format_rupiah
from paripurna.rooms.roadmap.rad.matrix import OFFICIAL, Matrix, MatrixStrand, say_state

LONG, SHORT, MARGIN = Mm(330), Mm(215), Mm(15)  # F4, as offices print it
SMALL = Pt(8)


def write(matrix: Matrix) -> bytes:
    """This function will return the plan as DOCX; budgets are in whole rupiah."""
    paper = Document()
    _lay_out(paper)
    _write_title(paper, matrix)
    _write_sums(paper, matrix)
    for strand in matrix.strands:
        _write_strand(paper, matrix, strand)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _lay_out(paper: Paper) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = LONG, SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10)


def _write_title(paper: Paper, matrix: Matrix) -> None:
    plan = matrix.plan
    if plan.is_example:
        paper.add_paragraph().add_run(_("CONTOH: all figures of this plan are invented.")).bold = True
    paper.add_heading(plan.title, 0)
    paper.add_paragraph(f"{plan.city.name} · {plan.first_year}–{plan.last_year} · {plan.rpjmd}")
    paper.add_paragraph(say_state(matrix))
    if plan.note:
        paper.add_paragraph(plan.note)


def _write_sums(paper: Paper, matrix: Matrix) -> None:
    paper.add_heading(_("Budget by cluster and year"), 1)
    head = [_("Cluster"), *map(str, matrix.years), _("Total")]
    rows = [
        [strand.label, *map(format_rupiah, strand.budgets), format_rupiah(strand.budget_idr)]
        for strand in matrix.strands
    ]
    last = [_("Total"), *(format_rupiah(budget) for _year, budget in matrix.budgets), format_rupiah(matrix.budget_idr)]
    _write_table(paper, head, [*rows, last], numbers=range(1, len(head)))


def _write_strand(paper: Paper, matrix: Matrix, strand: MatrixStrand) -> None:
    paper.add_heading(strand.label, 1)
    years = list(matrix.years)
    head = [
        *(_("Indicator"), _("Program"), _("Activity")),
        *(_("Target %(year)s") % {"year": year} for year in years),
        *(_("Budget %(year)s (Rp)") % {"year": year} for year in years),
        *(_("Agency"), _("Source of funds")),
    ]
    rows = [
        [
            *(row.indicator, row.activity.program, _with_measure(row.activity.activity, row.activity.measure)),
            *(cell.target if cell else "" for cell in row.cells),
            *(_amount(cell.budget_idr if cell else None) for cell in row.cells),
            *(row.office, row.activity.fund),
        ]
        for row in strand.rows
    ]
    _write_table(paper, head, rows, numbers=range(3 + len(years), 3 + 2 * len(years)))


def _with_measure(activity: str, measure: str) -> str:
    return f"{activity} ({measure})" if measure else activity


def _amount(budget: int | None) -> str:
    return "" if budget is None else format_number(budget, OFFICIAL)


def _write_table(paper: Paper, head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: range) -> None:
    table = paper.add_table(rows=0, cols=len(head))
    table.style = "Table Grid"
    for position, cells in enumerate((head, *rows)):
        line = table.add_row()
        for column, (cell, text) in enumerate(zip(line.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.bold = SMALL, position == 0
            if column in numbers and position:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_head(table)


def _repeat_head(table: Table) -> None:
    """The headings stand on every page that the table reaches."""
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 -- Word's own element; python-docx has no other name for it
    properties.append(OxmlElement("w:tblHeader"))
