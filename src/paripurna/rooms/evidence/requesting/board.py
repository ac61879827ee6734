"""The board: agencies × clusters, how many documents are open, to be mended, or wait for the secretariat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.evidence.requesting.listing import OTHER, WAITING, shorten
from paripurna.rooms.evidence.types import OPEN_REQUESTS, RequestState
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.requesting.scope import RequestScope
    from paripurna.rooms.sheets.queries import Sheet


@dataclass
class Cell:
    """What one agency has in one cluster. `open` counts what is to be mended too."""

    url: str
    label: str
    open: int = 0
    returned: int = 0
    waiting: int = 0
    next_due: date | None = None

    @property
    def waiting_url(self) -> str:
        return self.url.replace("keadaan=terbuka", "keadaan=menunggu")

    @property
    def is_empty(self) -> bool:
        return not self.open and not self.waiting

    def add(self, state: RequestState, due_on: date) -> None:
        """This method will count one more request."""
        self.waiting += state in WAITING
        self.returned += state is RequestState.RETURNED
        if state in OPEN_REQUESTS:
            self.open += 1
            self.next_due = min(due_on, self.next_due or due_on)


@dataclass(frozen=True)
class BoardRow:
    code: str
    abbreviation: str
    name: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class BoardColumn:
    code: str
    label: str
    hue: int

    @property
    def short(self) -> str:
        return shorten(self.label)


@dataclass(frozen=True)
class Board:
    columns: tuple[BoardColumn, ...]
    rows: tuple[BoardRow, ...]
    totals: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class _Address:
    """Where a cell leads: the list, filtered as the cell is."""

    home: str

    def cell(self, label: str, **filters: str) -> Cell:
        wanted = {"keadaan": "terbuka", **{name: value for name, value in filters.items() if value}}
        return Cell(f"{self.home}?{urlencode(wanted)}", label)


Counted = tuple[str, str, RequestState, date]  # agency, cluster, state, due


@dataclass
class _Sums:
    """Every cell of the board by agency and cluster; "" stands for all of them."""

    address: _Address
    labels: dict[str, str]
    names: dict[str, str]
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def cell(self, agency: str, strand: str) -> Cell:
        if (agency, strand) not in self.cells:
            label = " · ".join(filter(None, (self.names.get(agency, ""), self.labels.get(strand, ""))))
            self.cells[agency, strand] = self.address.cell(label or _("all"), pd=agency, klaster=strand)
        return self.cells[agency, strand]

    def add(self, row: Counted) -> None:
        agency, strand, state, due_on = row
        for place in ((agency, strand), (agency, ""), ("", strand), ("", "")):
            self.cell(*place).add(state, due_on)


def build_board(city: City, scope: RequestScope, *, sheet: Sheet) -> Board:
    """This function will count the requests of a sheet that the person may see: one statement."""
    columns = _list_columns(sheet)
    names, counted = _count(city, scope, sheet)
    address = _Address(reverse("evidence:requests", kwargs={"city": city.slug}))
    short = {code: abbreviation for code, (abbreviation, _name) in names.items()}
    sums = _Sums(address, {column.code: column.label for column in columns}, short)
    for row in counted:
        sums.add(row)
    used = tuple(column for column in columns if column.code != OTHER or ("", OTHER) in sums.cells)
    order = sorted(names, key=lambda code: (-sums.cell(code, "").open, short[code].casefold()))
    rows = (
        BoardRow(code, *names[code], tuple(sums.cell(code, column.code) for column in used), sums.cell(code, ""))
        for code in order
    )
    totals = tuple(sums.cell("", column.code) for column in used)
    return Board(used, tuple(rows), totals, sums.cell("", ""))


def _list_columns(sheet: Sheet) -> list[BoardColumn]:
    language = get_language() or "id"
    strands = sheets.edition_of(sheet).strands
    own = [BoardColumn(each.code, each.label.in_language(language), hue) for hue, each in enumerate(strands, start=1)]
    return [*own, BoardColumn(OTHER, _("Others"), 0)]


def _count(city: City, scope: RequestScope, sheet: Sheet) -> tuple[dict[str, tuple[str, str]], Iterable[Counted]]:
    strand_of: dict[str, str] = defaultdict(lambda: OTHER)
    for strand in sheets.edition_of(sheet).strands:
        strand_of.update((question.number, strand.code) for question in strand.questions)
    found = ProofRequest.objects.of_city(city).filter(scope.as_query(), sheet=sheet, state__in=OPEN_REQUESTS | WAITING)
    rows = list(
        found.order_by("pk").values_list(
            "agency__code", "agency__abbreviation", "agency__name", "question", "state", "due_on"
        )
    )
    names = {code: (abbreviation, name) for code, abbreviation, name, *_rest in rows}
    return names, [(row[0], strand_of[row[3]], RequestState(row[4]), row[5]) for row in rows]
