"""Series of figures, and the figures in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.rooms.registers.figures.types import Sex
from paripurna.rooms.registers.models.entries import Entry


class FigureSeries(Entry):
    """What is counted, how, and in which unit. `source` is whom the city believes where two sources differ."""

    FIELD_CLASSES = {
        **Entry.ENTRY_CLASSES,
        **dict.fromkeys(("slug", "title", "definition", "unit", "whole", "counts_victims"), INTERNAL),
    }

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    unit = models.CharField(max_length=40)
    whole = models.CharField(max_length=80, blank=True)  # what a share is measured against
    counts_victims = models.BooleanField(default=False)

    class Meta(Entry.Meta):
        constraints = [models.UniqueConstraint("city", "slug", name="series_once", condition=Q(withdrawn_at=None))]


class Counted(models.Model):
    """What a number is of: who counted, when, where, whom."""

    COUNTED_CLASSES = dict.fromkeys(
        (
            *("id", "city", "series", "source", "period", "starts_on", "ends_on", "region", "sex", "age"),
            *("disability", "category", "value", "whole", "note", "is_example"),
        ),
        INTERNAL,
    )

    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    source = models.CharField(max_length=200)  # who counted
    period = models.CharField(max_length=20)  # as the source names it
    starts_on = models.DateField()
    ends_on = models.DateField()
    region = models.ForeignKey("regions.Region", models.PROTECT, null=True, blank=True, related_name="+")
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    age = models.CharField(max_length=40, blank=True)
    disability = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=120, blank=True)
    whole = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Figure(Counted):
    """A number of a series. Sources stand side by side: a number of another source never replaces one."""

    FIELD_CLASSES = {**Counted.COUNTED_CLASSES, "written_at": INTERNAL}

    series = models.ForeignKey(FigureSeries, models.CASCADE, related_name="figures")
    value = models.DecimalField(max_digits=16, decimal_places=3)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                *("series", "source", "period", "region", "sex", "age", "disability", "category"),
                name="figure_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="figure_period_in_order"),
            models.CheckConstraint(condition=Q(whole=None) | Q(whole__gte=F("value")), name="figure_part_of_whole"),
        ]
        indexes = [models.Index("city", "series", "ends_on", name="figure_series_day")]


class FigureChange(Counted):
    """What a figure was written as, or that it was taken out: the history of a series."""

    FIELD_CLASSES = {**Counted.COUNTED_CLASSES, "at": INTERNAL, "by": PERSONAL}

    series = models.ForeignKey(FigureSeries, models.CASCADE, related_name="changes")
    value = models.DecimalField(max_digits=16, decimal_places=3, null=True)  # None: taken out
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("series", F("at").desc(), F("id").desc(), name="figure_change_newest")]
