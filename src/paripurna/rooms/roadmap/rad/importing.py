"""The city's own road map or RAD from a workbook: every row a draft, every problem named by row, column and remedy.

Read as offices lay it out: cluster, indicator and programme stand once, merged over their rows; years stand in columns of their
own ("Target 2027"), or below a heading that spans them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from paripurna.core.instrument.model import Edition
from paripurna.platform.tables import (
    Cell,
    Head,
    Limits,
    Row,
    RowProblem,
    Sheet,
    TableError,
    find_best_head,
    read_table,
)
from paripurna.platform.tables.numbers import find_rupiah
from paripurna.platform.tables.previews import read_rows, sign_rows
from paripurna.platform.tables.remarks import list_remarks, refuse, refuse_headless, refuse_unread, text_of
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap.fields import MOST_BYTES
from paripurna.rooms.roadmap.rad.places import Places
from paripurna.rooms.roadmap.rad.types import ActivityDraft, YearDraft

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.roadmap.models import ActionPlan

LIMITS_OF_FILE = Limits(file_bytes=MOST_BYTES, unpacked_bytes=50_000_000, rows=3_000, columns=120)
COLUMNS: dict[str, tuple[str, ...]] = {
    "strand": ("klaster", "klaster/kelembagaan", "klaster kla", "cluster", "strand"),
    "indicator": ("indikator kla", "indikator", "no indikator", "indicator"),
    "program": ("program", "nama program", "programme"),
    "activity": (
        "kegiatan",
        "nama kegiatan",
        "sub kegiatan",
        "kegiatan/sub kegiatan",
        "rencana aksi",
        "aksi",
        "activity",
    ),
    "measure": ("satuan", "indikator kinerja", "ukuran", "measure"),
    "agency": ("opd", "perangkat daerah", "penanggung jawab", "opd penanggung jawab", "pelaksana", "agency"),
    "fund": ("sumber dana", "sumber pendanaan", "sumber", "fund"),
    "note": ("catatan", "keterangan", "note"),
}
TARGETS, BUDGETS = (
    ("target", "sasaran", "target kinerja"),
    ("anggaran", "pagu", "pagu anggaran", "kebutuhan dana", "budget"),
)
REQUIRED = ("strand", "activity")
SPANNING = ("strand", "indicator", "program")  # stand once over several rows
LONGEST = {"program": 300, "activity": 300, "measure": 200, "fund": 60}
MOST_PROBLEMS = 300
_YEAR = re.compile(r"20\d\d")
_BETWEEN = re.compile(r"\s*(?:,|;|/|\bdan\b|\n|&)\s*")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would write. Nothing is written while there are problems."""

    activities: tuple[ActivityDraft, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def can_run(self) -> bool:
        return bool(self.activities) and not self.problems


def sign_activities(drafts: Iterable[ActivityDraft], plan: ActionPlan, by: User, *, after: int) -> str:
    """This function will return the rows of a preview, signed; `after` is how many rows the plan had, so that none comes twice."""
    return sign_rows(map(asdict, drafts), of=_name(plan, after), by=by)


def read_token(token: str, plan: ActionPlan, by: User, *, after: int) -> list[ActivityDraft]:
    """This function will return the rows of a preview. Raises `PreviewGone`, also where the plan has other rows since."""
    return [_revive(row) for row in read_rows(token, of=_name(plan, after), by=by)]


def _name(plan: ActionPlan, after: int) -> str:
    return f"roadmap.rad:{plan.code}:{after}"


def _revive(row: dict[str, Any]) -> ActivityDraft:
    years = {int(year): YearDraft(**said) for year, said in row["years"].items()}
    return ActivityDraft(**row | {"years": years})


def read_activities(content: bytes, *, city: City, edition: Edition, years: range) -> Preview:
    """This function will read a workbook or a CSV as rows of a plan for these years."""
    try:
        table = read_table(content, LIMITS_OF_FILE)
    except TableError as error:
        return Preview(problems=(refuse_unread(error),))
    head = _find_head(table.sheets, years)
    missing = [COLUMNS[name][0] for name in REQUIRED if head is None or name not in head.columns]
    if head is None or missing:
        return Preview(problems=(refuse_headless(missing),))
    reader = _Reader(head, Places(edition), _name_agencies(city), years)
    found = tuple(draft for row in head.body if (draft := reader.read(row)) is not None)
    if not found and not reader.problems:
        said = refuse(_("The file has no rows."), _("Write each activity into a row below the headings."))
        return Preview(problems=(said,))
    return Preview(found, tuple(reader.problems[:MOST_PROBLEMS]), tuple(_list_notes(head.sheet, reader)))


def _find_head(sheets: Sequence[Sheet], years: range) -> Head | None:
    wanted = COLUMNS | {
        f"{name} {year}": tuple(form for word in words for form in (f"{word} {year}", f"{year} {word}"))
        for name, words in (("target", TARGETS), ("budget", BUDGETS))
        for year in years
    }
    return find_best_head([each for sheet in sheets for each in (sheet, _join_heads(sheet))], wanted)


def _join_heads(sheet: Sheet) -> Sheet:
    """The sheet with years joined to the heading that spans them: "Target" over 2026 and 2027 is "Target 2026", "Target 2027"."""
    rows = list(sheet.rows)
    for position in range(1, len(rows)):
        if sum(_is_year(cell) for cell in rows[position].cells) > 1:
            rows[position] = Row(rows[position].number, _join(rows[position - 1], rows[position]))
            break
    return Sheet(sheet.name, tuple(rows), sheet.merged, visible=sheet.visible)


def _join(above: Row, below: Row) -> tuple[Cell, ...]:
    joined: list[Cell] = []
    spanning: Cell = None
    for column in range(max(len(above.cells), len(below.cells))):
        upper, lower = above.cell(column), below.cell(column)
        spanning = upper if upper is not None else spanning
        joined.append(f"{text_of(spanning)} {text_of(lower)}" if _is_year(lower) else (lower or upper))
    return tuple(joined)


def _is_year(cell: Cell) -> bool:
    return _YEAR.fullmatch(text_of(cell)) is not None


def _name_agencies(city: City) -> Mapping[str, int]:
    """Agencies by everything they are called."""
    agencies = network.list_every_agency(city)
    return {
        name.casefold(): agency.id for agency in agencies for name in (agency.name, agency.code, agency.abbreviation)
    }


def _list_notes(sheet: Sheet, reader: _Reader) -> Iterator[str]:
    if reader.filled:
        rows = {"rows": len(reader.filled)}
        yield _("In %(rows)s rows the cluster, indicator or programme is that of the row above.") % rows
    yield from list_remarks(sheet)


class _Reader:
    """Reads the rows below a head, one after another; what cannot be read is kept as problems."""

    def __init__(self, head: Head, places: Places, agencies: Mapping[str, int], years: range) -> None:
        self.head, self.places, self.agencies, self.years = head, places, agencies, years
        self.problems: list[RowProblem] = []
        self.filled: list[int] = []  # rows that took cluster, indicator or programme from above
        self.above: dict[str, str] = {}

    def read(self, row: Row) -> ActivityDraft | None:
        said = {name: text_of(row.cell(column)) for name, column in self.head.columns.items()}
        self._fill(row.number, said)
        if not said["activity"]:
            return None
        before = len(self.problems)
        strand, indicator = self._place(row.number, said)
        draft = ActivityDraft(
            strand=strand,
            indicator=indicator,
            program=self._shorten(row.number, "program", said.get("program") or said["activity"][: LONGEST["program"]]),
            activity=self._shorten(row.number, "activity", said["activity"]),
            measure=self._shorten(row.number, "measure", said.get("measure", "")),
            fund=self._shorten(row.number, "fund", said.get("fund", "")),
            years=self._read_years(row),
            **self._read_agency(row.number, said),
        )
        return draft if len(self.problems) == before else None

    def _fill(self, number: int, said: dict[str, str]) -> None:
        """Merged cells hold their words in the first row only; a new cluster or indicator ends what stood below it."""
        for position, name in enumerate(SPANNING):
            if said.get(name):
                for lower in SPANNING[position:]:
                    self.above.pop(lower, None)
                self.above[name] = said[name]
            elif name in self.head.columns and name in self.above and said["activity"]:
                said[name] = self.above[name]
                self.filled += [number] if number not in self.filled[-1:] else []

    def _place(self, number: int, said: Mapping[str, str]) -> tuple[str, str]:
        strand = self.places.find_strand(said["strand"])
        indicator = self.places.find_indicator(said.get("indicator", ""), strand)
        if not said["strand"]:
            self._complain(number, "strand", _("This cell must not be empty."), _("Write the cluster of the activity."))
        elif strand is None:
            names = ", ".join(self.places.names)
            sentence = _("No cluster is called “%(name)s”.") % {"name": said["strand"]}
            self._complain(number, "strand", sentence, _("Write one of: %(names)s.") % {"names": names})
        elif indicator is None:
            sentence = _("The cluster has no indicator “%(name)s”.") % {"name": said["indicator"]}
            self._complain(number, "indicator", sentence, _("Write the number of the indicator, or leave it empty."))
        return strand or "", indicator or ""

    def _read_agency(self, number: int, said: Mapping[str, str]) -> dict[str, Any]:
        """The first office named leads; those beside it are kept in the note."""
        text = said.get("agency", "")
        parts = [text] if text.casefold() in self.agencies else [part for part in _BETWEEN.split(text) if part]
        unknown = [part for part in parts if part.casefold() not in self.agencies]
        if unknown:
            sentence = _("No agency is called “%(name)s”.") % {"name": unknown[0]}
            remedy = _("Write its abbreviation as the list of agencies has it, or add the agency there first.")
            self._complain(number, "agency", sentence, remedy)
        beside = _("Together with: %(agencies)s.") % {"agencies": ", ".join(parts[1:])} if parts[1:] else ""
        note = " ".join(part for part in (said.get("note", ""), beside) if part)
        return {"agency_id": self.agencies.get(parts[0].casefold()) if parts else None, "note": note}

    def _read_years(self, row: Row) -> dict[int, YearDraft]:
        found: dict[int, YearDraft] = {}
        for year in self.years:
            target = self._cell(row, f"target {year}")
            said = YearDraft(text_of(target)[:100], self._read_money(row, f"budget {year}"))
            found |= {year: said} if said else {}
        return found

    def _read_money(self, row: Row, name: str) -> int | None:
        cell = self._cell(row, name)
        text = text_of(cell)
        if text in {"", "-", "–"}:
            return None
        amount = find_rupiah(cell)
        if amount is None:
            sentence = _("“%(text)s” is not an amount in rupiah.") % {"text": text[:40]}
            self._complain(row.number, name, sentence, _("Write the whole amount in rupiah: 1.250.000.000."))
        return amount

    def _cell(self, row: Row, name: str) -> Cell:
        return row.cell(self.head.columns[name]) if name in self.head.columns else None

    def _shorten(self, number: int, name: str, text: str) -> str:
        if len(text) > LONGEST[name]:
            sentence = _("At most %(limit)s characters.") % {"limit": LONGEST[name]}
            self._complain(number, name, sentence, _("Shorten the text; what is left over fits the notes."))
        return text

    def _complain(self, number: int, name: str, sentence: str, remedy: str) -> None:
        column = COLUMNS[name][0] if name in COLUMNS else name.replace("budget", "anggaran")
        self.problems.append(RowProblem(number, column, sentence, remedy))
