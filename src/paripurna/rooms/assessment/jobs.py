"""Work that rounds do by the clock, and behind the scenes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from paripurna.platform.files.types import BeingMade, FileRefused
from paripurna.platform.jobs.registry import job, register_message
from paripurna.platform.jobs.running import Run
from paripurna.platform.jobs.types import JobFailed, Link
from paripurna.rooms.assessment import telling
from paripurna.rooms.assessment.breath import digest
from paripurna.rooms.assessment.finding import get_round_by_id
from paripurna.rooms.assessment.forecasting import actions as forecasting
from paripurna.rooms.assessment.handover import long_files
from paripurna.rooms.assessment.handover.refusing import SENTENCES, MergeRefused
from paripurna.rooms.assessment.types import RoundError


def link_forecast(result: Mapping[str, Any]) -> Link:
    """This function will return where the forecast of a finished job stands."""
    address = reverse("assessment:forecast", kwargs={"city": result["city"]})
    return Link(f"{address}?putaran={result['round']}", gettext("Open the forecast"))


@job(name="assessment.tell_deadlines", title=_("Remind agencies of stages that end soon"), cron="15 0 * * *")
def tell_deadlines(_run: Run) -> dict[str, int]:
    """A quarter past midnight UTC: the morning in every zone of Indonesia."""
    return {"told": telling.tell_deadlines(at=timezone.now())}


@job(name="assessment.send_digests", title=_("Tell everyone of their week"), cron="45 22 * * 0")
def send_digests(_run: Run) -> dict[str, int]:
    """A quarter to eleven on Sunday evening UTC: Monday morning in every zone of Indonesia."""
    return {"told": digest.send_digests(at=timezone.now())}


@job(name="assessment.make_forecasts", title=_("Forecast the rounds whose claims have changed"), cron="*/20 * * * *")
def make_forecasts(_run: Run) -> dict[str, int]:
    """Three times an hour: what nobody changed costs one reading."""
    return {"made": forecasting.make_forecasts(at=timezone.now())}


@job(name=forecasting.FORECAST, title=_("Work the forecast out again"), result_link=link_forecast)
def make_forecast(_run: Run, round: int) -> dict[str, str]:
    """In a worker, for the arithmetic is heavy and a page need not wait for it."""
    found = get_round_by_id(round)
    try:
        forecasting.make_forecast(round=found, at=timezone.now())
    except RoundError as error:
        raise JobFailed("assessment.forecast_refused") from error
    return {"city": found.city.slug, "round": str(found.code)}


@job(name=long_files.MAKE_FILE, title=_("Put the files of a question together"))
def make_entry_file(run: Run, file: int) -> dict[str, int]:
    """Begun anew after a worker died: what it left half made is overwritten."""
    try:
        made = long_files.make_file(file_id=file, told=run.advance, at=timezone.now())
    except MergeRefused as refused:
        raise JobFailed(refused.code, **refused.params) from refused
    except (FileRefused, BeingMade) as error:
        raise JobFailed("assessment.merge_not_kept") from error
    return {"file": made.pk if made else 0}


@job(
    name="assessment.expire_entry_files", title=_("Delete files of the operator whose day is over"), cron="50 17 * * *"
)
def expire_entry_files(_run: Run) -> dict[str, int]:
    return {"expired": long_files.expire_files(at=timezone.now())}


for code, sentence in SENTENCES.items():
    register_message(code, sentence)
register_message(
    "assessment.forecast_refused", _("This round has ended, or its instrument cannot be forecast. Nothing was changed.")
)
register_message(
    "assessment.merge_not_kept", _("There was no room for the file, or it is being made already. Try again.")
)
