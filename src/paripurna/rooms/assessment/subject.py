"""What a round tells the sheets about its own kind of subject: when it may be written, and where it lives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.telling import tell_of_step
from paripurna.rooms.assessment.types import SUBJECT_KIND, RoundState
from paripurna.rooms.assessment.verification.deciding import decide
from paripurna.rooms.assessment.verification.types import LOSS_LABELS, RETURN_REASONS
from paripurna.rooms.sheets.queries import Sheet
from paripurna.rooms.sheets.registry import SubjectKind
from paripurna.rooms.sheets.types import SheetClosed


def check_open(sheet: Sheet) -> None:
    """This function will raise `SheetClosed` unless the round runs and no stage is frozen: the points of every stage rest on the answers."""
    if any(_get_stages(sheet).values()):
        raise SheetClosed(_("A stage is frozen, so the answers stay as they are. Ask the secretariat to reopen it."))


def check_stage_open(sheet: Sheet, stage: str) -> None:
    """This function will raise `SheetClosed` unless the round runs and `stage` is not frozen."""
    if _get_stages(sheet).get(stage) is not None:
        raise SheetClosed(_("This stage is frozen. Ask the secretariat to reopen it."))


def _get_stages(sheet: Sheet) -> Mapping[str, datetime | None]:
    stages = read_stages(sheet)
    if stages is None:
        raise SheetClosed(_("The round is finished, so nothing on it changes any more."))
    return stages


def read_stages(sheet: Sheet) -> Mapping[str, datetime | None] | None:
    """This function will return when each stage was frozen, or None unless the round runs; read once a sheet object."""
    if "_round_stages" not in sheet.__dict__:
        running = Round.objects.filter(city=sheet.city_id, sheet=sheet, state=RoundState.RUNNING)
        rows = dict(running.values_list("stages__code", "stages__frozen_at"))
        sheet.__dict__["_round_stages"] = rows or None
    found: Mapping[str, datetime | None] | None = sheet.__dict__["_round_stages"]
    return found


def get_url(sheet: Sheet, question: str) -> str:
    """This function will return the page of the question, or of the instrument tree when `question` is empty."""
    kwargs = {"city": sheet.city.slug, "code": sheet.code}
    if not question:
        return reverse("sheets:sheet", kwargs=kwargs)
    return reverse("sheets:question", kwargs={**kwargs, "question": question})


CITY = SubjectKind(
    code=SUBJECT_KIND,
    label=_("City"),
    check_open=check_open,
    check_stage_open=check_stage_open,
    get_url=get_url,
    after_step=tell_of_step,
    before_step=decide,
    return_reasons={reason.value: reason.label for reason in RETURN_REASONS},
    mark_reasons=LOSS_LABELS,
)
