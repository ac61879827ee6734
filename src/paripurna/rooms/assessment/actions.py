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
from paripurna.rooms.assessment.carrying import build_carry_plan
from paripurna.rooms.assessment.last_round import find_last_answer
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.assessment.types import (
    SUBJECT_KIND,
    AnotherRoundOpen,
    BadCalendar,
    CarryOutdated,
    NothingToCarry,
    RoundExists,
    RoundNotRunning,
    RoundState,
    StageDates,
)
from paripurna.rooms.network import actions as network
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import EditionSnapshot, get_edition
from paripurna.rooms.sheets.types import AnswerDraft, AnswerRow, Step

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
    check_can_open(city, label=label, edition=edition, period=period)
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


def check_can_open(city: City, *, label: str, edition: EditionSnapshot, period: tuple[date, date]) -> None:
    """This function will raise a `RoundError` that says what stands in the way of a new round."""
    if Round.objects.of_city(city).running().exists():
        raise AnotherRoundOpen(_("Another round is running. Finish it before you open a new one."))
    if Round.objects.of_city(city).filter(label=label).exists():
        raise RoundExists(_("A round of this name exists already. Give the new one another name."))
    alike = Round.objects.of_city(city).filter(sheet__edition=edition, sheet__period_start=period[0])
    if alike.exists():
        raise RoundExists(
            _("A round of this edition and this period exists already. Choose another period or edition.")
        )


@transaction.atomic
def set_calendar(*, round: Round, dates: Sequence[StageDates], by: User | None, at: datetime) -> None:
    """This function will set the days of the stages. Raises `BadCalendar` when they run backwards."""
    if by is not None:
        check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
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
def finish_round(*, round: Round, by: User | None, at: datetime) -> None:
    """This function will finish a running round; its sheet is never written again."""
    if by is not None:
        check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    round.state, round.finished_at = RoundState.FINISHED, at
    round.save(update_fields=["state", "finished_at"])
    sheets.close_sheet(sheet=round.sheet, by=by, at=at)
    _tell("assessment.round_finished", round, {"label": round.label}, by=by, at=at)


@transaction.atomic
def carry_answers(
    *, round: Round, previous: Round, seen_revision: int, with_proposed: bool, by: User, at: datetime
) -> int:
    """This function will write the answers of `previous` that fit into empty answers of `round`, or none of them.

    Raises `CarryOutdated` when the round changed since the preview, `NothingToCarry`, `RoundNotRunning` or what the
    sheet refuses. Every carried answer is a draft: its agency looks at it and submits it.
    """
    check_may(by, Permission.SHEET_IMPORT, round.city, on=day_in(round.city, at))
    check_running(round)
    plan = build_carry_plan(round, previous, today=day_in(round.city, at))
    if plan.sheet_revision != seen_revision:
        raise CarryOutdated(_("Someone changed the round since this preview. Look at it again."))
    drafts = plan.list_drafts(with_proposed=with_proposed)
    if not drafts:
        raise NothingToCarry(_("There is no answer to carry over: everything is answered already, or nothing fits."))
    sheets.import_contents(sheet=round.sheet, answers=drafts, step=Step.CARRY, by=by, at=at)
    _pass_on_example(previous, round)
    if round.previous_id is None:
        round.previous = previous
        round.save(update_fields=["previous"])
    details: dict[str, str | int] = {"answers": len(drafts), "label": previous.label}
    _tell("assessment.answers_carried", round, details, by=by, at=at)
    return len(drafts)


@transaction.atomic
def copy_answer(*, round: Round, question: str, base_revision: int, by: User, at: datetime) -> AnswerRow:
    """This function will save the last round's answer to one question as a draft. Raises `NothingToCarry` or `SheetError`."""
    check_running(round)
    last = find_last_answer(round, question)
    if last is None or not last.fits:
        raise NothingToCarry(_("The last round has no answer that fits this question."))
    draft = AnswerDraft(question, last.data, last.note, base_revision)
    saved = sheets.save_answer(sheet=round.sheet, draft=draft, by=by, at=at)
    _pass_on_example(last.round, round)
    return saved


def _pass_on_example(previous: Round, round: Round) -> None:
    if previous.sheet.is_example:
        sheets.mark_as_example(sheet=round.sheet)


def check_running(round: Round) -> None:
    """This function will raise `RoundNotRunning` unless the round is running."""
    if round.state != RoundState.RUNNING:
        raise RoundNotRunning(_("This round is not running, so it cannot be changed."))


def _tell(verb: str, round: Round, details: dict[str, str | int], *, by: User | None, at: datetime) -> None:
    subject = f"assessment.round:{round.code}"
    audit.record(verb=verb, city=round.city, subject=subject, details=details, by=by, at=at)
