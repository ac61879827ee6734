"""Fields that Django has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.numbers import find_rupiah
from paripurna.platform.tables.types import MEGABYTE
from paripurna.platform.ui.formats import format_number


class TableField(forms.FileField):
    """A table as a file; what may be chosen and how large it may be is said before, and the size looked at after."""

    def __init__(self, *, megabytes: int, endings: Sequence[str] = (".xlsx", ".csv"), **given: Any) -> None:
        super().__init__(**{"label": _("Workbook or CSV file")} | given)
        self.megabytes, self.accept = megabytes, ",".join(endings)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > self.megabytes * MEGABYTE:
            told = _("The file is larger than %(limit)s MB. Leave out what is not the table.")
            raise forms.ValidationError(told, params={"limit": self.megabytes})
        return file


class RupiahField(forms.CharField):
    """Whole rupiah, as people write them: 1.250.000 or Rp 1.250.000,00; empty is None."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=30, **given)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        amount = find_rupiah(text)
        if amount is None:
            raise forms.ValidationError(_("Write the whole amount in rupiah: 1.250.000.000."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return format_number(value, "id") if isinstance(value, int) else value
