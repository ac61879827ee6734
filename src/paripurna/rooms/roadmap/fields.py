"""Inputs that the forms of this room share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.tables.types import MEGABYTE
from paripurna.platform.ui.fields import MOST_IDR as MOST_IDR
from paripurna.platform.ui.fields import RupiahField as RupiahField

MOST_BYTES = 5 * MEGABYTE


class TableForm(forms.Form):
    """A table as a file, of five megabytes at most."""

    file = forms.FileField()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 5 MB. Leave out sheets that are not the table."))
        return file
