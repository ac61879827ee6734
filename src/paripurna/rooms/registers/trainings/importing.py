"""A list of participants out of a workbook as offices keep it: every row told, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from paripurna.platform.tables import Head, Row, Sheet, Table, find_head
from paripurna.platform.tables.previews import read_rows, sign_rows
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.registers.cells import read_region
from paripurna.rooms.registers.kinds import AgencyKind, ChoiceKind, DayKind, Frame
from paripurna.rooms.registers.models import Training
from paripurna.rooms.registers.row_reports import Outcome, ReportedPlan, RowReport
from paripurna.rooms.registers.trainings.people import IDENTITY_NUMBER, key_person
from paripurna.rooms.registers.trainings.types import SERVICE_WORDS, ParticipantDraft, Service

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

GROWN_UP = 18
LOOKED_AT = 40  # rows: titles may stand above the head
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("nama lengkap", "nama peserta", "nama", "name"),
    "agency": ("perangkat daerah", "opd", "instansi", "asal instansi", "unit kerja", "asal", "lembaga", "agency"),
    "service": ("layanan", "jenis layanan", "service"),
    "post": ("jabatan", "posisi", "post"),
    "region": ("kelurahan", "kode wilayah", "kode bps", "wilayah", "kelurahan/desa", "region"),
    "certificate": ("sertifikat", "nomor sertifikat", "no sertifikat", "certificate"),
    "until": ("berlaku sampai", "masa berlaku", "berlaku s/d", "certified until"),
    "age": ("usia", "umur", "age"),
    "born": ("tanggal lahir", "tgl lahir", "born"),
}
NEVER_TAKEN = ("nik", "no nik", "no ktp", "nomor ktp", "nip", "no kk")
TOTALS = ("jumlah", "total", "nama", "nama peserta", "nama lengkap")


@dataclass(frozen=True)
class ListPlan(ReportedPlan[ParticipantDraft]):
    """`notes` are of the whole list."""

    notes: tuple[str, ...] = ()


def sign_people(drafts: Iterable[ParticipantDraft], training: Training, by: User) -> str:
    """This function will return the people of a preview, signed; the file itself is kept nowhere."""
    rows = (asdict(draft) for draft in drafts)
    dated = (row | {"certified_until": day.isoformat() if (day := row["certified_until"]) else None} for row in rows)
    return sign_rows(dated, of=_name(training), by=by)


def read_people(token: str, training: Training, by: User) -> list[ParticipantDraft]:
    """This function will return the people of a preview. Raises `PreviewGone`."""
    return [_revive(row) for row in read_rows(token, of=_name(training), by=by)]


def _name(training: Training) -> str:
    return f"registers.participants:{training.code}"


def _revive(row: Mapping[str, Any]) -> ParticipantDraft:
    until = row["certified_until"]
    read = {"service": Service(row["service"]), "certified_until": date.fromisoformat(until) if until else None}
    return ParticipantDraft(**{**row, **read})


def plan_list(
    training: Training, table: Table, frame: Frame, *, service: Service | None, known: frozenset[str]
) -> ListPlan:
    """This function will read a list; `service` is for rows that name none, `known` are people who are entered already."""
    heads = [head for sheet in table.sheets if sheet.visible and (head := _find_head(sheet))]
    head = max(heads, key=lambda one: len(one.columns), default=None)
    if head is None or "name" not in head.columns:
        sentence = _("No column is headed “nama”. Write the headings into one row above the first name.")
        return ListPlan((), (RowReport(1, Outcome.PROBLEM, sentence),))
    reader = ListReader(training, frame, head, service=service, known=known)
    for row in head.body:
        reader.read(row)
    return ListPlan(tuple(reader.drafts), tuple(reader.reports), tuple(_list_notes(head)))


def _find_head(sheet: Sheet) -> Head | None:
    """The head in one row, or in two where cells of the upper are merged over several of the lower."""
    plain = find_head(sheet, COLUMNS)
    pairs = zip(sheet.rows[:LOOKED_AT], sheet.rows[1 : LOOKED_AT + 1], strict=False)
    stacked = [_stack(sheet, upper, lower) for upper, lower in pairs]
    found = [head for head in (plain, *stacked) if head is not None]
    return max(found, key=lambda head: len(head.columns), default=None)


def _stack(sheet: Sheet, upper: Row, lower: Row) -> Head | None:
    width = max(len(upper.cells), len(lower.cells))
    cells = tuple(upper.cell(column) if lower.cell(column) is None else lower.cell(column) for column in range(width))
    row = Row(lower.number, cells)
    found = find_head(Sheet(sheet.name, (row,)), COLUMNS)
    return Head(sheet, row, found.columns) if found else None


def _list_notes(head: Head) -> Iterator[str]:
    heads = {" ".join(str(cell).casefold().replace(".", " ").split()) for cell in head.row.cells if cell is not None}
    if taken := sorted(heads.intersection(NEVER_TAKEN)):
        yield _("The column %(column)s is not taken: identity numbers are never kept here.") % {
            "column": ", ".join(taken).upper()
        }
    if head.sheet.merged:
        yield _("Cells are merged in this file; where they head two columns, both rows were read.")


class ListReader:
    """Reads the rows below a head one after another and says of each what becomes of it."""

    def __init__(
        self, training: Training, frame: Frame, head: Head, *, service: Service | None, known: frozenset[str]
    ) -> None:
        self.training, self.frame, self.head, self.service = training, frame, head, service
        self.drafts: list[ParticipantDraft] = []
        self.reports: list[RowReport] = []
        self._seen: dict[str, int] = dict.fromkeys(known, 0)
        self._read: dict[tuple[str, str], Any] = {}

    def read(self, row: Row) -> None:
        """This method will take a row, or say why not."""
        report = self._judge(row)
        if report is not None:
            self.reports.append(report)

    def _judge(self, row: Row) -> RowReport | None:
        name = text_of(self._cell(row, "name"))
        if not name:
            return (
                RowReport(row.number, Outcome.SKIPPED, _("This row names nobody."))
                if self._cell(row, "agency")
                else None
            )
        if name.casefold() in TOTALS or name.isdecimal() or self._is_merged(row):
            return RowReport(row.number, Outcome.SKIPPED, _("A heading or a total, not a person."))
        if IDENTITY_NUMBER.search(name):
            return RowReport(
                row.number,
                Outcome.PROBLEM,
                _("The name holds what looks like an identity number."),
                _("Leave the name alone in its column."),
            )
        try:
            if self._is_child(row):
                return RowReport(row.number, Outcome.CHILD, _("A child: counted, not named."))
            return self._take(row, self._draft(row, name))
        except BadCell as bad:
            return RowReport(row.number, Outcome.PROBLEM, bad.sentence, bad.remedy)

    def _is_merged(self, row: Row) -> bool:
        """A name merged over the columns beside it heads the rows below."""
        start = f"{row.address(self.head.columns['name'])}:"
        return any(cells.startswith(start) for cells in self.head.sheet.merged)

    def _take(self, row: Row, draft: ParticipantDraft) -> RowReport:
        person = key_person(self.training.city_id, draft.agency_id, draft.name)
        first = self._seen.setdefault(person, row.number)
        if first == row.number:
            self.drafts.append(draft)
            return RowReport(row.number, Outcome.TAKEN)
        told = _("The same person stands in row %(row)s.") % {"row": first} if first else _("Is entered already.")
        return RowReport(row.number, Outcome.TWIN, told)

    def _draft(self, row: Row, name: str) -> ParticipantDraft:
        until = self._value(row, "until", self._day)
        certificate = text_of(self._cell(row, "certificate"))
        return ParticipantDraft(
            name=name[:200],
            agency_id=self._value(row, "agency", self._agency) or self.training.agency_id,
            service=self._service_of(row),
            post=text_of(self._cell(row, "post"))[:160],
            region_id=self._value(row, "region", self._region),
            certified_until=until,
            has_certificate=bool(until) or certificate.casefold() not in {"", "-", "tidak", "belum", "0"},
        )

    def _service_of(self, row: Row) -> Service:
        found = self._value(row, "service", lambda cell: ChoiceKind(Service, SERVICE_WORDS).read(cell, self.frame))
        if found:
            return Service(found)
        if self.service is None:
            raise BadCell(_("The row names no service."), _("Choose one for such rows above, or fill the column."))
        return self.service

    def _is_child(self, row: Row) -> bool:
        age = text_of(self._cell(row, "age")).split(" ")[0]
        if age.isdecimal():
            return int(age) < GROWN_UP
        born = self._value(row, "born", self._day)
        held = self.training.starts_on
        return born is not None and held.year - born.year - ((held.month, held.day) < (born.month, born.day)) < GROWN_UP

    def _value(self, row: Row, column: str, read: Callable[[Any], Any]) -> Any:
        """What a cell says, read once for every spelling; None for an empty one. Raises `BadCell`."""
        cell = self._cell(row, column)
        text = text_of(cell)
        if not text or text == "-":
            return None
        if (column, text) not in self._read:
            try:
                self._read[column, text] = read(cell)
            except BadCell as bad:
                self._read[column, text] = bad
        found = self._read[column, text]
        if isinstance(found, BadCell):
            raise found
        return found

    def _cell(self, row: Row, column: str) -> Any:
        return row.cell(self.head.columns[column]) if column in self.head.columns else None

    def _day(self, cell: Any) -> date:
        return DayKind().read(cell, self.frame)

    def _agency(self, cell: Any) -> int:
        return AgencyKind().read(cell, self.frame)

    def _region(self, cell: Any) -> int | None:
        return read_region(text_of(cell), self.frame.city)
