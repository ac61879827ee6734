"""Writes to rounds. One function = one transaction = one audit line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.assessment.types import (
    SUBJECT_KIND,
    AnotherRoundOpen,
    BadCalendar,
    RoundNotRunning,
    RoundState,
    StageDates,
)
from paripurna.rooms.network import actions as network
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import EditionSnapshot, get_edition

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def open_round(
    *,
    city: City,
    edition: EditionSnapshot,
    label: str,
    period: tuple[date, date],
    previous: Round | None = None,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> Round:
    """This function will open a round with an empty sheet and the edition's stages. Raises `AnotherRoundOpen`.

    The year of a round is the last year of its period. `by` None is the system (the demo).
    """
    if by is not None:
        check_may(by, Permission.ROUND_MANAGE, city, on=day_in(city, at))
    if Round.objects.of_city(city).running().exists():
        raise AnotherRoundOpen(_("Another round is running. Finish it before you open a new one."))
    sheet = sheets.open_sheet(
        city=city,
        edition=edition,
        subject=(SUBJECT_KIND, city.code),
        title=label,
        period=period,
        is_example=is_example,
        by=by,
        at=at,
    )
    opened = Round.objects.create(
        city=city, label=label, year=period[1].year, sheet=sheet, previous=previous, opened_at=at
    )
    if previous is not None:
        network.copy_assignments(city=city, from_key=str(previous.sheet.code), to_key=str(sheet.code), by=by, at=at)
    stages = get_edition(edition.hash).stages
    RoundStage.objects.bulk_create(
        RoundStage(city=city, round=opened, code=stage.code, position=position)
        for position, stage in enumerate(stages, start=1)
    )
    _tell("assessment.round_opened", opened, {"label": label}, by=by, at=at)
    return opened


@transaction.atomic
def set_calendar(*, round: Round, dates: Sequence[StageDates], by: User | None, at: datetime) -> None:
    """This function will set the days of the stages. Raises `BadCalendar` when they run backwards."""
    if by is not None:
        check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_calendar(dates)
    for day in dates:
        found = RoundStage.objects.filter(city=round.city_id, round=round, code=day.code)
        found.update(starts_on=day.starts_on, ends_on=day.ends_on)
    _tell("assessment.calendar_set", round, {"stages": len(dates)}, by=by, at=at)


def check_calendar(dates: Sequence[StageDates]) -> None:
    """This function will raise `BadCalendar` when a stage ends before it begins, or begins before the one before it."""
    for day in dates:
        if day.starts_on and day.ends_on and day.ends_on < day.starts_on:
            raise BadCalendar(_("A stage cannot end before it begins. Check the dates."))
    for earlier, later in pairwise([day.starts_on for day in dates if day.starts_on]):
        if later < earlier:
            raise BadCalendar(_("The stages must begin in their order. Check the dates."))


@transaction.atomic
def freeze_stage(*, round: Round, stage: str, by: User, at: datetime) -> None:
    """This function will freeze the marks (and at the first stage the answers) of a stage."""
    _set_frozen(round, stage, frozen=True, by=by, at=at)


@transaction.atomic
def unfreeze_stage(*, round: Round, stage: str, by: User, at: datetime) -> None:
    """This function will let a frozen stage be changed again."""
    _set_frozen(round, stage, frozen=False, by=by, at=at)


def _set_frozen(round: Round, stage: str, *, frozen: bool, by: User, at: datetime) -> None:
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    found = RoundStage.objects.filter(city=round.city_id, round=round, code=stage)
    found.update(frozen_at=at if frozen else None, frozen_by=by if frozen else None)
    verb = "assessment.stage_frozen" if frozen else "assessment.stage_unfrozen"
    _tell(verb, round, {"stage": stage}, by=by, at=at)


@transaction.atomic
def finish_round(*, round: Round, by: User | None, at: datetime) -> None:
    """This function will finish a running round; its sheet is never written again."""
    if by is not None:
        check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    round.state, round.finished_at = RoundState.FINISHED, at
    round.save(update_fields=["state", "finished_at"])
    sheets.close_sheet(sheet=round.sheet, by=by, at=at)
    _tell("assessment.round_finished", round, {"label": round.label}, by=by, at=at)


def check_running(round: Round) -> None:
    """This function will raise `RoundNotRunning` unless the round is running."""
    if round.state != RoundState.RUNNING:
        raise RoundNotRunning(_("This round is not running, so it cannot be changed."))


def _tell(verb: str, round: Round, details: dict[str, str | int], *, by: User | None, at: datetime) -> None:
    subject = f"assessment.round:{round.code}"
    audit.record(verb=verb, city=round.city, subject=subject, details=details, by=by, at=at)
