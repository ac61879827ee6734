"""Whole numbers, money, percentages and figures, as people type them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables import find_number
from paripurna.platform.tables.numbers import undress_money
from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.platform.tables.writing import Value
from paripurna.platform.ui.formats import format_number, format_rupiah
from paripurna.rooms.registers.kinds.contract import Frame, Kind

_MOST_MONEY = 10**15


@dataclass(frozen=True)
class DecimalKind(Kind):
    """A figure."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    places: int = 2
    remedy: ClassVar[Promise] = _("Write a number and nothing else, for example 7,5.")

    @property
    def empty(self) -> None:
        return None

    def read(self, cell: Any, frame: Frame) -> Any:
        found = find_number(cell if isinstance(cell, Decimal) else text_of(cell))
        if found is None or abs(found) >= _MOST_MONEY or -int(found.as_tuple().exponent) > 12:
            raise BadCell(_("“%(text)s” is not a number.") % {"text": text_of(cell)[:40]}, self.remedy)
        if (self.lowest is not None and found < self.lowest) or (self.highest is not None and found > self.highest):
            limits = {"low": self.lowest, "high": self.highest}
            raise BadCell(_("It must lie between %(low)s and %(high)s.") % limits, self.remedy)
        return round(found, self.places)

    def tell(self, value: Decimal | int, frame: Frame) -> str:
        return format_number(_short(value), get_language() or "id")

    def write(self, value: Decimal | int, frame: Frame) -> Value:
        return int(value) if value == int(value) else float(value)

    def fill(self, value: Decimal | int, frame: Frame) -> str:
        return str(_short(value)).replace(".", ",")

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})

    def store(self, value: Decimal | int | None) -> Any:
        return None if value is None else str(value)

    def revive(self, stored: str | None) -> Any:
        return None if stored is None else Decimal(stored)


def _short(value: Decimal | int) -> Decimal | int:
    """A number without the zeros behind its last digit."""
    return int(value) if value == int(value) else Decimal(value).normalize()


@dataclass(frozen=True)
class WholeKind(DecimalKind):
    """A count or a year."""

    is_year: bool = False
    remedy: ClassVar[Promise] = _("Write a whole number, without words beside it.")

    def read(self, cell: Any, frame: Frame) -> int:
        found = super().read(cell, frame)
        if found != found.to_integral_value():
            raise BadCell(_("“%(text)s” is not a whole number.") % {"text": text_of(cell)[:40]}, self.remedy)
        return int(found)

    def tell(self, value: Decimal | int, frame: Frame) -> str:
        return str(value) if self.is_year else super().tell(value, frame)

    def revive(self, stored: str | None) -> int | None:
        return None if stored is None else int(stored)


@dataclass(frozen=True)
class PercentKind(DecimalKind):
    """A share in percent, 0 to 100. A share such as 0.75 is refused: it may be a percentage of a spreadsheet or mean 0.75 %."""

    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = Decimal(100)
    remedy: ClassVar[Promise] = _("Write 75 for 75 percent.")

    def read(self, cell: Any, frame: Frame) -> Decimal:
        found: Decimal = super().read(cell if isinstance(cell, Decimal) else text_of(cell).removesuffix("%"), frame)
        if 0 < found < 1:
            raise BadCell(_("Is %(share)s a share or a percentage?") % {"share": text_of(cell)}, self.remedy)
        return found

    def tell(self, value: Decimal | int, frame: Frame) -> str:
        return f"{super().tell(value, frame)}%"


@dataclass(frozen=True)
class MoneyKind(WholeKind):
    """Rupiah, whole: Rp 1.250.000,00 · 1,250,000 · 1250000."""

    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = Decimal(_MOST_MONEY - 1)
    remedy: ClassVar[Promise] = _("Write the whole amount in rupiah: 1.250.000.000.")

    def read(self, cell: Any, frame: Frame) -> int:
        if isinstance(cell, Decimal):
            return super().read(cell, frame)
        return super().read(undress_money(text_of(cell)), frame)

    def tell(self, value: Decimal | int, frame: Frame) -> str:
        return format_rupiah(int(value), get_language() or "id")

    def fill(self, value: Decimal | int, frame: Frame) -> str:
        return format_number(int(value), "id")

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
