"""May this person plan an inspection, inspect a place, say that a finding is repaired or confirm it; and is it possible now.

A role for the city reaches every place; a role for a part of it those that lie there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.rooms.places.inspections.types import (
    TRANSITIONS,
    FindingDraft,
    FindingState,
    FindingStep,
    InspectionOver,
    InspectionState,
    MilderFinding,
    OwnRepair,
    WrongStep,
    weigh,
)
from paripurna.rooms.places.policy import code_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.places.models import Finding, Inspection, Place


def may_plan(user: User, city: City, *, on: date) -> bool:
    return may(user, Permission.PLACE_CERTIFY, city, on=on)


def check_may_plan(user: User | None, inspector: User, place: Place, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person plans for others, or for themselves where they inspect."""
    if user is None:
        return
    if not may_plan(user, place.city, on=on) and not (user == inspector and may_inspect(user, place, on=on)):
        raise NotAllowed


def may_inspect(user: User, place: Place, *, on: date) -> bool:
    return _reaches(user, place, Permission.PLACE_INSPECT, on=on)


def check_may_inspect(user: User | None, place: Place, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person inspects this place; None is the system."""
    if user is not None and not may_inspect(user, place, on=on):
        raise NotAllowed


def may_mend(user: User, place: Place, *, on: date) -> bool:
    return may_inspect(user, place, on=on) or _reaches(user, place, Permission.PLACE_EDIT, on=on)


def check_may_mend(user: User | None, place: Place, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person keeps or inspects this place."""
    if user is not None and not may_mend(user, place, on=on):
        raise NotAllowed


def check_may_ease(user: User, finding: Finding, draft: FindingDraft, *, on: date) -> None:
    """This function will raise `MilderFinding` where one person alone would free a place from a finding of another."""
    is_milder = weigh(draft.severity, draft.topic) < weigh(finding.severity, finding.topic)
    if is_milder and finding.reported_by_id != user.pk and not may_plan(user, finding.city, on=on):
        raise MilderFinding


def check_can_inspect(inspection: Inspection) -> None:
    """This function will raise `InspectionOver` for one that was handed over or cancelled."""
    if inspection.state == InspectionState.DONE:
        raise InspectionOver(_("This inspection was handed over already. What is new belongs into the next one."))
    if inspection.state == InspectionState.CANCELLED:
        raise InspectionOver(_("This inspection was cancelled. Ask who planned it for another one."))


def check_can_step(finding: Finding, step: FindingStep, *, by: User | None) -> FindingState:
    """This function will return the state that the step leads to. Raises `WrongStep` or `OwnRepair`."""
    state = TRANSITIONS[step].get(FindingState(finding.state))
    if state is None:
        words = {"state": FindingState(finding.state).label, "step": step.label}
        raise WrongStep(_("This finding is “%(state)s”: it cannot be “%(step)s”.") % words)
    if step is FindingStep.CONFIRM and by is not None and finding.repaired_by_id == by.pk:
        raise OwnRepair
    return state


def can_step(finding: Finding, step: FindingStep, *, by: User) -> bool:
    try:
        check_can_step(finding, step, by=by)
    except (WrongStep, OwnRepair):
        return False
    return True


def _reaches(user: User, place: Place, permission: Permission, *, on: date) -> bool:
    scopes, code = list_scopes(user, place.city, permission, on=on), code_of(place)
    return place.city.code in scopes or any(code == scope or code.startswith(f"{scope}.") for scope in scopes)
