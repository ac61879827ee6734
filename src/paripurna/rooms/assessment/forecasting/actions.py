"""Making forecasts: of one round when somebody asks, of every round whose claims have changed by the clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit.actions import record
from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.finding import with_regions
from paripurna.rooms.assessment.forecasting.claims import has_outcome, read_bare_claims, read_inputs, read_past_marks
from paripurna.rooms.assessment.forecasting.models import StoredForecast
from paripurna.rooms.assessment.forecasting.policy import can_forecast, check_can_forecast
from paripurna.rooms.assessment.forecasting.queries import find_forecast_line
from paripurna.rooms.assessment.forecasting.types import HIGH, INPUTS, LOW, RESULT, Inputs
from paripurna.rooms.assessment.models import Round, RoundQuerySet
from paripurna.rooms.assessment.types import RoundState
from paripurna.rooms.sheets.queries import edition_of, subject_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.jobs.models import Progress

FORECAST = "assessment.make_forecast"


@transaction.atomic
def begin_forecast(*, round: Round, by: User, at: datetime) -> Progress:
    """This function will have a worker forecast the round, and return where its progress stands.

    Raises `NotAllowed`, `RoundNotRunning` or `CannotForecast`.
    """
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    _check_can(round)
    progress = jobs.start(get_job(FORECAST), ids={"round": round.pk}, city=round.city, by=by, at=at)
    subject, said = f"assessment.round:{round.code}", {"label": round.label}
    record(verb="assessment.forecast_begun", city=round.city, subject=subject, details=said, by=by, at=at)
    return progress


@transaction.atomic
def make_forecast(*, round: Round, at: datetime) -> StoredForecast:
    """This function will forecast the round as it stands and keep that as the forecast of the day.

    Raises `RoundNotRunning` or `CannotForecast`.
    """
    _check_can(round)
    return _keep(round, read_inputs(round, on=day_in(round.city, at)), at=at)


def make_forecasts(*, at: datetime) -> int:
    """This function will forecast every running round whose claims have changed, and return how many those were.

    A finished round whose outcome is known and that nobody forecast in time gets its hindcast.
    """
    running = [each for each in _list_rounds(Round.objects.running()) if can_forecast(edition_of(each.sheet))]
    return sum(_renew(each, at=at) for each in running) + sum(_look_back(each, at=at) for each in _list_unseen())


def _check_can(round: Round) -> None:
    check_running(round)
    check_can_forecast(edition_of(round.sheet))


@transaction.atomic
def _renew(round: Round, *, at: datetime) -> bool:
    from paripurna.rooms.assessment.forecasting.making import get_model  # late: loads numpy

    inputs, known = read_inputs(round, on=day_in(round.city, at)), find_forecast_line(round)
    now = (inputs.hash, get_model(edition_of(round.sheet)).hash)
    if known and (known.inputs_hash, known.model_hash) == now:
        return False
    _keep(round, inputs, at=at)
    return True


@transaction.atomic
def _look_back(round: Round, *, at: datetime) -> bool:
    """Of a day that is gone the claims alone are known, and not what stood behind them."""
    if not (can_forecast(edition_of(round.sheet)) and has_outcome(round)):
        return False
    on = day_in(round.city, at)
    _keep(round, Inputs(read_bare_claims(round, on=on), read_past_marks(round, on=on)), is_hindcast=True, at=at)
    return True


def _list_unseen() -> list[Round]:
    known = StoredForecast.objects.filter(round=OuterRef("pk"), is_hindcast=True)
    return _list_rounds(Round.objects.filter(~Exists(known), state=RoundState.FINISHED))


def _list_rounds(found: RoundQuerySet) -> list[Round]:
    return list(with_regions(found).order_by("pk"))


def _keep(round: Round, inputs: Inputs, *, is_hindcast: bool = False, at: datetime) -> StoredForecast:
    from paripurna.rooms.assessment.forecasting.making import get_model, make_result  # late: loads numpy

    edition = edition_of(round.sheet)
    model = get_model(edition, is_hindcast=is_hindcast)
    result = make_result(edition, inputs, model=model, subject=subject_of(round.sheet))
    spread = result.forecast.spread
    figures: dict[str, Any] = {
        "made_at": at,
        "inputs_hash": inputs.hash,
        "model_hash": model.hash,
        "claimed": result.forecast.claimed,
        "mean": spread.mean,
        "deviation": spread.deviation,
        "low": spread.quantiles[LOW],
        "high": spread.quantiles[HIGH],
        "grades": [[grade.code, grade.by_points, grade.by_rule] for grade in result.forecast.grades],
        "target": result.target,
        "target_chance": result.target_chance,
        "inputs": INPUTS.dump_python(inputs, mode="json"),
        "result": RESULT.dump_python(result, mode="json"),
    }
    day: dict[str, Any] = {
        "city": round.city,
        "round": round,
        "is_hindcast": is_hindcast,
        "made_on": day_in(round.city, at),
    }
    return StoredForecast.objects.update_or_create(**day, defaults=figures)[0]
