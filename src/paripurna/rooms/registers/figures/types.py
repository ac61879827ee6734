"""Breakdowns of a figure, periods, and what can go wrong."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.registers.types import RegisterError


class Sex(models.TextChoices):
    ALL = "", _("both")
    GIRLS = "P", _("girls, women")
    BOYS = "L", _("boys, men")


SEX_WORDS = {
    "p": "P", "pr": "P", "perempuan": "P", "anak perempuan": "P", "wanita": "P", "female": "P",
    "l": "L", "lk": "L", "laki laki": "L", "anak laki laki": "L", "laki-laki": "L", "pria": "L", "male": "L",
}  # fmt: skip
ALL_WORDS = frozenset({"", "-", "total", "semua", "jumlah", "semua umur", "all"})


@dataclass(frozen=True, slots=True)
class Period:
    """A span of months: 2024 · 2024-S1 · 2024-Q3 · 2024-05 · 2024-01/2024-07 · 2021/2022."""

    text: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class FigureDraft:
    """One number with everything that it is a number of."""

    source: str
    period: Period
    value: Decimal
    whole: Decimal | None = None
    region_id: int | None = None
    sex: str = ""
    age: str = ""
    disability: str = ""
    category: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two numbers the same number."""
        breakdown = (self.region_id, self.sex, self.age, self.disability, self.category)
        return (self.source.casefold(), self.period.text, *breakdown)


class BadPeriod(RegisterError):
    def __init__(self, text: str) -> None:
        super().__init__(
            _("“%(text)s” is not a period. Write 2024, 2024-S1, 2024-05 or 2024-01/2024-07.") % {"text": text}
        )


class FigureTooGreat(RegisterError):
    def __init__(self) -> None:
        super().__init__(_("A part is never greater than its whole."))


def read_period(text: str) -> Period:
    """This function will read a period as sources name it. Raises `BadPeriod`."""
    written = text.strip().removesuffix(".0")
    for pattern, build in _FORMS:
        if match := re.fullmatch(pattern, written, re.IGNORECASE):
            try:
                return Period(written.upper(), *build(*map(int, match.groups())))
            except ValueError:
                break
    raise BadPeriod(text[:40])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


_FORMS = (
    (r"((?:19|20)\d\d)", lambda year: _months(year, 1, 12)),
    (r"(20\d\d)[- ]?S(?:M|EM)?\.?\s*([12])", lambda year, half: _months(year, 6 * half - 5, 6 * half)),
    (r"(20\d\d)[- ]?(?:Q|TW)\s*([1-4])", lambda year, quarter: _months(year, 3 * quarter - 2, 3 * quarter)),
    (r"(20\d\d)-(\d\d)", lambda year, month: _months(year, month, month)),
    (
        r"(20\d\d)-(\d\d)/(20\d\d)-(\d\d)",
        lambda y1, m1, y2, m2: (_months(y1, m1, m1)[0], _months(y2, m2, m2)[1]),
    ),
    (r"(20\d\d)/(20\d\d)", lambda y1, y2: (date(y1, 7, 1), date(y2, 6, 30))),  # a year of schools
)
