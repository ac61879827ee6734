"""What the secretariat says when it opens the checklists of a year."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from paripurna.platform.ui.widgets import DateInput
from paripurna.rooms.registers.checklists.types import ChecklistKind

FIRST_YEAR, LAST_YEAR = 2020, 2100


class OpenForm(forms.Form):
    kind = forms.ChoiceField(label=_("For every"), choices=ChecklistKind.choices)
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_(
            "The year that the answers are about. The round takes the checklists of the last year of its period."
        ),
    )
    due_on = forms.DateField(label=_("To be filled until"), widget=DateInput())
