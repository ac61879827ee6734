"""Points as people type them."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import parse_number
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets.types import BadMark


def read_points(text: str) -> Decimal | None:
    """This function will read points as a person of this language writes them, None for nothing. Raises `BadMark`."""
    if not text.strip():
        return None
    try:
        return parse_number(text, indonesian=language() == "id")
    except BadValue as error:
        raise BadMark(error.in_language(language())) from None
