"""Rows of a list read as drafts of places: every cell by its column, positions together, and what a row is known by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from paripurna.platform.regions import coordinates
from paripurna.platform.tables import Cell, Row, RowProblem
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.places.form_fields import explain_position
from paripurna.rooms.places.importing import columns
from paripurna.rooms.places.importing.cells import check_not_dated
from paripurna.rooms.places.importing.columns import APART, COLUMN_BY_NAME, IGNORED
from paripurna.rooms.places.importing.frame import Frame
from paripurna.rooms.places.importing.tables import List
from paripurna.rooms.places.importing.types import Draft, Given, RowNote
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.types import Phase, PositionBasis, Values

SCHOOL = "school"


class RowReader:
    """Reads the rows of a list one after another; `problems` and `notes` gather what is told of them."""

    def __init__(self, found: List, frame: Frame, given: Given) -> None:
        self.list, self.frame, self.given = found, frame, given
        self.columns = {name: index for index, name in enumerate(found.mapping) if name != IGNORED}
        self.problems: list[RowProblem] = []
        self.notes: list[RowNote] = []

    def read_all(self) -> list[Draft]:
        """This method will return the rows that say something and have no problem, each with the kelurahan that it lies in."""
        drafts = [draft for row in self.list.rows if (draft := self._read(row))]
        return self._locate(drafts)

    def tell(self, row: int, column: str, sentence: str, remedy: str = "") -> None:
        """This method will keep a problem, beside the head of its column or of one that stands for it."""
        names = (column, *columns.STANDING_FOR.get(column, ()))
        index = next((self.columns[name] for name in names if name in self.columns), None)
        self.problems.append(RowProblem(row, self.list.heads[index] if index is not None else "", sentence, remedy))

    def _read(self, row: Row) -> Draft | None:
        before = len(self.problems)
        cells = {name: cell for name, index in self.columns.items() if text_of(cell := row.cell(index))}
        if not cells:
            return None
        draft = Draft(row.number, self._read_plain(row, cells))
        for name, step in (
            ("code", self._read_keys),
            ("lat", self._read_position),
            ("kelurahan", self._read_kelurahan),
        ):
            try:
                step(draft, cells)
            except BadCell as bad:
                self.tell(row.number, name, bad.sentence, bad.remedy)
        return draft if len(self.problems) == before else None

    def _read_plain(self, row: Row, cells: dict[str, Cell]) -> Values:
        values: Values = {}
        for name, cell in cells.items():
            if name in APART:
                continue
            try:
                values[name] = COLUMN_BY_NAME[name].read(cell, self.frame)
            except BadCell as bad:
                self.tell(row.number, name, bad.sentence, bad.remedy)
        return values

    def _read_keys(self, draft: Draft, cells: dict[str, Cell]) -> None:
        """A number of a source is known again across files; `key` is completed later where there is none."""
        draft.code = text_of(cells.get(columns.CODE)).lower()
        read = {name: COLUMN_BY_NAME[name].read(cells[name], self.frame) for name in cells if name in columns.PREFIXES}
        draft.key = next((f"{columns.PREFIXES[name]}{value}" for name, value in read.items()), "")
        if columns.SCHOOL_NUMBER in read and not self.given.kind:
            draft.values.setdefault("kind", SCHOOL)

    def _read_position(self, draft: Draft, cells: dict[str, Cell]) -> None:
        if columns.SHAPE in cells:
            shape = COLUMN_BY_NAME[columns.SHAPE].read(cells[columns.SHAPE], self.frame)
            geometry = None if shape.geometry["type"] == "Point" else shape.geometry
            self._place(draft, shape.position.lat, shape.position.lon)
            draft.values["geometry"] = geometry
            return
        told = [cells[name] for name in (columns.LAT, columns.LON) if name in cells]
        if len(told) == 1:
            raise BadCell(_("Only one of latitude and longitude is there."), _("Write both, or empty both."))
        if not told and columns.POSITION not in cells:
            return
        reading = _read_reading(told or [cells[columns.POSITION]])
        if reading.is_longitude_first and told:
            self.notes.append(
                RowNote(draft.row, _("Latitude and longitude were swapped; they are read the right way round."))
            )
        self._place(draft, reading.lat, reading.lon)

    def _place(self, draft: Draft, lat: float, lon: float) -> None:
        draft.values |= {"lat": lat, "lon": lon}
        draft.values.setdefault("position_basis", PositionBasis.SOURCE)

    def _read_kelurahan(self, draft: Draft, cells: dict[str, Cell]) -> None:
        """Where a position is known, a kelurahan that the row misspells is only told."""
        for name in (columns.KELURAHAN_CODE, columns.KELURAHAN):
            text = text_of(cells.get(name))
            if not text or draft.kelurahan:
                continue
            try:
                draft.kelurahan = text, self.frame.find_kelurahan(text, self.list.heads[self.columns[name]])
            except BadCell as bad:
                if "lat" not in draft.values:
                    raise
                self.notes.append(RowNote(draft.row, bad.sentence))

    def _locate(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The kelurahan follows from the map, for all rows at once; what a row says otherwise is told."""
        placed = [draft for draft in drafts if "lat" in draft.values]
        outside = {draft.row for draft, code in self._look_up(placed) if not self._settle(draft, code)}
        for draft in drafts:
            if "lat" not in draft.values and draft.kelurahan:
                draft.values["kelurahan_id"] = draft.kelurahan[1]
                draft.lies_in = self.frame.codes.get(draft.kelurahan[1], "")
        return [draft for draft in drafts if draft.row not in outside]

    def _look_up(self, placed: Sequence[Draft]) -> Iterator[tuple[Draft, str]]:
        if not placed:
            return
        import numpy as np  # heavy, as the geometry is

        from paripurna.platform.regions.locating import get_areas

        areas = get_areas(self.frame.city.code)
        lon, lat = np.array([[draft.values["lon"], draft.values["lat"]] for draft in placed], dtype=float).T
        for draft, index in zip(placed, areas.find(lon, lat), strict=True):
            yield draft, areas.codes[index] if index >= 0 else ""

    def _settle(self, draft: Draft, code: str) -> bool:
        known = self.frame.kelurahan.get(code)
        if known is None:
            sentence = _("This position lies outside %(city)s.") % {"city": self.frame.city.name}
            self.tell(draft.row, "lat", sentence, _("Check for a missing digit, or take the row out of the file."))
            return False
        draft.values["kelurahan_id"], draft.lies_in = known[0], code
        if draft.kelurahan and draft.kelurahan[1] != known[0]:
            words = {"said": draft.kelurahan[0], "found": known[1]}
            sentence = _("The row says %(said)s, but the position lies in %(found)s; the position counts.") % words
            self.notes.append(RowNote(draft.row, sentence))
        return True


def _read_reading(told: Sequence[Any]) -> coordinates.Reading:
    for cell in told:
        check_not_dated(cell)
    try:
        return coordinates.read_position("; ".join(text_of(cell) for cell in told))
    except coordinates.CannotRead as error:
        said = _("“%(text)s” cannot be read as a position.") % {"text": error.text[:60]}
        raise BadCell(said, explain_position(error.fault)) from error


def complete(values: Values, given: Given) -> Values:
    """This function will return what a new place is, with what holds for the whole file."""
    known = {"kind": given.kind, "source": given.source, "license": given.license, "phase": Phase.OPEN}
    whole = {name: value for name, value in known.items() if value} | values
    kind = list_kinds().get(whole.get("kind", ""))
    return whole | {"is_hidden": bool(whole.get("is_hidden")) or (kind is not None and not kind.is_public)}
