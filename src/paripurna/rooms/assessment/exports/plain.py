"""CSV and JSON of a round, streamed row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from paripurna.core.scoring.result import Score
from paripurna.rooms.assessment.exports.columns import Cell, list_columns
from paripurna.rooms.assessment.exports.rows import QuestionRow, list_rows
from paripurna.rooms.assessment.position import Position

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Echo:
    """A file that gives back what is written, so that the csv module can feed a stream."""

    def write(self, text: str) -> str:
        return text


def stream_csv(position: Position) -> Iterator[str]:
    """This function will yield the round as CSV: UTF-8 with a mark that spreadsheets know, points with a decimal point."""
    writer = csv.writer(Echo())
    columns = list_columns(position)
    example = ["contoh"] if position.round.sheet.is_example else []
    yield BOM + writer.writerow(["strand", "indicator", *(column.key for column in columns), *example])
    for row in list_rows(position):
        cells = [keep_text(column.read(row)) for column in columns]
        yield writer.writerow([row.strand.code, row.indicator.number, *cells, *example])


def keep_text(value: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula is kept as text by an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def stream_json(position: Position) -> Iterator[str]:
    """This function will yield the round as one JSON object; every number of points is text, so that nothing is rounded."""
    head = {
        "round": position.round.label,
        "city": position.round.city.code,
        "edition": position.edition.reference,
        "edition_hash": position.round.sheet.edition.hash,
        "is_example": position.round.sheet.is_example,
        "revision": position.contents.revision,
        "stages": {found.stage.code: _totals(found.score) for found in position.stages if found.score},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": ['
    for index, row in enumerate(list_rows(position)):
        yield (", " if index else "") + json.dumps(_as_json(position, row), ensure_ascii=False)
    yield "]}"


def _totals(score: Score) -> dict[str, Any]:
    return {
        "total": str(score.total),
        "grade": score.grade.code,
        "strands": {strand.number: str(strand.points) for strand in score.strands},
    }


def _as_json(position: Position, row: QuestionRow) -> dict[str, Any]:
    answer = position.contents.answers.get(row.question.number)
    return {
        "number": row.question.number,
        "state": row.state.value,
        "revision": row.revision,
        "answer": answer.data if answer else {},
        "note": row.note,
        "points": str(row.own.points),
        "maximum": str(Decimal(row.question.max_points)),
        "standing": row.question.rule.standing.value,
        "marks": {stage: {"points": str(mark.points), "reason": mark.reason} for stage, mark in row.marks.items()},
    }
