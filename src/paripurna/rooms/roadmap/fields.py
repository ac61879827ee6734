"""Inputs that the forms of this room share."""

from __future__ import annotations

from django import forms

from paripurna.platform.tables.types import MEGABYTE
from paripurna.platform.ui.fields import RupiahField as RupiahField
from paripurna.platform.ui.fields import TableField

MOST_BYTES = 5 * MEGABYTE


class TableForm(forms.Form):
    """A table as a file, of five megabytes at most."""

    file = TableField(megabytes=MOST_BYTES // MEGABYTE)
