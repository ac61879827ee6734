"""May this person take a step for a place; and is it possible now.

What a place says of itself is entered by who keeps it; what others say of it, by who enters certificates for the city.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.rooms.places.policy import may_keep
from paripurna.rooms.places.standing.types import AssessmentClosed, Step, StepRevoked

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.places.models import Attainment, Place
    from paripurna.rooms.sheets.queries import Sheet

OWN_WORD = frozenset({Step.DECLARED, Step.SELF_ASSESSED})


def may_take(user: User, place: Place, step: Step, *, on: date) -> bool:
    if may(user, Permission.PLACE_CERTIFY, place.city, on=on):
        return True
    return step in OWN_WORD and may_keep(user, place, on=on)


def check_may_take(user: User | None, place: Place, step: Step, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person enters this step for the place; None is the system."""
    if user is not None and not may_take(user, place, step, on=on):
        raise NotAllowed


def check_can_finish(attainment: Attainment) -> Sheet:
    """This function will return the sheet that is being filled. Raises `AssessmentClosed` where none is."""
    if attainment.sheet is None or not attainment.is_filling:
        raise AssessmentClosed(_("This assessment is closed. Begin a new one."))
    return attainment.sheet


def check_can_revoke(attainment: Attainment) -> None:
    """This function will raise `StepRevoked` for a step that does not hold any more by somebody's word."""
    if attainment.revoked_at is not None:
        raise StepRevoked(_("This was revoked already."))
