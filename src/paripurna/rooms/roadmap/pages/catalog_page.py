"""*Katalog langkah*: what may be done, filtered and sorted as the address bar says; and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from paripurna.core.instrument.model import Edition
from paripurna.platform.tables.writing import Value
from paripurna.platform.ui.formats import format_points
from paripurna.platform.ui.paging import read_page
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.models import Move
from paripurna.rooms.roadmap.models.moves import MoveQuerySet
from paripurna.rooms.roadmap.wording import language, name_funds, name_kinds, say_effects
from paripurna.rooms.sheets.queries import edition_of

HEADS = ("Langkah", "Jenis", "Perangkat daerah", "Sumber dana", "Biaya (Rp)", "Triwulan", "Jam per triwulan")
MORE_HEADS = ("Peluang berhasil", "Wajib", "Ditahan", "Pertanyaan", "Catatan")
KEY_HEAD = "Kode langkah"
HEAD_OF = {
    "cost_idr": "Biaya (Rp)",
    "quarters": "Triwulan",
    "effort": "Jam per triwulan",
    "chance": "Peluang berhasil",
    "is_must": "Wajib",
    "is_held_back": "Ditahan",
}
"""What may be changed in the file and taken in again, and the head of its column."""


@dataclass(frozen=True)
class MoveLine:
    """A move as a line of the catalogue."""

    move: Move
    kind: str
    fund: str
    effects: tuple[tuple[str, str], ...]

    @property
    def agency(self) -> str:
        return self.move.agency.abbreviation if self.move.agency else "–"


@dataclass(frozen=True)
class CatalogPage:
    round: Round
    page: Page[Any]
    lines: tuple[MoveLine, ...]
    kinds: Mapping[str, str]
    chosen: Mapping[str, str]
    agencies: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        return self.page.paginator.count


def build_catalog_page(round: Round, query: Mapping[str, str]) -> CatalogPage:
    """This function will list the moves that match `cari`, `jenis`, `pd` and `keadaan`, sorted by `urut`."""
    edition = edition_of(round.sheet)
    page = read_page(list(search(round, query)), query)
    return CatalogPage(
        round=round,
        page=page,
        lines=tuple(build_line(move, edition) for move in page),
        kinds=name_kinds(edition),
        chosen={name: query.get(name, "") for name in ("cari", "jenis", "pd", "keadaan")},
        agencies=tuple(queries.list_leads(round.city, edition.id)),
    )


def search(round: Round, query: Mapping[str, str]) -> MoveQuerySet:
    """This function will return the moves that the address bar asks for."""
    return queries.search_moves(
        round.city,
        edition_of(round.sheet).id,
        text=query.get("cari", "").strip(),
        kind=query.get("jenis", ""),
        agency=query.get("pd", ""),
        state=query.get("keadaan", ""),
        sort=query.get("urut", ""),
    )


def build_line(move: Move, edition: Edition) -> MoveLine:
    """This function will return a move as people read it."""
    most = {n: format_points(q.max_points, language()) for n, q in edition.question_by_number.items()}
    funds = name_funds(edition)
    effects = tuple(say_effects(move.effects.all(), most))
    return MoveLine(move, name_kinds(edition).get(move.kind, move.kind), funds.get(move.fund, move.fund), effects)


def build_table(moves: Iterable[Move], edition: Edition) -> list[list[Value]]:
    """This function will lay the catalogue out as a table."""
    kinds, funds = name_kinds(edition), name_funds(edition)
    rows: list[list[Value]] = [[*HEADS, *MORE_HEADS, KEY_HEAD]]
    for move in moves:
        agency = move.agency.abbreviation if move.agency else ""
        rows.append(
            [
                *(move.label, kinds.get(move.kind, move.kind), agency, funds.get(move.fund, move.fund)),
                *(move.cost_idr, move.quarters, move.effort, float(move.chance)),
                *("ya" if move.is_must else "", "ya" if move.is_held_back else ""),
                *(", ".join(effect.question for effect in move.effects.all()), move.note, move.key),
            ]
        )
    return rows
