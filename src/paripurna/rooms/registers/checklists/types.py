"""What a yearly checklist is, its two states, and what can go wrong with it. No Django models here."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.access.types import Refused
from paripurna.platform.regions.types import Level

FACT_GROUP = "registers.checklists"


class ChecklistKind(models.TextChoices):
    """Whose checklist: also the kind of subject of its sheet, and of the editions that it may be opened under."""

    KELURAHAN = "kelurahan", _("Kelurahan")
    KECAMATAN = "kecamatan", _("Kecamatan")

    @property
    def level(self) -> Level:
        return Level.KELURAHAN if self is ChecklistKind.KELURAHAN else Level.KECAMATAN


class ChecklistState(models.TextChoices):
    """A checklist is filled, and then confirmed by the head of the kelurahan or kecamatan; facts count confirmed ones."""

    FILLING = "FILLING", pgettext_lazy("checklist", "being filled")
    CONFIRMED = "CONFIRMED", pgettext_lazy("checklist", "confirmed")


class ChecklistError(Refused):
    """Something that cannot be done now; `sentence` says what and what to do instead."""


class ChecklistIncomplete(ChecklistError):
    """Some questions have no answer, a figure that nobody confirmed, or another one than the agency's without a reason."""


class ChecklistConfirmed(ChecklistError):
    """It is confirmed already, so nothing on it changes."""


class ChecklistNotConfirmed(ChecklistError):
    """Only a confirmed checklist is opened again."""


class NothingToOpen(ChecklistError):
    """Every kelurahan or kecamatan has its checklist of that year."""
