"""Budget lines: what the city plans, approves and spends for its children."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from paripurna.platform.access.classes import INTERNAL
from paripurna.rooms.registers.models.entries import Entry
from paripurna.rooms.registers.types import BudgetFund, BudgetStage


class BudgetLine(Entry):
    """A sub-activity of an agency in a year, at one stage and from one source of funds."""

    FIELD_CLASSES = {
        **Entry.ENTRY_CLASSES,
        **dict.fromkeys(
            (
                *("year", "stage", "fund", "codes", "program_code", "program", "activity_code", "activity"),
                *("sub_activity_code", "sub_activity", "ceiling_idr", "realized_idr", "children_pct", "basis"),
            ),
            INTERNAL,
        ),
    }

    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, choices=BudgetStage.choices)
    fund = models.CharField(max_length=6, choices=BudgetFund.choices)
    codes = models.CharField(max_length=12)  # the version of the nomenclature: a key of `sipd.VERSIONS`
    program_code = models.CharField(max_length=20)
    program = models.CharField(max_length=300, blank=True)
    activity_code = models.CharField(max_length=30)
    activity = models.CharField(max_length=300, blank=True)
    sub_activity_code = models.CharField(max_length=30)
    sub_activity = models.CharField(max_length=400)
    ceiling_idr = models.BigIntegerField()
    realized_idr = models.BigIntegerField(null=True, blank=True)
    children_pct = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(100))
    basis = models.CharField(max_length=300, blank=True)  # how the share that serves children was reckoned

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                "city",
                "year",
                "stage",
                "fund",
                "sub_activity_code",
                "agency",
                name="budget_line_once",
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                condition=Q(ceiling_idr__gte=0) & (Q(realized_idr=None) | Q(realized_idr__gte=0)),
                name="budget_line_not_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(children_pct__gte=0, children_pct__lte=100), name="budget_line_share_in_percent"
            ),
            models.CheckConstraint(
                condition=~Q(stage="REALIZATION") | Q(realized_idr__isnull=False), name="budget_line_realized"
            ),
        ]
        indexes = [*Entry.Meta.indexes, models.Index("city", "year", "stage", name="budget_line_of_year")]
