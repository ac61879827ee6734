"""Cells as offices keep them, read as what the register holds. Each reader raises `BadCell`; empty cells never come here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import override

from paripurna.platform.files.reading.mentions import find_dates
from paripurna.platform.tables import Cell, find_number
from paripurna.platform.tables.numbers import undress_money
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.rooms.places.form_fields import read_drawn
from paripurna.rooms.places.kinds import find_kind, list_kinds

if TYPE_CHECKING:
    from paripurna.core.siting import Shape
    from paripurna.rooms.places.importing.frame import Frame

Read = Callable[[Cell, "Frame"], Any]
EXCEL_ZERO, EXCEL_DAYS = date(1899, 12, 30), range(10_000, 80_000)  # 1927 to 2119, as bare numbers of a spreadsheet
YES = frozenset({"ya", "y", "yes", "true", "1", "x", "✓", "v", "ada", "gratis"})
NO = frozenset({"tidak", "t", "n", "no", "false", "0", "-", "bayar", "berbayar"})
CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?(?:\s*(?:wita|wib|wit))?", re.IGNORECASE)


def fold(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def read_text(most: int) -> Read:
    """This function will return a reader of texts of up to `most` characters."""

    def read(cell: Cell, _frame: Frame) -> str:
        check_not_dated(cell)
        text = text_of(cell)
        if len(text) > most:
            raise BadCell(_("This text is longer than %(most)s characters.") % {"most": most}, _("Shorten it."))
        return text

    return read


def check_not_dated(cell: Cell) -> None:
    """This function will raise `BadCell` for what a spreadsheet made a date or a time of: what was typed is lost."""
    if isinstance(cell, date | time | timedelta):
        raise BadCell(
            _("The spreadsheet has turned this into the date or time %(value)s.") % {"value": cell},
            _("Format the column as text, then type it once more."),
        )


def read_aliases(cell: Cell, frame: Frame) -> list[str]:
    names = (" ".join(part.split()) for part in re.split(r"[·;|\n]", str(cell)))
    return list(dict.fromkeys(read_text(200)(name, frame) for name in names if name))


def read_kind(cell: Cell, _frame: Frame) -> str:
    found = find_kind(text_of(cell))
    if found is None:
        known = ", ".join(kind.short for kind in list_kinds().values())
        raise _not_listed(cell, known)
    return found.code


def read_choice(choices: type[TextChoices], words: Mapping[str, str] | None = None) -> Read:
    """This function will return a reader of one of a list: by label in either language, stored value, or another word."""

    def read(cell: Cell, _frame: Frame) -> str:
        text = fold(text_of(cell))
        found = (words or {}).get(text) or _list_words(choices).get(text)
        if found is None:
            raise _not_listed(cell, ", ".join(str(label) for label in choices.labels))
        return str(found)

    return read


@cache
def _list_words(choices: type[TextChoices]) -> Mapping[str, str]:
    found = {fold(one.value): one.value for one in choices}
    for language in ("en", "id"):
        with override(language):
            found |= {fold(str(one.label)): one.value for one in choices}
    return found


def _not_listed(cell: Cell, known: str) -> BadCell:
    said = _("“%(text)s” is not on the list.") % {"text": text_of(cell)[:60]}
    return BadCell(said, _("Write one of: %(choices)s.") % {"choices": known})


def read_agency(cell: Cell, frame: Frame) -> int:
    found = frame.agencies.get(fold(text_of(cell)))
    if found is None:
        said = _("The city has no agency or partner “%(text)s”.") % {"text": text_of(cell)[:60]}
        raise BadCell(said, _("Write its abbreviation, its name or its code, or add it first."))
    return found


def read_yes(cell: Cell, _frame: Frame) -> bool:
    text = fold(text_of(cell))
    if text not in YES | NO:
        raise BadCell(_("“%(text)s” is neither yes nor no.") % {"text": text[:40]}, _("Write ya or tidak."))
    return text in YES


def read_number(most: int, places: int = 0) -> Read:
    """This function will return a reader of numbers from 0 to `most`, whole unless `places` says otherwise."""

    def read(cell: Cell, _frame: Frame) -> int | Decimal:
        found = find_number(undress_money(cell) if isinstance(cell, str) else cell)
        if found is None or not 0 <= found <= most or (not places and found != found.to_integral_value()):
            limits = {"low": 0, "high": most}
            said = _("“%(text)s” is not a number that fits here.") % {"text": text_of(cell)[:40]}
            raise BadCell(said, _("Write a number from %(low)s to %(high)s.") % limits)
        return round(found, places) if places else int(found)

    return read


def read_day(cell: Cell, _frame: Frame) -> date:
    """This reader knows dates of a spreadsheet, their bare day numbers, and days as people write them."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    number = find_number(cell)
    if number is not None and number == number.to_integral_value() and int(number) in EXCEL_DAYS:
        return EXCEL_ZERO + timedelta(days=int(number))
    days = {mention.on for mention in find_dates(text_of(cell))}
    if len(days) != 1:
        said = _("“%(text)s” is not a date.") % {"text": text_of(cell)[:40]}
        raise BadCell(said, _("Write it like 8 Februari 2026 or 2026-02-08, or empty the cell."))
    return days.pop()


def read_clock(cell: Cell, _frame: Frame) -> time:
    """This reader knows times of a spreadsheet, and 08.00 or 8:00 WITA as people write them."""
    if isinstance(cell, datetime):
        return cell.time().replace(second=0, microsecond=0)
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    found = CLOCK.fullmatch(f"{cell:.2f}" if isinstance(cell, Decimal) else text_of(cell))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise BadCell(_("“%(text)s” is not a time of day.") % {"text": text_of(cell)[:40]}, _("Write it like 08.00."))
    return time(int(found[1]), int(found[2]))


def read_shape(cell: Cell, _frame: Frame) -> Shape:
    try:
        return read_drawn(str(cell))
    except ValidationError as error:
        raise BadCell(error.messages[0]) from error


def read_school_number(cell: Cell, _frame: Frame) -> str:
    text = text_of(cell).upper()
    if not re.fullmatch(r"[0-9P]\d{7}", text):
        said = _("“%(text)s” is no NPSN.") % {"text": text[:40]}
        raise BadCell(said, _("An NPSN has eight digits. Empty the cell where it is not known."))
    return text
