"""Texts, addresses, dates, and the articles of a regulation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.tables.remarks import text_of
from paripurna.platform.tables.writing import Value
from paripurna.platform.ui.formats import ENGLISH, INDONESIAN, format_date
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.registers.kinds.contract import Frame, Kind
from paripurna.rooms.registers.subjects import find_subject, list_subjects

_NUMBERED_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_NAMED_DAY = re.compile(r"(\d{1,2})[-/. ]+([A-Za-z]+)[-/. ,]+(\d{4})")
_MONTHS = {
    name[:3].casefold(): number
    for months in (INDONESIAN.months, ENGLISH.months, ("Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Ags"))
    for number, name in enumerate(months, start=1)
}
_FIRST_SERIAL_DAY = date(1899, 12, 30)  # day 0 of spreadsheets
_SERIAL_DAYS = range(30_000, 60_000)  # 1982 to 2064


@dataclass(frozen=True)
class TextKind(Kind):
    """A line of text, or several."""

    longest: int = 300
    rows: int = 1
    remedy: ClassVar[Promise] = _("Shorten it; what is longer belongs into the note.")

    def read(self, cell: Any, frame: Frame) -> str:
        text = text_of(cell) if self.rows == 1 else "\n".join(text_of(line) for line in str(cell).splitlines()).strip()
        if len(text) > self.longest:
            raise BadCell(_("At most %(limit)s characters.") % {"limit": self.longest}, self.remedy)
        return text

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.TextInput() if self.rows == 1 else forms.Textarea({"rows": self.rows})


@dataclass(frozen=True)
class AddressKind(TextKind):
    """The address of a page."""

    longest: int = 600
    remedy: ClassVar[Promise] = _("Copy the whole address, beginning with https://.")

    def read(self, cell: Any, frame: Frame) -> str:
        text = super().read(cell, frame)
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            raise BadCell(_("This is not the address of a page."), self.remedy) from None
        return text

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.URLInput()


@dataclass(frozen=True)
class DayKind(Kind):
    """A date, in any of the ways in which offices write one."""

    remedy: ClassVar[Promise] = _("Write it as 31/01/2026.")

    @property
    def empty(self) -> None:
        return None

    def read(self, cell: Any, frame: Frame) -> date:
        found = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else _find_day(cell)
        if found is None:
            raise BadCell(_("“%(text)s” is not a date.") % {"text": text_of(cell)[:40]}, self.remedy)
        return found

    def tell(self, value: date, frame: Frame) -> str:
        return format_date(value, get_language() or "id")

    def write(self, value: date, frame: Frame) -> str:
        return value.isoformat()

    def widget(self, frame: Frame) -> forms.Widget:
        return DateInput()

    def store(self, value: date | None) -> str | None:
        return value.isoformat() if value else None

    def revive(self, stored: str | None) -> date | None:
        return date.fromisoformat(stored) if stored else None


def _find_day(cell: Any) -> date | None:
    if isinstance(cell, Decimal) and cell in _SERIAL_DAYS:
        return _FIRST_SERIAL_DAY + timedelta(days=int(cell))
    text = text_of(cell)
    try:
        if match := _NUMBERED_DAY.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _NAMED_DAY.fullmatch(text):
            return date(int(match[3]), _MONTHS[match[2][:3].casefold()], int(match[1]))
        return date.fromisoformat(text)
    except (ValueError, KeyError):
        return None


@dataclass(frozen=True)
class ArticlesKind(Kind):
    """For each subject the articles that matter: a line each, "akta kelahiran: Pasal 4–7"."""

    remedy: ClassVar[Promise] = _("Write a line for each subject: akta kelahiran: Pasal 4–7.")

    @property
    def empty(self) -> dict[str, str]:
        return {}

    def read(self, cell: Any, frame: Frame) -> dict[str, str]:
        found = {}
        for line in filter(None, (text_of(part) for part in re.split(r"[\n;]", str(cell)))):
            word, _colon, articles = line.partition(":")
            subject = find_subject(word)
            if subject is None:
                raise BadCell(_("“%(text)s” is no subject of the registers.") % {"text": word[:60]}, self.remedy)
            if articles.strip():
                found[subject.code] = articles.strip()
        return found

    def tell(self, value: dict[str, str], frame: Frame) -> str:
        known = list_subjects()
        return "\n".join(f"{known[code].name if code in known else code}: {text}" for code, text in value.items())

    def write(self, value: dict[str, str], frame: Frame) -> Value:
        return self.tell(value, frame).replace("\n", "; ")

    def fill(self, value: dict[str, str], frame: Frame) -> str:
        return self.tell(value, frame)

    def widget(self, frame: Frame) -> forms.Widget:
        return forms.Textarea({"rows": 3})
