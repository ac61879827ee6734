"""The index of a pack: a row for every document at every question, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from paripurna.rooms.evidence.packing import telling
from paripurna.rooms.evidence.packing.texts import EXAMPLE
from paripurna.rooms.evidence.packing.types import Heading, Item, Plan, QuestionPlan

HEAD, HEAD_FONT = PatternFill("solid", fgColor="0B6E69"), Font(color="FFFFFF", bold=True)
BOLD, TOP = Font(bold=True), Alignment(vertical="top", wrap_text=True)
INDEX = (
    *(("Pertanyaan", 11), ("Isi pertanyaan", 48), ("Jenis diminta", 26), ("Nilai bukti", 18)),
    *(("Dokumen", 44), ("Sebagai", 20), ("Halaman", 12), ("Nomor", 24), ("Tanggal", 18), ("Perangkat daerah", 16)),
    *(("SHA-256", 30), ("Tempat dalam paket", 60), ("Temuan", 48), ("Keterangan", 36)),
)
LEFT_OUT = (("Pertanyaan", 11), ("Dokumen", 52), ("Perangkat daerah", 18), ("Sebab", 52))


def write_index(heading: Heading, plan: Plan, hashes: Mapping[str, str], file: IO[bytes]) -> None:
    """This function will write the index as XLSX, row by row. Every text stays a text, also one that looks like a formula."""
    book = Workbook(write_only=True)
    _write_front(book.create_sheet("Paket"), heading, plan)
    _write_table(book.create_sheet("Indeks"), INDEX, _list_rows(plan, hashes))
    _write_table(book.create_sheet("Tidak ikut"), LEFT_OUT, _list_left_out(plan))
    book.save(file)


def _write_front(sheet: Any, heading: Heading, plan: Plan) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 80
    if heading.is_example:
        sheet.append([_cell(sheet, EXAMPLE, font=BOLD)])
    rows: Sequence[tuple[str, str | int]] = (
        ("Daerah", heading.city),
        ("Penilaian", heading.title),
        ("Tahap", heading.stage),
        ("Edisi", heading.edition),
        ("Masa penilaian", heading.period),
        ("Keadaan pada", heading.stands_at),
        ("Dokumen dalam paket", len({item.holding.document_id for item in plan.items if item.path})),
        ("Dokumen tidak ikut", len({item.holding.document_id for item in plan.items if not item.path})),
    )
    for label, value in rows:
        sheet.append([_cell(sheet, label, font=BOLD), _cell(sheet, value)])


def _write_table(sheet: Any, columns: Sequence[tuple[str, int]], rows: Iterator[list[str]]) -> None:
    sheet.freeze_panes = "B2"
    for position, (_heading, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.append([_cell(sheet, heading, font=HEAD_FONT, fill=HEAD) for heading, _width in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _list_rows(plan: Plan, hashes: Mapping[str, str]) -> Iterator[list[str]]:
    for part in plan.indicators:
        for found in part.questions:
            start = _tell_question(found)
            if not found.items:
                yield [*start, *[""] * 8, telling.tell_findings(found, None), ""]
            for item in found.items:
                yield [*start, *_tell_item(found, item, hashes)]
                start = [found.question.number, "", "", ""]


def _tell_question(found: QuestionPlan) -> list[str]:
    wanted = [f"{'✓' if state.is_there else '–'} {state.kind.label}" for state in found.proof.wanted]
    score = telling.tell_score(found.proof.score)
    return [found.question.number, found.question.label.id, "\n".join(wanted), score]


def _tell_item(found: QuestionPlan, item: Item, hashes: Mapping[str, str]) -> list[str]:
    labels = {state.kind.code: state.kind.label for state in found.proof.wanted}
    return [
        telling.tell_title(item),
        labels.get(item.link.kind, item.link.kind),
        telling.tell_place(item),
        telling.tell_number(item),
        telling.tell_day(item),
        item.holding.agency,
        hashes.get(item.copy_path, ""),
        f"data/{item.path}" if item.path else "",
        telling.tell_findings(found, item),
        telling.tell_remark(item),
    ]


def _list_left_out(plan: Plan) -> Iterator[list[str]]:
    for item in plan.items:
        if item.leaving.why:
            yield [item.link.question, telling.tell_title(item), item.holding.agency, str(item.leaving.why.label)]


def _cell(sheet: Any, value: str | int, *, font: Font | None = None, fill: PatternFill | None = None) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = TOP
    if isinstance(value, str):
        cell.data_type = "s"
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell
