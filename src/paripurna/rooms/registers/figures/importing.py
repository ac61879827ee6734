"""A table of figures as publishers lay it out, long or wide, read through a mapping of its columns that people can change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.platform.tables import Row, Sheet, Table, find_number
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.registers.cells import Elsewhere, read_region
from paripurna.rooms.registers.figures.types import ALL_WORDS, SEX_WORDS, BadPeriod, FigureDraft, Period, read_period
from paripurna.rooms.registers.kinds import Frame
from paripurna.rooms.registers.row_reports import Outcome, ReportedPlan, RowReport

NO_NUMBER = frozenset({"", "-", "–", "n/a", "na", "*", "tidak ada data", "x"})


class Column(models.TextChoices):
    """What a column of the file holds."""

    IGNORE = "IGNORE", gettext_lazy("not taken")
    REGION = "REGION", gettext_lazy("region: name or code (Kemendagri, BPS)")
    PERIOD = "PERIOD", gettext_lazy("period or year")
    SEX = "SEX", gettext_lazy("sex")
    AGE = "AGE", gettext_lazy("age")
    DISABILITY = "DISABILITY", gettext_lazy("disability")
    CATEGORY = "CATEGORY", gettext_lazy("another breakdown")
    VALUE = "VALUE", gettext_lazy("the figure")
    WHOLE = "WHOLE", gettext_lazy("what it is a part of")
    SOURCE = "SOURCE", gettext_lazy("who counted")
    NOTE = "NOTE", gettext_lazy("note")
    BY_CATEGORY = "BY_CATEGORY", gettext_lazy("figures of the category in its head")
    BY_AGE = "BY_AGE", gettext_lazy("figures of the age in its head")


WORDS: Mapping[Column, tuple[str, ...]] = {
    Column.REGION: ("code", "kode", "kecamatan", "kelurahan", "kode_kabupaten_kota", "kode wilayah", "kode bps", "wilayah", "desa/kelurahan", "kelurahan_code"),
    Column.PERIOD: ("period", "periode", "tahun", "year"),
    Column.SEX: ("jenis_kelamin", "jenis kelamin", "sex", "jk"),
    Column.AGE: ("kategori_usia", "kelompok umur", "usia", "umur", "age"),
    Column.DISABILITY: ("disabilitas", "ragam disabilitas", "disability"),
    Column.CATEGORY: ("measure", "category", "kategori", "group", "kelompok", "kind", "jenis"),
    Column.VALUE: ("value", "nilai", "jumlah", "jumlah_korban", "banyaknya"),
    Column.WHOLE: ("penyebut", "seluruhnya", "dari", "whole", "total seluruh"),
    Column.SOURCE: ("basis", "source", "sumber"),
    Column.NOTE: ("note", "catatan", "keterangan"),
}  # fmt: skip
MANY = frozenset({Column.CATEGORY, Column.BY_CATEGORY, Column.BY_AGE, Column.IGNORE})
AGE_HEAD = ("tahun", "bulan", "usia")


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for every row that does not say otherwise."""

    source: str = ""
    period: str = ""


@dataclass(frozen=True)
class FigurePlan(ReportedPlan[FigureDraft]):
    """`mapping` says what each column is taken for."""

    heads: tuple[str, ...]
    mapping: tuple[Column, ...]


def find_heads(table: Table) -> tuple[Sheet, Row]:
    """This function will return the row that heads the table: the first with as many words as the widest row."""
    sheet = next(one for one in table.sheets if one.visible)
    width = max((sum(cell is not None for cell in row.cells) for row in sheet.rows[:40]), default=0)
    head = next(row for row in sheet.rows if sum(cell is not None for cell in row.cells) >= max(width - 1, 1))
    return sheet, head


def guess_mapping(sheet: Sheet, head: Row) -> tuple[Column, ...]:
    """This function will say what each column most likely holds; without a column of figures, number columns are many."""
    found: list[Column] = []
    for index, cell in enumerate(head.cells):
        word = " ".join(str(cell or "").casefold().split())
        column = next((column for column, words in WORDS.items() if word in words), Column.IGNORE)
        found.append(Column.IGNORE if column in found and column not in MANY else column)
        if found[-1] == Column.IGNORE and column == Column.IGNORE and _is_numeric(sheet, head, index):
            found[-1] = Column.BY_AGE if any(word.endswith(end) for end in AGE_HEAD) else Column.BY_CATEGORY
    if Column.VALUE in found:
        return tuple(Column.IGNORE if column in {Column.BY_AGE, Column.BY_CATEGORY} else column for column in found)
    return tuple(found)


def _is_numeric(sheet: Sheet, head: Row, index: int) -> bool:
    cells = [row.cell(index) for row in sheet.rows if row.number > head.number][:50]
    told = [cell for cell in cells if cell is not None and text_of(cell).casefold() not in NO_NUMBER]
    return bool(told) and all(_number(cell) is not None for cell in told)


def plan_figures(table: Table, frame: Frame, given: Given, mapping: Sequence[Column] = ()) -> FigurePlan:
    """This function will read a table; without a mapping it guesses one."""
    sheet, head = find_heads(table)
    columns = tuple(mapping) if len(mapping) == len(head.cells) else guess_mapping(sheet, head)
    reader = TableReader(frame, head, columns, given)
    for row in sheet.rows:
        if row.number > head.number:
            reader.read(row)
    heads = tuple(text_of(cell) for cell in head.cells)
    return FigurePlan(tuple(reader.drafts.values()), tuple(reader.reports), heads, columns)


