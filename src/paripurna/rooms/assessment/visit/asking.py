"""Writes to what was asked for after the visit: every paper is on its way to somebody by an instant."""

from __future__ import annotations

import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.notices.actions import notify
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.visit import policy
from paripurna.rooms.assessment.visit.models import VisitAsk, VisitPlan
from paripurna.rooms.assessment.visit.queries import overlay_of
from paripurna.rooms.assessment.visit.telling import ASKED, ASKED_AGAIN
from paripurna.rooms.assessment.visit.types import (
    AskAnswer,
    AskDraft,
    AskState,
    AskStep,
    PlanChanged,
    VisitError,
)
from paripurna.rooms.evidence import actions as evidence
from paripurna.rooms.evidence import queries as documents
from paripurna.rooms.evidence.types import EvidenceDraft, LinkExists
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def start_hours(*, plan: VisitPlan, starts: datetime, by: User, at: datetime) -> VisitPlan:
    """This function will let the hours for papers run from an instant; what is still open moves with it."""
    found = _lock_plan(plan, by=by, at=at)
    found.asks_from = starts
    found.asks_until = starts + timedelta(hours=overlay_of(plan.round.sheet).hours)
    found.save(update_fields=["asks_from", "asks_until"])
    moved = VisitAsk.objects.open().filter(city=plan.city_id, plan=found).update(due_at=found.asks_until)
    _tell("assessment.visit_hours_set", found, {"asks": moved}, by=by, at=at)
    return found


@transaction.atomic
def add_ask(*, plan: VisitPlan, draft: AskDraft, by: User, at: datetime) -> VisitAsk:
    """This function will note what was asked for and tell those who bring it. Sent twice, it is one entry.

    Where the hours do not run yet, they run from now. Raises `VisitError` and `RoundNotRunning`.
    """
    found = _lock_plan(plan, by=by, at=at)
    known = VisitAsk.objects.filter(city=plan.city_id, plan=found, code=draft.key).first() if draft.key else None
    if known is not None:
        return known
    check_draft(plan, draft, at=at)
    if found.asks_until is None:
        found = start_hours(plan=plan, starts=at, by=by, at=at)
    ask = VisitAsk.objects.create(
        code=draft.key or uuid.uuid4(),
        city=plan.city,
        plan=found,
        title=draft.title.strip(),
        question=draft.question,
        agency_id=draft.agency_id,
        bringer_id=draft.bringer_id,
        note=draft.note.strip(),
        due_at=found.asks_until or at,
        asked_by=by,
        asked_at=at,
        changed_by=by,
        changed_at=at,
    )
    tell_bringers(ask, ASKED, by=by, at=at)
    _tell("assessment.visit_ask_added", plan, {"ask": str(ask.code), "question": ask.question}, by=by, at=at)
    return ask


def check_draft(plan: VisitPlan, draft: AskDraft, *, at: datetime) -> None:
    """This function will raise `VisitError` with the first thing that does not fit."""
    if not draft.title.strip():
        raise VisitError(_("Say what was asked for."))
    if draft.question and draft.question not in edition_of(plan.round.sheet).question_by_number:
        raise VisitError(_("There is no question %(number)s in this edition.") % {"number": draft.question})
    agencies = {agency.id: agency for agency in network.list_agencies(plan.city, on=day_in(plan.city, at))}
    if draft.agency_id not in agencies:
        raise VisitError(_("Choose the agency that brings it."))
    if draft.bringer_id is not None:
        code = agencies[draft.agency_id].code
        workers = network.list_workers(plan.city, [code], on=day_in(plan.city, at)).get(code, [])
        if draft.bringer_id not in {worker.pk for worker in workers}:
            raise VisitError(_("Choose a person who works for this agency."))


