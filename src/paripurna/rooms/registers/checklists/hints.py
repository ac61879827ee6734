"""What agencies know already about the questions of a checklist, for the head of the kelurahan to take over or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from paripurna.rooms.sheets.registry import Hint

if TYPE_CHECKING:
    from paripurna.rooms.sheets.queries import Sheet


def list_hints(sheet: Sheet, on: date) -> Mapping[str, Hint]:
    return {}
