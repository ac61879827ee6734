"""Reads of stored forecasts. The large parts are read only by who shows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from paripurna.rooms.assessment.forecasting.models import StoredForecast as StoredForecast

if TYPE_CHECKING:
    from paripurna.rooms.assessment.models import Round

LARGE = ("inputs", "result")


def find_forecast(round: Round) -> StoredForecast | None:
    """This function will return the newest forecast of a round with everything in it, or None."""
    return _of_round(round).order_by("-made_on").first()


def find_forecast_line(round: Round) -> StoredForecast | None:
    """This function will return the newest forecast of a round, its few figures alone: one small row."""
    return _of_round(round).defer(*LARGE).order_by("-made_on").first()


def list_forecasts(round: Round, *, since: date | None = None) -> list[StoredForecast]:
    """This function will return the forecasts of a round, one a day at most, the oldest first, without their large parts."""
    found = _of_round(round).defer(*LARGE).order_by("made_on")
    return list(found.filter(made_on__gte=since) if since else found)


def find_forecast_on(round: Round, day: date) -> StoredForecast | None:
    """This function will return what was foretold at the end of `day`, without its large parts, or None."""
    return _of_round(round).defer(*LARGE).filter(made_on__lte=day).order_by("-made_on").first()


def _of_round(round: Round) -> QuerySet[StoredForecast]:
    return StoredForecast.objects.filter(city=round.city_id, round=round, is_hindcast=False)
