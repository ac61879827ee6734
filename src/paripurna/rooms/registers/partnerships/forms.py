"""What people fill in about deliveries."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.refusals import BadCell
from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.registers.kinds import DecimalKind, MoneyKind
from paripurna.rooms.registers.partnerships.types import DeliveryDraft


class DeliveryForm(forms.Form):
    """Numbers are typed plainly here: an amount with a comma, rupiah with or without dots."""

    delivered_on = forms.DateField(label=_("Delivered on"), widget=DateInput())
    amount = forms.CharField(label=_("How much"), required=False, max_length=20)
    value_idr = forms.CharField(label=_("Worth in rupiah"), required=False, max_length=24)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    document = forms.UUIDField(label=_("Proof"), required=False)

    def clean_amount(self) -> Any:
        return _read(DecimalKind(lowest=Decimal(0)), self.cleaned_data["amount"])

    def clean_value_idr(self) -> Any:
        return _read(MoneyKind(), self.cleaned_data["value_idr"])

    def draft(self) -> DeliveryDraft:
        data = self.cleaned_data
        code = str(data["document"]) if data["document"] else ""
        return DeliveryDraft(data["delivered_on"], data["amount"], data["value_idr"], data["note"], code)


def _read(kind: DecimalKind, text: str) -> Any:
    """A number as the registers read it; these kinds ask nothing of the city."""
    if not text.strip():
        return None
    try:
        return kind.read(text, frame=None)  # type: ignore[arg-type]
    except BadCell as bad:
        raise forms.ValidationError(bad.text) from bad
