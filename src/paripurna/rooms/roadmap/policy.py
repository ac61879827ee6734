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
from paripurna.rooms.roadmap.types import (
    TRANSITIONS,
    BadMove,
    BadScenario,
    BadStep,
    Mode,
    MoveDraft,
    ScenarioDraft,
    StepState,
)

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.roadmap.models import Step

MOST_QUARTERS = 40


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


def check_can_ask(draft: ScenarioDraft, edition: Edition) -> None:
    """This function will raise `BadScenario` for a question that cannot be put."""
    if not draft.title.strip():
        raise BadScenario(_("Give the scenario a name."))
    if not 0 <= draft.target < edition.max_points:
        raise BadScenario(_("The total to exceed lies below %(most)s.") % {"most": edition.max_points})
    if not 0 < draft.confidence < 1:
        raise BadScenario(_("The chance asked for lies between 1 and 99 %."))
    if not 1 <= draft.quarters <= MOST_QUARTERS:
        raise BadScenario(_("A plan lasts from one quarter to ten years."))
    if draft.mode == Mode.BUDGET and draft.budget_idr is None:
        raise BadScenario(_("Say how large the budget is."))
    if draft.counts_until and draft.counts_until < draft.starts_on:
        raise BadScenario(_("The last day that counts lies before the plan begins."))


def check_is_new(is_there: bool) -> None:  # noqa: FBT001 — the answer of a query
    """This function will raise `BadScenario` for a name that another scenario of the round has."""
    if is_there:
        raise BadScenario(_("There is a scenario of this name already."))


def check_can_move(step: Step, state: StepState, *, has_document: bool) -> None:
    """This function will raise `BadStep` unless the step may go to that state, and is done with a document only."""
    if state not in TRANSITIONS[StepState(step.state)]:
        raise BadStep(_("The step cannot go there from where it stands. Look at it again."))
    if state == StepState.DONE and not has_document:
        raise BadStep(
            _("Choose the document that shows it. Where a register knows, the fact says by itself that it is done.")
        )
