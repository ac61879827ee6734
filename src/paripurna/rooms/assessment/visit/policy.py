"""Who may change the run sheet, see whom to call, and bring what was asked for; and is it possible now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.rooms.assessment.visit.types import ASK_TRANSITIONS, AskState, AskStep, BadSite, SiteDraft, WrongAskState
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.assessment.visit.models import VisitAsk, VisitSite

SECRETARIAT_STEPS = frozenset({AskStep.HAND_OVER, AskStep.REOPEN})


def may_see_person(user: User, site: VisitSite, own_agencies: Collection[int], *, on: date) -> bool:
    """This function will tell whether the person may know who receives at a site, and the number to call.

    The secretariat knows all; an officer those of the own agency.
    """
    if may(user, Permission.ROUND_MANAGE, site.city, on=on):
        return True
    return site.agency_id in own_agencies and may(user, Permission.ANSWER_EDIT, site.city, on=on)


def list_own_agencies(user: User, city: City, *, on: date) -> frozenset[int]:
    return frozenset(agency.id for agency in network.list_agencies_of(user, city, on=on))


def check_may_step(user: User, ask: VisitAsk, step: AskStep, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person may take this step with what was asked for.

    Agencies bring or say why not; the secretariat does everything, and alone hands over and asks again.
    """
    if may(user, Permission.ROUND_MANAGE, ask.city, on=on):
        return
    check_may(user, Permission.EVIDENCE_EDIT, ask.city, on=on)
    if step in SECRETARIAT_STEPS or ask.agency_id not in list_own_agencies(user, ask.city, on=on):
        raise NotAllowed


def may_step(user: User, ask: VisitAsk, step: AskStep, *, on: date) -> bool:
    try:
        check_may_step(user, ask, step, on=on)
    except (NotAllowed, Stranger):
        return False
    return True


def check_can_step(ask: VisitAsk, step: AskStep) -> AskState:
    """This function will return the state after the step. Raises `WrongAskState`."""
    after = ASK_TRANSITIONS.get((AskState(ask.state), step))
    if after is None:
        raise WrongAskState(
            _("This paper is %(state)s, so that step is not possible. Look at the page again.")
            % {"state": AskState(ask.state).label}
        )
    return after


def check_can_visit(draft: SiteDraft, edition: Edition) -> None:
    """This function will raise `BadSite` with the first thing that does not fit."""
    if not draft.name.strip():
        raise BadSite(_("Give the site a name."))
    if draft.minutes < 1:
        raise BadSite(_("A site takes at least one minute."))
    unknown = [number for number in draft.questions if number not in edition.question_by_number]
    if unknown:
        raise BadSite(
            _("There is no question %(numbers)s in this edition. Separate numbers by commas.")
            % {"numbers": ", ".join(unknown)}
        )