class TableReader:
    """Reads rows one after another and says of each what becomes of it."""

    def __init__(self, frame: Frame, head: Row, columns: Sequence[Column], given: Given) -> None:
        self.frame, self.head, self.columns, self.given = frame, head, columns, given
        self.drafts: dict[tuple[object, ...], FigureDraft] = {}
        self.reports: list[RowReport] = []
        self._regions: dict[str, int | BadCell | None] = {}
        own = [index for index, column in enumerate(columns) if column == Column.REGION]
        self._heading = " ".join(text_of(head.cell(index)) for index in own)

    def read(self, row: Row) -> None:
        """This method will take every figure of a row, or none of it."""
        try:
            drafts = list(self._list_drafts(row))
        except BadCell as bad:
            outcome = Outcome.SKIPPED if isinstance(bad, Elsewhere) else Outcome.PROBLEM
            self.reports.append(RowReport(row.number, outcome, bad.sentence, bad.remedy))
            return
        if not drafts:
            self.reports.append(RowReport(row.number, Outcome.SKIPPED, _("No figure in this row.")))
            return
        twin = next((draft for draft in drafts if draft.key in self.drafts), None)
        if twin is not None:
            sentence, remedy = (
                _("An earlier row has a figure of the same thing."),
                _("Map a column that tells them apart."),
            )
            self.reports.append(RowReport(row.number, Outcome.PROBLEM, sentence, remedy))
            return
        self.drafts |= {draft.key: draft for draft in drafts}
        self.reports.append(RowReport(row.number, Outcome.TAKEN))

    def _list_drafts(self, row: Row) -> Iterator[FigureDraft]:
        told = {index: text_of(row.cell(index)) for index in range(len(self.columns))}
        numbers = [(index, number) for index, number in self._numbers(told)]
        if not numbers:
            return
        shared = self._shared(told)
        category, age = shared.pop("category"), shared.pop("age")
        for index, value in numbers:
            heading = text_of(self.head.cell(index))
            column = self.columns[index]
            yield FigureDraft(
                **shared,
                value=value,
                category=" · ".join(filter(None, (category, heading if column == Column.BY_CATEGORY else "")))[:120],
                age=(heading if column == Column.BY_AGE else age)[:40],
            )

    def _numbers(self, told: Mapping[int, str]) -> Iterator[tuple[int, Decimal]]:
        for index, column in enumerate(self.columns):
            if column in {Column.VALUE, Column.BY_CATEGORY, Column.BY_AGE} and told[index].casefold() not in NO_NUMBER:
                number = _number(told[index])
                if number is None:
                    raise BadCell(
                        _("“%(text)s” is not a number.") % {"text": told[index][:40]},
                        _("Write a number and nothing else, for example 7,5."),
                    )
                yield index, number

    def _shared(self, told: Mapping[int, str]) -> dict[str, Any]:
        words = {column: self._all(told, column) for column in Column}
        whole = _number(words[Column.WHOLE]) if words[Column.WHOLE] else None
        source = (words[Column.SOURCE] or self.given.source)[:200]
        if not source:
            raise BadCell(_("Nobody is named who counted this."), _("Write the source above, or choose its column."))
        return {
            "source": source,
            "period": self._period(words[Column.PERIOD] or self.given.period),
            "region_id": self._region(words[Column.REGION]),
            "sex": self._sex(words[Column.SEX]),
            "age": "" if words[Column.AGE].casefold() in ALL_WORDS else words[Column.AGE],
            "disability": words[Column.DISABILITY][:60],
            "category": words[Column.CATEGORY],
            "whole": whole,
            "note": words[Column.NOTE][:300],
        }

    def _all(self, told: Mapping[int, str], column: Column) -> str:
        """What the columns of a kind say together; words for "all" say nothing."""
        parts = (told[index] for index, one in enumerate(self.columns) if one == column)
        return " · ".join(part for part in parts if part.casefold() not in ALL_WORDS)

    def _period(self, text: str) -> Period:
        if not text:
            raise BadCell(_("The row names no period."), _("Write the year above, or choose its column."))
        try:
            return read_period(text)
        except BadPeriod as bad:
            raise BadCell(bad.sentence) from bad

    def _sex(self, text: str) -> str:
        found = SEX_WORDS.get(text.casefold().replace("-", " "), "") if text else ""
        if text and not found:
            raise BadCell(
                _("“%(text)s” is no sex.") % {"text": text[:40]},
                _("Write P or L, or map the column as another breakdown."),
            )
        return found

    def _region(self, text: str) -> int | None:
        if text not in self._regions:
            try:
                self._regions[text] = read_region(text, self.frame.city, heading=self._heading)
            except BadCell as bad:
                self._regions[text] = bad
        found = self._regions[text]
        if isinstance(found, BadCell):
            raise found
        return found


def _number(text: Any) -> Decimal | None:
    found = find_number(text if isinstance(text, Decimal) else text_of(text))
    return None if found is None or abs(found) >= 10**12 else round(found, 3)
