"""The catalogue's own workbook, filled in elsewhere: figures by the key of each move, every problem by row, column and remedy.

Only what `FIGURES` names is read; an empty number leaves the move as it is. Nothing is written while there are problems.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.core.instrument.model import Edition
from paripurna.platform.tables import (
    Cell,
    Head,
    Limits,
    Row,
    RowProblem,
    TableError,
    find_best_head,
    find_number,
    read_table,
)
from paripurna.platform.tables.numbers import find_rupiah
from paripurna.platform.tables.previews import read_rows, sign_rows
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import refuse, refuse_unread, text_of
from paripurna.rooms.roadmap import policy, queries
from paripurna.rooms.roadmap.fields import MOST_BYTES
from paripurna.rooms.roadmap.models import Move
from paripurna.rooms.roadmap.pages.catalog_page import HEAD_OF, KEY_HEAD
from paripurna.rooms.roadmap.types import BadMove, FigureChange, MoveChange

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

LIMITS_OF_FILE = Limits(file_bytes=MOST_BYTES, unpacked_bytes=50_000_000, rows=6_000, columns=60)
MOST_PROBLEMS = 300
HUNDRED = 100
YES, NO = {"ya", "y", "yes", "x", "1", "v", "✓"}, {"", "tidak", "t", "no", "0", "-", "–"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would write."""

    changes: tuple[MoveChange, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    unchanged: int = 0


def sign_changes(changes: Iterable[MoveChange], city: City, by: User) -> str:
    """This function will return the changes of a preview, signed."""
    rows = (asdict(change) | {"figures": _freeze(change.figures)} for change in changes)
    return sign_rows(rows, of=f"roadmap.catalog:{city.pk}", by=by)


def read_token(token: str, city: City, by: User) -> list[MoveChange]:
    """This function will return the changes of a preview. Raises `PreviewGone`."""
    rows = read_rows(token, of=f"roadmap.catalog:{city.pk}", by=by)
    return [MoveChange(**row | {"figures": _thaw(row["figures"])}) for row in rows]


def _freeze(figures: Iterable[FigureChange]) -> list[list[Any]]:
    return [[f.name, *(str(v) if isinstance(v, Decimal) else v for v in (f.before, f.after))] for f in figures]


def _thaw(figures: Iterable[list[Any]]) -> tuple[FigureChange, ...]:
    return tuple(
        FigureChange(name, *(Decimal(v) if name == "chance" else v for v in values)) for name, *values in figures
    )


def read_changes(content: bytes, *, city: City, edition: Edition) -> Preview:
    """This function will read a workbook or a CSV as changes to the figures of the catalogue."""
    try:
        table = read_table(content, LIMITS_OF_FILE)
    except TableError as error:
        return Preview(problems=(refuse_unread(error),))
    wanted = {"key": (KEY_HEAD,)} | {name: (head,) for name, head in HEAD_OF.items()}
    head = find_best_head(table.sheets, wanted)
    if head is None or "key" not in head.columns or len(head.columns) == 1:
        remedy = _("Begin with the file that the catalogue gives, and keep its first row.")
        sentence = _("This is not the catalogue: the column %(name)s or the figures are missing.")
        return Preview(problems=(refuse(sentence % {"name": KEY_HEAD}, remedy),))
    return _Reader(head, {move.key: move for move in queries.list_moves(city, edition.id)}, edition).read()


class _Reader:
    """Reads the rows below the head, one after another; what cannot be read is kept as problems."""

    def __init__(self, head: Head, moves: Mapping[str, Move], edition: Edition) -> None:
        self.head, self.moves, self.edition = head, moves, edition
        self.problems: list[RowProblem] = []
        self.seen: dict[str, int] = {}

    def read(self) -> Preview:
        changes = [change for row in self.head.body if (change := self._read_row(row))]
        unchanged = len(self.seen) - len(changes)
        return Preview(tuple(changes), tuple(self.problems[:MOST_PROBLEMS]), unchanged)

    def _read_row(self, row: Row) -> MoveChange | None:
        move = self._find_move(row)
        if move is None:
            return None
        before = len(self.problems)
        said = {name: self._read_cell(row, name) for name in READERS if name in self.head.columns}
        figures = tuple(
            FigureChange(name, getattr(move, name), value)
            for name, value in said.items()
            if value is not None and value != getattr(move, name)
        )
        if not figures or len(self.problems) > before:
            return None
        return self._check(row, MoveChange(move.key, move.label, move.revision, figures), move)

    def _find_move(self, row: Row) -> Move | None:
        key = text_of(row.cell(self.head.columns["key"]))
        if not any(text_of(cell) for cell in row.cells):
            return None
        if key in self.seen:
            sentence = _("The move stands in row %(row)s already.") % {"row": self.seen[key]}
            self._complain(row, KEY_HEAD, sentence, _("Keep one row for each move."))
            return None
        if key not in self.moves:
            sentence = _("The catalogue has no move with the code “%(key)s”.") % {"key": key[:40]}
            remedy = _("Leave the code as the catalogue gave it. A new move is added with “Own move”.")
            self._complain(row, KEY_HEAD, sentence, remedy)
            return None
        self.seen[key] = row.number
        return self.moves[key]

    def _read_cell(self, row: Row, name: str) -> Any:
        cell = row.cell(self.head.columns[name])
        try:
            return READERS[name](cell)
        except BadCell as bad:
            self._complain(row, HEAD_OF[name], bad.sentence, bad.remedy)
            return None

    def _check(self, row: Row, change: MoveChange, move: Move) -> MoveChange | None:
        figures: dict[str, Any] = {figure.name: figure.after for figure in change.figures}
        draft = replace(queries.read_draft(move), **figures)
        try:
            policy.check_can_keep(draft, self.edition)
        except BadMove as error:
            self._complain(row, HEAD_OF[change.figures[0].name], str(error.sentence), _("Mend this row."))
            return None
        return change

    def _complain(self, row: Row, column: str, sentence: str, remedy: str) -> None:
        self.problems.append(RowProblem(row.number, column, sentence, remedy))


def _unreadable(cell: Cell, remedy: Promise | str) -> BadCell:
    return BadCell(_("“%(text)s” cannot be read here.") % {"text": text_of(cell)[:40]}, remedy)


def _read_money(cell: Cell) -> int | None:
    if not text_of(cell):
        return None
    amount = find_rupiah(cell)
    if amount is None:
        raise _unreadable(cell, WHOLE_RUPIAH)
    return amount


def _read_count(least: int, most: int) -> Callable[[Cell], int | None]:
    def read(cell: Cell) -> int | None:
        if not text_of(cell):
            return None
        number = find_number(cell)
        if number is None or number != number.to_integral_value() or not least <= number <= most:
            raise _unreadable(
                cell, _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
            )
        return int(number)

    return read


def _read_chance(cell: Cell) -> Decimal | None:
    """A share up to 1, or per cent: 0,9 and 90% and 90 are the same."""
    text = text_of(cell)
    if not text:
        return None
    number = find_number(text.removesuffix("%")) if isinstance(cell, str) else find_number(cell)
    if number is not None and (text.endswith("%") or number > 1):
        number /= HUNDRED
    if number is None or not 0 < number <= 1 or number != round(number, 2):
        raise _unreadable(cell, A_CHANCE)
    return round(number, 2)


def _read_yes(cell: Cell) -> bool:
    text = text_of(cell).casefold()
    if text not in YES | NO:
        raise _unreadable(cell, YES_OR_EMPTY)
    return text in YES


WHOLE_RUPIAH = gettext_lazy("Write whole rupiah, such as 250.000.000.")
A_CHANCE = gettext_lazy("Write the chance in whole per cent, such as 90%.")
YES_OR_EMPTY = gettext_lazy("Write “ya”, or leave the cell empty.")
READERS: dict[str, Callable[[Cell], Any]] = {
    "cost_idr": _read_money,
    "quarters": _read_count(1, policy.MOST_QUARTERS),
    "effort": _read_count(0, 100_000),
    "chance": _read_chance,
    "is_must": _read_yes,
    "is_held_back": _read_yes,
}
