"""The verdicts of a round as a table: one line each, without names of people."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from paripurna.rooms.assessment.exports.cells import append_head, build_cell, build_title
from paripurna.rooms.assessment.exports.columns import Cell
from paripurna.rooms.assessment.exports.plain import BOM, Echo, keep_text
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.assessment.verification.models import Verdict
from paripurna.rooms.assessment.verification.queries import list_all_verdicts
from paripurna.rooms.assessment.verification.types import Decision, Reason
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets


def stream_verdicts(found: Round) -> Iterator[str]:
    """This function will yield every verdict as CSV, in the order in which they were given."""
    writer = csv.writer(Echo())
    yield BOM + writer.writerow(heading for heading, _width in _list_headings())
    for cells in _list_rows(found):
        yield writer.writerow(keep_text(cell) for cell in cells)


def write_verdicts(found: Round, file: IO[bytes]) -> None:
    """This function will write every verdict as XLSX."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(build_title(_("Verdicts")))
    sheet.freeze_panes = "B2"
    append_head(sheet, _list_headings())
    for cells in _list_rows(found):
        sheet.append([build_cell(sheet, cell) for cell in cells])
    book.save(file)


def _list_headings() -> list[tuple[str, int]]:
    return [
        (_("Number"), 9),
        (_("Question"), 60),
        (_("Cluster"), 34),
        (_("Agencies"), 34),
        (_("Verdict"), 14),
        (_("Reason"), 44),
        (_("In your own words"), 44),
        (_("Submitted"), 18),
        (_("Decided"), 18),
        (_("Took effect"), 14),
    ]


def _list_rows(found: Round) -> Iterator[list[Cell]]:
    edition = sheets.edition_of(found.sheet)
    strands = {question.number: strand.label for strand in edition.strands for question in strand.questions}
    roles = {question.number: question.roles for question in edition.questions}
    responsible = network.resolve_responsible(found.city, roles, key=str(found.sheet.code))
    for verdict in list_all_verdicts(found):
        number = verdict.question
        question = edition.question_by_number[number]
        agencies = ", ".join(agency.abbreviation for agency in responsible.get(number, ()))
        said = [question.label.in_language(language()), strands[number].in_language(language()), agencies]
        yield [number, *said, *_tell(verdict)]


def _tell(verdict: Verdict) -> list[Cell]:
    submitted = timezone.localtime(verdict.submitted_at).strftime("%Y-%m-%d %H:%M") if verdict.submitted_at else ""
    return [
        str(Decision(verdict.decision).label),
        "; ".join(str(Reason(code).label) for code in verdict.reasons),
        verdict.text,
        submitted,
        timezone.localtime(verdict.given_at).strftime("%Y-%m-%d %H:%M"),
        _("yes") if verdict.took_effect else _("no"),
    ]