@transaction.atomic
def take_step(
    *, ask: VisitAsk, step: AskStep, answer: AskAnswer, base_revision: int, by: User, at: datetime
) -> VisitAsk:
    """This function will bring, hand over, decline or ask again. The clock forbids nothing: late is better than never.

    A document that is brought proves the question from then on. Raises `NotAllowed`, `Stranger`, `WrongAskState`,
    `PlanChanged`, `RoundNotRunning` and what linking refuses.
    """
    policy.check_may_step(by, ask, step, on=day_in(ask.city, at))
    check_running(ask.plan.round)
    found = VisitAsk.objects.select_for_update().get(pk=ask.pk, city=ask.city_id)
    found.plan, found.city = ask.plan, ask.city
    after = policy.check_can_step(found, step)
    if found.revision != base_revision:
        raise PlanChanged(_("Somebody else worked on this paper meanwhile. Look at it again."))
    if step is AskStep.BRING:
        _bring(found, answer, by=by, at=at)
    if step is AskStep.HAND_OVER:
        _link(found, answer, by=by, at=at)
    if step is AskStep.DECLINE and not answer.note.strip():
        raise VisitError(_("Say why it cannot be brought, so that the secretariat can explain it."))
    _move(found, after, answer.note.strip(), by=by, at=at)
    if step is AskStep.REOPEN:
        tell_bringers(found, ASKED_AGAIN, by=by, at=at)
    _tell("assessment.visit_ask_step", ask.plan, {"ask": str(ask.code), "step": step.value}, by=by, at=at)
    return found


def _move(ask: VisitAsk, after: AskState, said: str, *, by: User, at: datetime) -> None:
    ask.state, ask.said = after, said
    ask.handed_over_at = at if after is AskState.HANDED_OVER else None
    if after is AskState.ASKED and ask.plan.asks_until:
        ask.due_at = ask.plan.asks_until
    ask.revision += 1
    ask.changed_by, ask.changed_at = by, at
    ask.save()


def _bring(ask: VisitAsk, answer: AskAnswer, *, by: User, at: datetime) -> None:
    on = day_in(ask.city, at)
    if answer.document is None:
        raise VisitError(_("Choose the document from the library. Bring it there first if it is new."))
    scope = documents.read_scope(by, ask.city, on=on)
    document = documents.get_document(ask.city, scope, answer.document)
    ask.document = document
    _link(ask, answer, by=by, at=at)


def _link(ask: VisitAsk, answer: AskAnswer, *, by: User, at: datetime) -> None:
    """The document proves the question from now on; where only the secretariat may say so, from the hand-over."""
    if ask.question and ask.document:
        draft = EvidenceDraft(ask.question, place=answer.place, note=answer.note[:400])
        with suppress(LinkExists, NotAllowed):
            evidence.link_document(document=ask.document, sheet=ask.plan.round.sheet, draft=draft, by=by, at=at)


def tell_bringers(ask: VisitAsk, code: str, *, by: User, at: datetime) -> None:
    """This function will tell the person who brings it, or everybody who works for the agency."""
    people = [ask.bringer] if ask.bringer else _list_workers(ask, at=at)
    place = {"city": ask.city.slug, "code": ask.plan.round.code}
    notify(
        people=[person for person in people if person != by],
        code=code,
        params={"title": ask.title},
        city=ask.city,
        link=reverse("assessment:visit_asks", kwargs=place),
        dedup_key=f"visit-ask:{ask.code}",
        at=at,
    )


def _list_workers(ask: VisitAsk, *, at: datetime) -> list[User]:
    code = ask.agency.code
    return network.list_workers(ask.city, [code], on=day_in(ask.city, at)).get(code, [])


def _lock_plan(plan: VisitPlan, *, by: User, at: datetime) -> VisitPlan:
    check_may(by, Permission.ROUND_MANAGE, plan.city, on=day_in(plan.city, at))
    check_running(plan.round)
    found = VisitPlan.objects.select_for_update().get(pk=plan.pk, city=plan.city_id)
    found.round, found.city = plan.round, plan.city
    return found


def _tell(verb: str, plan: VisitPlan, details: dict[str, str | int], *, by: User, at: datetime) -> None:
    subject = f"assessment.round:{plan.round.code}"
    audit.record(verb=verb, city=plan.city, subject=subject, details=details, by=by, at=at)
