"""The section "forecast" of a question's panel: what may become of its claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.forecasting.queries import find_question_forecast
from paripurna.rooms.sheets.queries import Sheet
from paripurna.rooms.sheets.registry import PanelSection


def build_section(sheet: Sheet, number: str, user: User) -> Mapping[str, Any] | None:
    """This function will tell the panel what is expected of the question, or stay away where nothing is claimed or forecast."""
    found = find_question_forecast(sheet, number)
    if found is None or not found[1].claimed:
        return None
    made_at, question = found
    try_url = f"{reverse('assessment:forecast_what_if', kwargs={'city': sheet.city.slug})}?soal={number}"
    return {"question": question, "made_at": made_at, "try_url": try_url}


FORECAST = PanelSection(
    code="assessment.forecast",
    title=_("Forecast"),
    template="assessment/panel_forecast.html",
    get_context=build_section,
    order=50,
)
