"""From what a forecast rests on to everything it says. No database here. It loads numpy, so import it late."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.forecast import ForecastModel, forecast, get_forecast_model, leave_one_out, list_check_worths
from paripurna.core.forecast.strictness import Prior
from paripurna.core.instrument.model import Edition, Grade
from paripurna.core.scoring.grades import find_entry, find_grade, list_grades
from paripurna.core.scoring.hundredths import to_points
from paripurna.core.scoring.subject import Subject
from paripurna.rooms.assessment.forecasting.types import MIDDLE, Inputs, Result


def get_model(edition: Edition, *, is_hindcast: bool = False) -> ForecastModel:
    """This function will return what is believed; of a day that is gone only the claims are known, not what stood behind them."""
    model = get_forecast_model(edition)
    return model.ignore_proof() if is_hindcast else model


def make_result(edition: Edition, inputs: Inputs, *, model: ForecastModel, subject: Subject) -> Result:
    """This function will work out the forecast, what every check is worth to reach the target, and how the published pairs fare.

    Raises `ValueError` as `core.forecast` does, so for an edition that `policy.can_forecast` refuses.
    """
    past, pairs = inputs.past, tuple(row.to_pair() for row in model.pairs)
    foretold = forecast(edition, inputs.claims, model=model, past=past, subject=subject)
    target = find_target(edition, foretold.spread.quantiles[MIDDLE])
    below = to_points(find_entry(target) - 1)
    return Result(
        forecast=foretold,
        target=target.code,
        worths=list_check_worths(edition, inputs.claims, target=below, model=model, past=past, subject=subject),
        left_out=leave_one_out(pairs, Prior(**model.prior.model_dump())),
    )


def find_target(edition: Edition, expected: Decimal) -> Grade:
    """This function will return the grade above the one that the expected total earns; at the top, the top one.

    A grade farther up is out of reach of single checks: their worth there would be nothing, all of them alike.
    """
    grades = list_grades(edition)
    return grades[min(grades.index(find_grade(edition, expected)) + 1, len(grades) - 1)]
