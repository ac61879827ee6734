"""Reads of rounds: where a city is, what it lost, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.rooms.assessment.finding import list_rounds as list_rounds
from paripurna.rooms.assessment.finding import list_stages as list_stages
from paripurna.rooms.assessment.finding import list_with_sheets, place
from paripurna.rooms.assessment.forecasting.claims import read_claims as read_claims
from paripurna.rooms.assessment.forecasting.claims import read_past_marks as read_past_marks
from paripurna.rooms.assessment.forecasting.queries import StoredForecast as StoredForecast
from paripurna.rooms.assessment.forecasting.queries import find_forecast as find_forecast
from paripurna.rooms.assessment.forecasting.queries import find_forecast_line as find_forecast_line
from paripurna.rooms.assessment.forecasting.queries import find_forecast_on as find_forecast_on
from paripurna.rooms.assessment.forecasting.queries import list_forecasts as list_forecasts
from paripurna.rooms.assessment.forecasting.ruler import build_forecast_ruler as build_forecast_ruler
from paripurna.rooms.assessment.meetings.queries import list_every_open_decision as list_every_open_decision
from paripurna.rooms.assessment.models import PublishedResult, RoundStage
from paripurna.rooms.assessment.models import Round as Round
from paripurna.rooms.assessment.types import RoundState, RunningStage
from paripurna.rooms.sheets.queries import Sheet, get_edition

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City


def find_current_round(city: City) -> Round | None:
    """This function will return the running round, else the newest one, or None; with its sheet, edition and region."""
    found = list_with_sheets(city)
    newest = found.running().first() or found.order_by("-year", "-opened_at").first()
    return place(newest, city) if newest else None


def get_round(city: City, *, code: str) -> Round:
    """This function will return the city's round. Raises `Stranger`."""
    result = get_or_stranger(list_with_sheets(city), code=code)
    return place(result, city)


def list_running_stages(city: City) -> list[RunningStage]:
    """This function will return the dates of the running round's stages, each with the round's name and its edition.

    Every page asks this for its top bar, so it is one statement of a few columns.
    """
    found = RoundStage.objects.filter(city=city, round__state=RoundState.RUNNING).order_by("position")
    shown = ("code", "starts_on", "ends_on", "round__code", "round__label", "round__sheet__edition__hash")
    return [RunningStage(*row) for row in found.values_list(*shown)]


def label_stage(stage: RunningStage, language: str) -> str:
    """This function will return the name of a stage as its edition says it."""
    labels = {each.code: each.label for each in get_edition(stage.edition_hash).stages}
    return labels[stage.code].in_language(language) if stage.code in labels else stage.code


def find_round_of(sheet: Sheet) -> Round | None:
    """This function will return the round that owns the sheet, with the round before it, or None."""
    found = Round.objects.filter(city=sheet.city_id, sheet=sheet)
    return found.select_related("previous__sheet__edition", "previous__sheet__city__region").first()


def find_earlier_round(found: Round, code: str = "") -> Round | None:
    """This function will return the round to carry over from: the one named, else the one it follows, else the newest."""
    others = [other for other in list_rounds(found.city) if other.pk != found.pk]
    named = next((other for other in others if str(other.code) == code), None)
    followed = next((other for other in others if other.pk == found.previous_id), None)
    return named or followed or next(iter(others), None)


def list_published_results(city: City) -> list[PublishedResult]:
    return list(PublishedResult.objects.filter(city=city).order_by("-year", "stage", "id"))


def find_chosen_round(city: City, code: str) -> Round | None:
    """This function will return the round named by `code`, the current one when it names none of the city's."""
    found = list_with_sheets(city).filter(code=code).first() if _is_uuid(code) else None
    return found or find_current_round(city)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
