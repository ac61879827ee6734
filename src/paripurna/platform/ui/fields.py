"""Fields that Django has not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables import find_number
from paripurna.platform.tables.numbers import undress_money
from paripurna.platform.ui.formats import format_number

MOST_IDR = 10**15


class RupiahField(forms.CharField):
    """Whole rupiah, as people write them: 1.250.000 or Rp 1.250.000,00; empty is None."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=30, **given)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        amount = find_number(undress_money(text))
        if amount is None or amount != amount.to_integral_value() or not 0 <= amount < MOST_IDR:
            raise forms.ValidationError(_("Write the whole amount in rupiah: 1.250.000.000."))
        return int(amount)

    def prepare_value(self, value: Any) -> Any:
        return format_number(value, "id") if isinstance(value, int) else value
