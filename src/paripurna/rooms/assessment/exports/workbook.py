"""The workbook of a round: a summary, then a sheet for each cluster as the form is laid out. Written row by row."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from paripurna.rooms.assessment.exports.cells import append_head, build_bold, build_cell, build_title
from paripurna.rooms.assessment.exports.columns import Column, list_columns
from paripurna.rooms.assessment.exports.rows import QuestionRow, list_rows
from paripurna.rooms.assessment.position import Position
from paripurna.rooms.assessment.round_page import list_contradictions
from paripurna.rooms.assessment.rulers import language


def write_workbook(position: Position, file: IO[bytes]) -> None:
    """This function will write the round as XLSX. Text that a program could take for a formula is written as text."""
    book = Workbook(write_only=True)
    columns = list_columns(position)
    _write_summary(book, position)
    for hue, (strand, rows) in enumerate(groupby(list_rows(position), key=lambda row: row.strand), start=1):
        sheet = book.create_sheet(build_title(f"{hue} {strand.label.in_language(language())}"))
        sheet.oddHeader.center.text = _example(position)
        _write_head(sheet, columns)
        _write_rows(sheet, columns, rows)
    book.save(file)


def _write_summary(book: Any, position: Position) -> None:
    sheet = book.create_sheet(build_title(_("Summary")))
    sheet.column_dimensions["A"].width = 62
    for letter in "BCDE":
        sheet.column_dimensions[letter].width = 18
    sheet.append([build_bold(sheet, position.round.label)])
    sheet.append([position.round.city.name])
    sheet.append([f"{position.edition.title.in_language(language())} ({position.edition.reference})"])
    if example := _example(position):
        sheet.append([build_bold(sheet, example)])
    sheet.append([])
    sheet.append([build_bold(sheet, text) for text in (_("Stage"), _("Points"), _("Predicate"))])
    for found in position.stages:
        if found.score:
            label, grade = found.stage.label, found.score.grade.label
            sheet.append([label.in_language(language()), found.score.total, grade.in_language(language())])
    sheet.append([])
    heads = (_("Cluster"), _("Points"), _("Maximum"), _("Lost"), _("Unanswered"))
    sheet.append([build_bold(sheet, text) for text in heads])
    for part in position.strands:
        own = part.own
        sheet.append([part.part.label.in_language(language()), own.points, own.max_points, own.lost, own.unanswered])
    score = position.own_score
    unanswered = sum((part.own.unanswered for part in position.strands), Decimal(0))
    lost = score.max_points - score.total - unanswered
    sheet.append([build_bold(sheet, _("Total")), score.total, score.max_points, lost, unanswered])
    _write_contradictions(sheet, position)


def _write_contradictions(sheet: Any, position: Position) -> None:
    lines = list_contradictions(position)
    if lines:
        sheet.append([])
        sheet.append([build_bold(sheet, _("What does not fit"))])
    for line in lines:
        sheet.append([build_cell(sheet, line.sentence)])


def _example(position: Position) -> str:
    return _("CONTOH: the answers are invented") if position.round.sheet.is_example else ""


def _write_head(sheet: Any, columns: list[Column]) -> None:
    sheet.freeze_panes = "C2"
    append_head(sheet, [(column.heading, column.width) for column in columns])


def _write_rows(sheet: Any, columns: list[Column], rows: Iterable[QuestionRow]) -> None:
    for indicator, found in groupby(rows, key=lambda row: row.indicator):
        heading = f"{indicator.number}. {indicator.label.in_language(language())}"
        sheet.append([None, build_bold(sheet, heading), indicator.max_points])
        for row in found:
            sheet.append([build_cell(sheet, column.read(row)) for column in columns])
