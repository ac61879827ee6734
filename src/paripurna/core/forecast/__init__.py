"""The verified score, foretold: claims and their proof become a distribution, the chance of every grade, and what to check next.

The front door of the forecast; `docs/methods/forecast.md` tells model, data and doubt, with worked numbers. What reckons is
loaded when it is first asked for, and numpy with it: a page that shows a stored forecast needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paripurna.core.forecast.reliability import measure_reliability
from paripurna.core.forecast.types import (
    CheckState,
    CheckWorth,
    Claim,
    Forecast,
    GradeChance,
    LeftOut,
    Outline,
    Pair,
    PastMark,
    ProofLevel,
    QuestionForecast,
    StrandForecast,
)

if TYPE_CHECKING:
    from paripurna.core.forecast.calibration import leave_one_out
    from paripurna.core.forecast.model import ForecastModel, get_forecast_model
    from paripurna.core.forecast.outlook import build_distribution, chance_above, forecast, outline
    from paripurna.core.forecast.worth import list_check_worths

_HOMES = {
    "leave_one_out": "calibration",
    "ForecastModel": "model",
    "get_forecast_model": "model",
    "build_distribution": "outlook",
    "chance_above": "outlook",
    "forecast": "outlook",
    "outline": "outlook",
    "list_check_worths": "worth",
}

__all__ = [
    "CheckState",
    "CheckWorth",
    "Claim",
    "Forecast",
    "ForecastModel",
    "GradeChance",
    "LeftOut",
    "Outline",
    "Pair",
    "PastMark",
    "ProofLevel",
    "QuestionForecast",
    "StrandForecast",
    "build_distribution",
    "chance_above",
    "forecast",
    "get_forecast_model",
    "leave_one_out",
    "list_check_worths",
    "measure_reliability",
    "outline",
]


if not TYPE_CHECKING:  # pragma: no branch -- a type checker would take it for a promise that every name is there

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
