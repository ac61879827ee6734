"""The forecast on the ruler of a round: one more marker, with its interval."""

from __future__ import annotations

from django.utils.translation import gettext as _

from paripurna.platform.ui.ruler import Marker, Ruler
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_bands, language, sheet_why_url
from paripurna.rooms.sheets.queries import edition_of, list_totals


def build_marker(stored: StoredForecast, *, href: str = "") -> Marker:
    """This function will mark the mean of the forecast and the interval that holds nine outcomes in ten."""
    return Marker(label=_("Forecast"), value=stored.mean, low=stored.low, high=stored.high, href=href)


def build_forecast_ruler(round: Round, stored: StoredForecast) -> Ruler:
    """This function will put the forecast beside the stored totals of the stages."""
    edition = edition_of(round.sheet)
    totals = {stage: total for stage, total, _grade in list_totals(round.sheet)}
    stages = tuple(
        Marker(stage.label.in_language(language()), totals[stage.code], href=sheet_why_url(round, stage.code))
        for stage in edition.stages
        if stage.code in totals
    )
    return Ruler(
        title=round.label,
        maximum=edition.max_points,
        bands=build_bands(edition),
        markers=(*stages, build_marker(stored)),
        note=_("Invented example") if round.sheet.is_example else "",
    )
