"""Forecasts of rounds as they were made: the last of each day is kept."""

from __future__ import annotations

from functools import cached_property

from django.db import models

from paripurna.platform.access.classes import INTERNAL
from paripurna.rooms.assessment.forecasting.types import INPUTS, RESULT, Inputs, Result


class StoredForecast(models.Model):
    """One forecast. Pages that only tell how it stands leave `inputs` and `result` where they are: they are large.

    `is_hindcast`: worked out afterwards, for a round whose outcome was known, from the claims alone.
    """

    FIELD_CLASSES = dict.fromkeys(
        (
            "id",
            "city",
            "round",
            "made_on",
            "made_at",
            "is_hindcast",
            "inputs_hash",
            "model_hash",
            "claimed",
            "mean",
            "deviation",
            "low",
            "high",
            "grades",
            "target",
            "target_chance",
            "inputs",
            "result",
        ),
        INTERNAL,
    )

    city = models.ForeignKey("regions.City", models.PROTECT, related_name="+")
    round = models.ForeignKey("assessment.Round", models.CASCADE, related_name="forecasts")
    made_on = models.DateField()
    made_at = models.DateTimeField()
    is_hindcast = models.BooleanField(default=False)
    inputs_hash = models.CharField(max_length=64)
    model_hash = models.CharField(max_length=64)
    claimed = models.DecimalField(max_digits=8, decimal_places=2)
    mean = models.DecimalField(max_digits=8, decimal_places=2)
    deviation = models.DecimalField(max_digits=8, decimal_places=2)
    low = models.DecimalField(max_digits=8, decimal_places=2)  # nine in ten lie between these two
    high = models.DecimalField(max_digits=8, decimal_places=2)
    grades = models.JSONField()  # [code, chance by points, chance by the whole rule], from the lowest
    target = models.CharField(max_length=40)  # the grade that the worth of checks is measured by
    target_chance = models.FloatField()
    inputs = models.JSONField()
    result = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint("city", "round", "is_hindcast", "made_on", name="stored_forecast_once_a_day"),
        ]

    @cached_property
    def parsed_inputs(self) -> Inputs:
        """The claims and earlier marks that it was made from."""
        return INPUTS.validate_python(self.inputs)

    @cached_property
    def parsed(self) -> Result:
        """Everything that came of it."""
        return RESULT.validate_python(self.result)
