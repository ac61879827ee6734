"""The forecast in few words and figures: for *Beranda* and the ruler of a round. One small row."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.grades import list_grades
from paripurna.platform.ui.ruler import Marker
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.queries import find_forecast_line
from paripurna.rooms.assessment.forecasting.ruler import build_marker
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import language


@dataclass(frozen=True)
class ForecastCard:
    """`target` is the next grade above the expected one, `top` the highest; each with its chance, that of `target` or better."""

    stored: StoredForecast
    marker: Marker
    url: str
    target: str
    top: str
    top_chance: float

    @property
    def loss(self) -> Decimal:
        return self.stored.claimed - self.stored.mean

    @property
    def is_target_top(self) -> bool:
        return self.target == self.top


def find_forecast_card(round: Round, edition: Edition) -> ForecastCard | None:
    """This function will return what to tell of the newest forecast of a round, or None where there is none."""
    stored = find_forecast_line(round)
    if stored is None:
        return None
    labels = {grade.code: grade.label.in_language(language()) for grade in list_grades(edition)}
    code, _by_points, by_rule = stored.grades[-1]
    url = reverse("assessment:forecast", kwargs={"city": round.city.slug})
    return ForecastCard(stored, build_marker(stored, href=url), url, labels[stored.target], labels[code], by_rule)
