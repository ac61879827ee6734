"""The words of a sheet's questions, weighed once a process for every pinned edition."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from paripurna.rooms.evidence.proof.ranking import Index, index_edition
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.rooms.sheets.queries import Sheet


def get_index(sheet: Sheet) -> Index:
    """This function will return the index of the questions of the sheet's edition."""
    return _index(sheet.edition.hash)


@lru_cache(maxsize=32)
def _index(edition_hash: str) -> Index:
    return index_edition(sheets.get_edition(edition_hash))
