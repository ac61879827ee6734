"""The losses of a verification, between the stages chosen on the page, as CSV and as a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from paripurna.rooms.assessment.exports.cells import append_head, build_bold, build_cell, build_title
from paripurna.rooms.assessment.exports.columns import Cell
from paripurna.rooms.assessment.exports.plain import BOM, Echo, keep_text
from paripurna.rooms.assessment.gap_list import Loss, LossList, build_loss_list
from paripurna.rooms.assessment.position import Position, StagePosition
from paripurna.rooms.assessment.rulers import language

LABEL_WIDTH, REASON_WIDTH, NUMBER_WIDTH = 60, 44, 16


def stream_losses(position: Position, query: Mapping[str, str]) -> Iterator[str]:
    """This function will yield the losses as CSV, those without a reason first; before any verification only the headings."""
    found = build_loss_list(position, query)
    writer = csv.writer(Echo())
    example = ["contoh"] if position.round.sheet.is_example else []
    yield BOM + writer.writerow([*(heading for heading, _width in _list_headings(found)), *example])
    for loss in found.losses:
        yield writer.writerow([*(keep_text(cell) for cell in _cells(loss)), *example])


def write_losses(position: Position, query: Mapping[str, str], file: IO[bytes]) -> None:
    """This function will write the losses as XLSX with their total, and the reasons on a sheet of their own."""
    found = build_loss_list(position, query)
    book = Workbook(write_only=True)
    sheet = _add_sheet(book, position, _("Losses in verification"))
    sheet.freeze_panes = "C2"
    append_head(sheet, _list_headings(found))
    for loss in found.losses:
        sheet.append([build_cell(sheet, cell) for cell in _cells(loss)])
    sheet.append([None, build_bold(sheet, _("Total")), None, None, None, None, found.total])
    _write_reasons(_add_sheet(book, position, _("Reasons")), found)
    book.save(file)


def _add_sheet(book: Workbook, position: Position, title: str) -> Any:
    sheet = book.create_sheet(build_title(title))
    if position.round.sheet.is_example:
        sheet.oddHeader.center.text = _("CONTOH: the answers are invented")
    return sheet


def _write_reasons(sheet: Any, found: LossList) -> None:
    append_head(sheet, [(_("Reason"), LABEL_WIDTH), (_("Questions"), NUMBER_WIDTH), (_("Lost"), NUMBER_WIDTH)])
    for reason, count, points in found.reasons:
        sheet.append([build_cell(sheet, reason or _("no reason given")), count, points])


def _list_headings(found: LossList) -> list[tuple[str, int]]:
    return [
        (_("Number"), 9),
        (_("Question"), LABEL_WIDTH),
        (_("Reason"), REASON_WIDTH),
        (_("Agencies"), REASON_WIDTH),
        (_label(found.before), NUMBER_WIDTH),
        (_label(found.after), NUMBER_WIDTH),
        (_("Lost"), NUMBER_WIDTH),
    ]


def _label(found: StagePosition | None) -> str:
    return found.stage.label.in_language(language()) if found else "–"


def _cells(loss: Loss) -> list[Cell]:
    agencies = ", ".join(agency.abbreviation for agency in loss.agencies)
    return [loss.number, loss.label, loss.reason, agencies, loss.before, loss.after, loss.points]
