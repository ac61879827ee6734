"""Reads of stored forecasts. The large parts are read only by who shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from pydantic import TypeAdapter

from paripurna.core.forecast import QuestionForecast
from paripurna.rooms.assessment.forecasting.models import StoredForecast as StoredForecast

if TYPE_CHECKING:
    from paripurna.rooms.assessment.models import Round
    from paripurna.rooms.sheets.queries import Sheet

LARGE = ("inputs", "result")
QUESTION = TypeAdapter(QuestionForecast)


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


def find_last_before(round: Round, at: datetime) -> StoredForecast | None:
    """This function will return the last forecast made before `at` with everything in it, else the hindcast, or None."""
    every = StoredForecast.objects.filter(city=round.city_id, round=round)
    return every.filter(Q(made_at__lt=at) | Q(is_hindcast=True)).order_by("is_hindcast", "-made_on").first()


def find_question_forecast(sheet: Sheet, number: str) -> tuple[datetime, QuestionForecast] | None:
    """This function will return when the question was forecast last, and what was said of it: the rest stays in the database."""
    rows = StoredForecast.objects.filter(city=sheet.city_id, round__sheet=sheet, is_hindcast=False).order_by("-made_on")
    found = rows.values_list("made_at", KT(f"result__forecast__questions__{number}")).first()
    if found is None or found[1] is None:
        return None
    return found[0], QUESTION.validate_json(found[1])


def _of_round(round: Round) -> QuerySet[StoredForecast]:
    return StoredForecast.objects.filter(city=round.city_id, round=round, is_hindcast=False)
