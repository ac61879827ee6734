"""The file that `paripurna score` reads: marks, answers and recorded totals from a workbook, CSV or YAML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.spelling import read_spelled
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring import RecordedLines, RecordedTotals, find_recorded_place
from paripurna.core.scoring.recorded import GRAND_TOTAL
from paripurna.platform.tables import Cell, Head, Row, find_head, find_number, read_table

COLUMNS = {
    "number": ["nomor", "no", "nomor pertanyaan", "no pertanyaan", "kode", "number", "id", "question"],
    "mark": ["nilai", "nilai mandiri", "skor", "poin", "mark", "score", "points"],
    "json": ["jawaban (json)", "answer (json)"],
    "answer": ["jawaban", "answer"],
}
NO_COLUMNS = Text(
    id="Tidak ada lembar dengan kolom nomor pertanyaan dan kolom nilai.",
    en="No sheet has a column of question numbers and a column of marks.",
)
NO_FIELDS = Text(
    id="Berkas YAML ini tidak memuat “marks”, “questions”, atau “answers”.",
    en="This YAML file holds no “marks”, “questions” or “answers”.",
)
NOT_YAML = Text(id="Berkas ini bukan YAML yang dapat dibaca.", en="This file is not YAML that can be read.")
PROBLEMS = {
    "not_a_number": Text(id="{at}: “{text}” bukan angka; dilewati.", en="{at}: “{text}” is not a number; left out."),
    "twice": Text(
        id="{at}: nomor {number} sudah ada; yang pertama dipakai.",
        en="{at}: number {number} was there already; the first one is used.",
    ),
    "twice_as_number": Text(
        id="{at}: nomor {number} sudah ada; yang pertama dipakai. Bila yang dimaksud {number}0, jadikan selnya teks.",
        en="{at}: number {number} was there already; the first one is used. If {number}0 is meant, make the cell text.",
    ),
    "bad_answer": Text(id="{at}: {why}", en="{at}: {why}"),
    "errors": Text(
        id="{count} sel berisi galat (#REF!, #DIV/0!) terbaca kosong. Perbaiki selnya.",
        en="{count} cells with an error (#REF!, #DIV/0!) were read as empty. Mend them.",
    ),
    "formulas": Text(
        id="{count} rumus tanpa nilai tersimpan terbaca kosong. Buka dan simpan lagi berkasnya di Excel.",
        en="{count} formulas without a stored value were read as empty. Open and save the file in Excel.",
    ),
}
_OWN_WORDS = (("nilai", "id"), ("mark", "en"))
_FIELDS = {"marks", "questions", "answers"}
_WORDS = {True: "TRUE", False: "FALSE"}  # as a spreadsheet shows them


class NothingToScoreError(ValueError):
    """A file without a place for marks or answers: a score of zero would tell an untruth about it."""

    def __init__(self, text: Text) -> None:
        self.in_language = text.in_language
        super().__init__(text.en)


@dataclass(slots=True)
class Contents:
    """What a file holds for an edition, and what in it was left out."""

    marks: dict[str, Decimal] = field(default_factory=dict)
    answers: dict[str, AnswerValue] = field(default_factory=dict)
    totals: RecordedLines = field(default_factory=RecordedLines)
    problems: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def recorded(self) -> RecordedTotals:
        """The totals that the file itself writes."""
        return self.totals.as_totals()

    def report(self, code: str, **params: object) -> None:
        """This function will note what was left out."""
        self.problems.append((code, params))


def read_file(path: Path, edition: Edition, stage: str = "") -> Contents:
    """This function will read a file for an edition: of our own export the marks of `stage`, or of the first one.

    Raises `TableError` and `NothingToScoreError`.
    """
    contents = Contents()
    if path.suffix.lower() in {".yaml", ".yml"}:
        _read_yaml(path, edition, contents)
    else:
        _read_table(path, edition, contents, stage)
    return contents


def _read_yaml(path: Path, edition: Edition, contents: Contents) -> None:
    try:
        data = YAML(typ="base", pure=True).load(path.read_bytes())
    except (YAMLError, UnicodeDecodeError):
        data = None
    if not isinstance(data, Mapping):
        raise NothingToScoreError(NOT_YAML)
    if data.keys().isdisjoint(_FIELDS):
        raise NothingToScoreError(NO_FIELDS)
    _add_numbers(data.get("marks") or data.get("questions"), contents.marks.__setitem__, contents)
    for number, answer in _items(data.get("answers")):
        _add_answer(contents, edition, number, answer, at=number)
    recorded = dict(_items(data.get("recorded")))
    totals = contents.totals
    _add_numbers(recorded.get("indicators"), totals.indicators.__setitem__, contents)
    _add_numbers(recorded.get("strands") or recorded.get("clusters"), totals.strands.__setitem__, contents)
    sums = {"strands" if name == "clusters" else name: points for name, points in _items(recorded.get("sums"))}
    grand = {GRAND_TOTAL: recorded["total"]} if "total" in recorded else {}
    _add_numbers({**sums, **grand}, totals.sums.__setitem__, contents)


def _items(data: object) -> Iterator[tuple[str, Any]]:
    if isinstance(data, Mapping):
        yield from ((str(key), value) for key, value in data.items())


def _add_numbers(data: object, put: Callable[[str, Decimal], object], contents: Contents) -> None:
    for number, text in _items(data):
        points = find_number(str(text))
        if points is None:
            contents.report("not_a_number", at=number, text=text)
        else:
            put(number, points)


def _read_table(path: Path, edition: Edition, contents: Contents, stage: str) -> None:
    table = read_table(path)
    columns = COLUMNS | {"mark": [*COLUMNS["mark"], *_list_own_heads(edition, stage)]}
    heads = [head for sheet in table.sheets if sheet.visible and (head := find_head(sheet, columns))]
    useful = [head for head in heads if "number" in head.columns and len(head.columns) > 1]
    if not useful:
        raise NothingToScoreError(NO_COLUMNS)
    for head in useful:
        for row in head.body:
            _read_row(head, row, edition, contents)
    if table.error_count:
        contents.report("errors", count=table.error_count)
    if table.unsaved_formula_count:
        contents.report("formulas", count=table.unsaved_formula_count)


def _list_own_heads(edition: Edition, code: str) -> list[str]:
    """How our own workbook and CSV head the marks of a stage."""
    marked = [stage for stage in edition.stages if stage.marks and code in {"", stage.code}]
    labels = [f"{word}: {stage.label.in_language(word_of)}" for stage in marked[:1] for word, word_of in _OWN_WORDS]
    return labels + [f"mark:{stage.code}" for stage in marked[:1]]


def _read_row(head: Head, row: Row, edition: Edition, contents: Contents) -> None:
    number = _name(row.cell(head.columns["number"]))
    if not number:
        return
    for name, find in (("json", _find_json), ("answer", _find_spelled)):
        column = head.columns.get(name)
        if column is not None and (answer := find(row.cell(column))) is not None:
            _add_answer(contents, edition, number, answer, at=f"{head.sheet.name} {row.address(column)}")
    column = head.columns.get("mark")
    cell = None if column is None else row.cell(column)
    if column is None or cell is None:
        return
    at, points = f"{head.sheet.name} {row.address(column)}", find_number(cell)
    if points is None:
        contents.report("not_a_number", at=at, text=_WORDS[cell] if isinstance(cell, bool) else cell)
    elif place := find_recorded_place(edition, number):
        contents.totals.put(place, points)
    else:
        if number in contents.marks:
            is_number = isinstance(row.cell(head.columns["number"]), Decimal)
            contents.report("twice_as_number" if is_number else "twice", at=at, number=number)
        contents.marks.setdefault(number, points)


def _name(cell: Cell) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell or "").strip()


def _find_json(cell: Cell) -> object | None:
    if not isinstance(cell, str) or not cell.startswith("{"):
        return None
    try:
        data: object = json.loads(cell, parse_float=str)
    except ValueError:
        return cell
    return data


def _find_spelled(cell: Cell) -> object | None:
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", ",")
    return cell if isinstance(cell, str) and not cell.startswith("{") else _find_json(cell)


def _add_answer(contents: Contents, edition: Edition, number: str, answer: object, *, at: str) -> None:
    question = edition.question_by_number.get(number)
    if question is None:
        contents.report("bad_answer", at=at, why=Text(id=f"tidak ada pertanyaan {number}", en=f"no question {number}"))
        return
    try:
        data = read_spelled(question.rule, answer) if isinstance(answer, str) else answer
        contents.answers[number] = parse_value(question.rule, data)
    except BadValue as error:
        contents.report("bad_answer", at=at, why=Text(id=error.in_language("id"), en=error.in_language("en")))
