"""Who keeps the road map and its steps, and what is possible now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.core.instrument.model import Edition
from paripurna.core.planning.checking import find_cycle
from paripurna.core.planning.types import Move as PlannedMove
from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap.types import BadMove, MoveDraft

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.roadmap.models import Step


def may_manage(user: User, city: City, *, on: date) -> bool:
    return may(user, Permission.ROADMAP_MANAGE, city, on=on)


def check_may_manage(user: User, city: City, *, on: date) -> None:
    """This function will raise `Stranger` or `NotAllowed` unless the person keeps the road map of the city."""
    check_may(user, Permission.ROADMAP_MANAGE, city, on=on)


def check_may_step(user: User, step: Step, *, on: date) -> None:
    """This function will raise unless the person keeps the road map, or works for the agency that owns the step."""
    check_may(user, Permission.CITY_VIEW, step.city, on=on)
    if not may_step(user, step, on=on):
        raise NotAllowed


def may_step(user: User, step: Step, *, on: date) -> bool:
    if may_manage(user, step.city, on=on):
        return True
    if not may(user, Permission.ANSWER_EDIT, step.city, on=on):
        return False
    return any(agency.id == step.agency_id for agency in network.list_agencies_of(user, step.city, on=on))


def check_can_keep(draft: MoveDraft, edition: Edition) -> None:
    """This function will raise `BadMove` for a move whose numbers or questions do not fit."""
    if not draft.label.strip():
        raise BadMove(_("Give the move a name."))
    if draft.cost_idr < 0 or draft.quarters < 1 or not 0 < draft.chance <= 1:
        raise BadMove(
            _("Costs are at least zero, a move lasts a quarter or more, and its chance lies above 0 up to 100 %.")
        )
    if draft.earliest_on and draft.deadline_on and draft.deadline_on < draft.earliest_on:
        raise BadMove(_("The deadline lies before the earliest start."))
    if draft.is_must and draft.is_held_back:
        raise BadMove(_("A move cannot be a must and held back at once."))
    questions = edition.question_by_number
    for effect in draft.effects:
        found = questions.get(effect.question)
        if found is None:
            raise BadMove(_("There is no question %(number)s.") % {"number": effect.question})
        if effect.points_to is not None and not 0 <= effect.points_to <= found.max_points:
            raise BadMove(
                _("Question %(number)s is worth %(most)s at most.")
                % {"number": effect.question, "most": found.max_points}
            )


def check_can_tie(key: str, needs: Mapping[str, Iterable[str]]) -> None:
    """This function will raise `BadMove` when moves would wait for each other in a circle."""
    moves = [PlannedMove(code, needs=tuple(found)) for code, found in needs.items()]
    if cycle := find_cycle(moves):
        raise BadMove(_("These moves would wait for each other: %(moves)s.") % {"moves": " → ".join(cycle)})
    if key in needs.get(key, ()):
        raise BadMove(_("A move cannot need itself."))
