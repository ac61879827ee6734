"""Which rounds can be forecast."""

from __future__ import annotations

from paripurna.core.instrument.model import Combination, Edition
from paripurna.rooms.assessment.forecasting.types import CannotForecast


def check_can_forecast(edition: Edition) -> None:
    """This function will raise `CannotForecast` for an edition whose points are weighed, not added."""
    if not can_forecast(edition):
        raise CannotForecast


def can_forecast(edition: Edition) -> bool:
    return edition.combination is Combination.SUM
