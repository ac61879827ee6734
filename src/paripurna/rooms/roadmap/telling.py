"""What this room hands down to every page, and how the audit tells what is done here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.types import Label, register_subject, register_verb
from paripurna.platform.notices.types import register_notice
from paripurna.platform.ui.registry import Item, Section, register_navigation, register_section
from paripurna.rooms.roadmap.rad.telling import VERBS as RAD_VERBS
from paripurna.rooms.roadmap.types import STATE, StepState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.audit.actions import Detail
    from paripurna.platform.regions.models import City

CHANCE_FELL = "roadmap.chance_fell"
SENTENCES = {
    CHANCE_FELL: _(
        "The chance of the adopted road map fell from %(before)s %% to %(now)s %%, if what is left of it is done."
    ),
}
VERBS = {
    "roadmap.moves_proposed": _("%(person)s took %(new)s moves from the gaps into the catalogue"),
    "roadmap.sites_taken": _("%(person)s took the sites of the adopted plan into the catalogue: %(new)s new moves"),
    "roadmap.move_added": _("%(person)s added a move to the catalogue"),
    "roadmap.move_changed": _("%(person)s changed a move of the catalogue"),
    "roadmap.moves_changed": _("%(person)s took the figures of %(moves)s moves from a workbook"),
    "roadmap.move_removed": _("%(person)s took a move out of the catalogue"),
    "roadmap.scenario_added": _("%(person)s made a scenario of the road map"),
    "roadmap.solving_begun": _("%(person)s had a scenario of the road map worked out"),
    "roadmap.scenario_solved": _("A scenario of the road map was worked out"),
    "roadmap.scenario_removed": _("%(person)s threw a scenario of the road map away"),
    "roadmap.plan_adopted": _("%(person)s adopted a plan of the road map: %(steps)s steps"),
    "roadmap.plan_ended": _("%(person)s ended the adopted plan of the road map"),
    "roadmap.step_moved": _("%(person)s set a step of the road map to: %(state)s"),
    "roadmap.step_changed": _("%(person)s changed a step of the road map"),
    "roadmap.facts_arrived": _("Facts arrived for %(steps)s steps of the road map"),
}

ITEMS = (
    Item("home", _("Sheet of the mayor"), "roadmap:briefing", Permission.CITY_VIEW, 20, icon="file-text"),
    Item("roadmap", _("Plan"), "roadmap:plan", Permission.CITY_VIEW, 10, icon="route"),
    Item("roadmap", _("Scenarios"), "roadmap:scenarios", Permission.CITY_VIEW, 20, icon="git-compare"),
    Item("roadmap", _("Catalogue of moves"), "roadmap:catalog", Permission.CITY_VIEW, 30, icon="checklist"),
    Item("roadmap", _("RAD KLA"), "roadmap:rad", Permission.CITY_VIEW, 40, icon="file-text"),
)


def name_states(codes: Sequence[str]) -> Mapping[str, Label]:
    """This function will name the states of a step."""
    return {code: Label(str(StepState(code).label)) for code in codes if code in StepState.values}


def register() -> None:
    """This function will register everything; called once at start."""
    register_subject(STATE, name_states)
    for verb, sentence in {**VERBS, **RAD_VERBS}.items():
        register_verb(verb, sentence)
    for code, sentence in SENTENCES.items():
        register_notice(code, sentence)
    register_section(Section("roadmap", _("Road map"), "route", 65))
    for item in ITEMS:
        register_navigation(item)


def record(
    verb: str, city: City, subject: str, details: dict[str, Detail] | None = None, *, by: User | None, at: datetime
) -> None:
    audit.record(verb=verb, city=city, subject=subject, details=details or {}, by=by, at=at)
