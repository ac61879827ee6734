"""The yearly checklist of a kelurahan or kecamatan: who owns a sheet, until when it is filled, and who said it is right."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.registers.checklists.types import ChecklistKind, ChecklistState


class Checklist(models.Model):
    """One a year for each kelurahan or kecamatan; its answers live on the sheet."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "city", "kind", "region", "year", "sheet", "due_on", "state", "confirmed_at"), INTERNAL),
        "confirmed_by": PERSONAL,
    }

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChecklistKind.choices)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sheet = models.OneToOneField("sheets.Sheet", models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ChecklistState.choices, default=ChecklistState.FILLING)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "kind", "year", "region", name="checklist_once_a_year"),
            models.CheckConstraint(
                condition=Q(state="CONFIRMED", confirmed_at__isnull=False) | Q(state="FILLING", confirmed_at=None),
                name="checklist_confirmed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region.name} {self.year}"
