"""The verified score, foretold: claims and their proof become a distribution, the chance of every grade, and what to check next.

The front door of the forecast; `docs/methods/forecast.md` tells model, data and doubt, with worked numbers.
"""

from paripurna.core.forecast.calibration import leave_one_out, measure_reliability
from paripurna.core.forecast.model import ForecastModel, get_forecast_model
from paripurna.core.forecast.outlook import build_distribution, chance_above, forecast
from paripurna.core.forecast.types import CheckState, Claim, Forecast, PastMark, ProofLevel
from paripurna.core.forecast.worth import CheckWorth, list_check_worths

__all__ = [
    "CheckState",
    "CheckWorth",
    "Claim",
    "Forecast",
    "ForecastModel",
    "PastMark",
    "ProofLevel",
    "build_distribution",
    "chance_above",
    "forecast",
    "get_forecast_model",
    "leave_one_out",
    "list_check_worths",
    "measure_reliability",
]
