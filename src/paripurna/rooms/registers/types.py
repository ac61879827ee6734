"""What a register may hold, how it changes, and what can go wrong. No Django models here."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from paripurna.platform.access.types import Refused
from paripurna.platform.tables import FieldProblem as FieldProblem

Values = dict[str, Any]
"""What an entry holds, by the names of the register's fields."""


class ChangeKind(models.TextChoices):
    """What happened to an entry, for its history."""

    ADDED = "ADDED", pgettext_lazy("entry of a register", "added")
    CHANGED = "CHANGED", pgettext_lazy("entry of a register", "changed")
    IMPORTED = "IMPORTED", pgettext_lazy("entry of a register", "imported")
    RESTORED = "RESTORED", pgettext_lazy("entry of a register", "set back to an earlier state")
    WITHDRAWN = "WITHDRAWN", pgettext_lazy("entry of a register", "withdrawn")
    RETURNED = "RETURNED", pgettext_lazy("entry of a register", "taken back in")


class RegulationKind(models.TextChoices):
    """What a regulation is, the strongest first."""

    PERDA = "PERDA", _("By-law (Perda)")
    PERKADA = "PERKADA", _("Regulation of the mayor or regent (Perwali/Perbup)")
    DECREE = "DECREE", _("Decree (SK)")
    INSTRUCTION = "INSTRUCTION", _("Instruction of the mayor or regent")
    CIRCULAR = "CIRCULAR", _("Circular")
    AGENCY_RULE = "AGENCY_RULE", _("Rule of an agency")
    SOP = "SOP", _("Standard operating procedure (SOP)")
    OTHER = "OTHER", _("Other paper")


class RegulationState(models.TextChoices):
    DRAFT = "DRAFT", pgettext_lazy("regulation", "draft")
    IN_FORCE = "IN_FORCE", pgettext_lazy("regulation", "in force")
    REPLACED = "REPLACED", pgettext_lazy("regulation", "replaced or revoked")


class BudgetStage(models.TextChoices):
    """How far a budget line has come, in the order of the year."""

    RKPD = "RKPD", _("RKPD: work plan of the region")
    RKA = "RKA", _("RKA: work plan and budget of the agency")
    DPA = "DPA", _("DPA: approved budget")
    DPPA = "DPPA", _("DPPA: approved change of the budget")
    REALIZATION = "REALIZATION", _("Realization")


class BudgetFund(models.TextChoices):
    """Where the money comes from: another question than how far it has come."""

    PAD = "PAD", _("PAD: own revenue")
    DAU = "DAU", _("DAU: general allocation")
    DAK = "DAK", _("DAK: special allocation")
    DBH = "DBH", _("DBH: shared revenue")
    OTHER = "OTHER", _("Other source of funds")


class InnovationState(models.TextChoices):
    IDEA = "IDEA", pgettext_lazy("innovation", "idea")
    TRIAL = "TRIAL", pgettext_lazy("innovation", "tried out")
    RUNNING = "RUNNING", pgettext_lazy("innovation", "running")
    ENDED = "ENDED", pgettext_lazy("innovation", "ended")


class RegisterError(Refused):
    """Something that cannot be done now; `sentence` says what and what to do instead."""


class EntryChanged(RegisterError):
    """Someone else changed the entry since the page was opened."""


class EntryWithdrawn(RegisterError):
    """A withdrawn entry counts for nothing and is not changed."""
