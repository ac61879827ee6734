"""What the API hands out of a forecast. Points are text, chances are numbers between 0 and 1."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from ninja import Field, Schema

from paripurna.core.forecast import Forecast
from paripurna.core.forecast.types import Spread
from paripurna.rooms.assessment.forecasting.models import StoredForecast


class SpreadOut(Schema):
    mean: Decimal
    deviation: Decimal
    quantiles: dict[str, Decimal] = Field(description="By probability: 0.05, 0.25, 0.5, 0.75, 0.95")


class GradeChanceOut(Schema):
    code: str
    by_points: float
    by_rule: float = Field(description="With what the edition demands besides points")


class StrandForecastOut(Schema):
    number: str
    claimed: Decimal
    spread: SpreadOut


class QuestionForecastOut(Schema):
    number: str
    claimed: Decimal
    expected: Decimal
    confirmed: float
    cut: float
    lost: float
    loss_share: float
    doubt_share: float


class ChanceAboveOut(Schema):
    points: Decimal
    chance: float = Field(description="Of a total above these points")


class ForecastOut(Schema):
    """The verified score as it was foretold last. Worked out by a model of ours: nothing in it is official."""

    made_at: datetime
    standing: str = "INFERRED"
    model_hash: str
    inputs_hash: str
    claimed: Decimal
    spread: SpreadOut
    target: str = Field(description="The grade above the expected one")
    target_chance: float = Field(description="Of the target or better, by the whole rule")
    grades: list[GradeChanceOut]
    strands: list[StrandForecastOut]
    questions: list[QuestionForecastOut]
    curve: list[ChanceAboveOut]


def build_forecast(stored: StoredForecast) -> ForecastOut:
    """This function will return the whole of a stored forecast."""
    forecast = stored.parsed.forecast
    return ForecastOut(
        made_at=stored.made_at,
        model_hash=stored.model_hash,
        inputs_hash=stored.inputs_hash,
        claimed=forecast.claimed,
        spread=_spread(forecast.spread),
        target=stored.target,
        target_chance=stored.target_chance,
        grades=[GradeChanceOut.from_orm(grade) for grade in forecast.grades],
        strands=_list_strands(forecast),
        questions=[QuestionForecastOut.from_orm(question) for question in forecast.questions.values()],
        curve=[ChanceAboveOut(points=points, chance=chance) for points, chance in forecast.curve],
    )


def _list_strands(forecast: Forecast) -> list[StrandForecastOut]:
    return [
        StrandForecastOut(number=strand.code, claimed=strand.claimed, spread=_spread(strand.spread))
        for strand in forecast.strands
    ]


def _spread(spread: Spread) -> SpreadOut:
    quantiles = {str(share): points for share, points in spread.quantiles.items()}
    return SpreadOut(mean=spread.mean, deviation=spread.deviation, quantiles=quantiles)
