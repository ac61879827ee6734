"""Writes of rehearsals: the sites once through, with a clock in the hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.visit.models import Rehearsal, RehearsalStep, VisitPlan
from paripurna.rooms.assessment.visit.queries import list_sites
from paripurna.rooms.assessment.visit.types import RehearsalOver, StepNote, VisitError
from paripurna.rooms.evidence import actions as evidence
from paripurna.rooms.evidence.types import RequestDraft

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def begin_rehearsal(*, plan: VisitPlan, by: User, at: datetime) -> Rehearsal:
    """This function will begin a rehearsal of the sites as they stand, without reserves. Raises `VisitError`."""
    _check(plan, by=by, at=at)
    last: int = Rehearsal.objects.filter(city=plan.city_id, plan=plan).aggregate(last=Max("number"))["last"] or 0
    sites = [site for site in list_sites(plan) if not site.is_reserve]
    if not sites:
        raise VisitError(_("There is no site to rehearse. Add sites to the run sheet first."))
    known = {"city": plan.city, "plan": plan, "number": last + 1, "begun_at": at, "led_by": by}
    try:
        with transaction.atomic():
            rehearsal = Rehearsal.objects.create(**known)
    except IntegrityError:
        raise VisitError(_("A rehearsal is running already. End it before you begin another.")) from None
    RehearsalStep.objects.bulk_create(
        RehearsalStep(
            city=plan.city,
            rehearsal=rehearsal,
            site=site,
            position=position,
            name=site.name,
            planned_minutes=site.minutes,
        )
        for position, site in enumerate(sites, start=1)
    )
    _tell("assessment.rehearsal_begun", rehearsal, {"sites": len(sites)}, by=by, at=at)
    return rehearsal


@transaction.atomic
def time_step(*, rehearsal: Rehearsal, position: int, ends: bool, by: User, at: datetime) -> RehearsalStep:
    """This function will start or stop the clock of a site. Sent twice, the first instant stands. Raises `RehearsalOver`."""
    step = _lock_step(rehearsal, position, by=by, at=at)
    name = "ended_at" if ends else "started_at"
    if getattr(step, name) is not None:
        return step
    if ends and step.started_at is None:
        step.started_at = at
    setattr(step, name, at)
    step.save(update_fields=["started_at", "ended_at"])
    _tell("assessment.rehearsal_timed", rehearsal, {"position": position, "ends": int(ends)}, by=by, at=at)
    return step


@transaction.atomic
def note_step(*, rehearsal: Rehearsal, position: int, said: StepNote, by: User, at: datetime) -> RehearsalStep:
    """This function will keep what was noted at a site and what was missing there; also after the rehearsal ended."""
    _check(rehearsal.plan, by=by, at=at)
    step = _get_step(rehearsal, position)
    step.note, step.missing = said.note.strip(), said.missing.strip()
    step.save(update_fields=["note", "missing"])
    _tell("assessment.rehearsal_noted", rehearsal, {"position": position}, by=by, at=at)
    return step


@transaction.atomic
def end_rehearsal(*, rehearsal: Rehearsal, note: str, by: User, at: datetime) -> Rehearsal:
    """This function will end a rehearsal; clocks that still run are stopped with it. Sent twice, it ended once."""
    _check(rehearsal.plan, by=by, at=at)
    found = Rehearsal.objects.select_for_update().get(pk=rehearsal.pk, city=rehearsal.city_id)
    found.plan, found.city = rehearsal.plan, rehearsal.city
    if found.ended_at is not None:
        return found
    found.ended_at, found.note = at, note.strip()
    found.save(update_fields=["ended_at", "note"])
    found.steps.filter(started_at__isnull=False, ended_at=None).update(ended_at=at)
    _tell("assessment.rehearsal_ended", found, {"number": found.number}, by=by, at=at)
    return found


@transaction.atomic
def request_missing(*, rehearsal: Rehearsal, position: int, due_on: date, by: User, at: datetime) -> RehearsalStep:
    """This function will ask the agency of a site for what was missing there; asked once, however often it is sent.

    Raises `VisitError` where nothing is missing or nobody can be asked, and what a request refuses.
    """
    _check(rehearsal.plan, by=by, at=at)
    step = _get_step(rehearsal, position)
    if step.ask_made_at is not None:
        return step
    if not step.missing:
        raise VisitError(_("Write down what was missing first."))
    if step.site is None or step.site.agency_id is None:
        raise VisitError(_("The site has no agency yet, so nobody can be asked. Name one in the run sheet."))
    draft = RequestDraft(
        agency_id=step.site.agency_id,
        title=step.missing[:300],
        due_on=due_on,
        question=next(iter(step.site.questions), ""),
        note=step.name,
    )
    evidence.ask_for_document(sheet=rehearsal.plan.round.sheet, draft=draft, by=by, at=at)
    step.ask_made_at = at
    step.save(update_fields=["ask_made_at"])
    _tell("assessment.rehearsal_requested", rehearsal, {"position": position}, by=by, at=at)
    return step


def _check(plan: VisitPlan, *, by: User, at: datetime) -> None:
    check_may(by, Permission.ROUND_MANAGE, plan.city, on=day_in(plan.city, at))
    check_running(plan.round)


def _lock_step(rehearsal: Rehearsal, position: int, *, by: User, at: datetime) -> RehearsalStep:
    _check(rehearsal.plan, by=by, at=at)
    locked = Rehearsal.objects.select_for_update().get(pk=rehearsal.pk, city=rehearsal.city_id)
    if locked.ended_at is not None:
        raise RehearsalOver(_("This rehearsal has ended. Begin another one to take times."))
    return _get_step(rehearsal, position)


def _get_step(rehearsal: Rehearsal, position: int) -> RehearsalStep:
    rows = RehearsalStep.objects.select_for_update().filter(city=rehearsal.city_id, rehearsal=rehearsal)
    return get_or_stranger(rows, position=position)


def _tell(verb: str, rehearsal: Rehearsal, details: dict[str, str | int], *, by: User, at: datetime) -> None:
    subject = f"assessment.round:{rehearsal.plan.round.code}"
    audit.record(verb=verb, city=rehearsal.city, subject=subject, details=details, by=by, at=at)
