"""One step: what it is to bring about, what has arrived, who owns it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from paripurna.platform.ui.components.stories import Entry
from paripurna.platform.ui.formats import format_points
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.roadmap import policy, queries
from paripurna.rooms.roadmap.following import is_seen
from paripurna.rooms.roadmap.models import Step, StepChange
from paripurna.rooms.roadmap.pages.plan_page import StepLine, build_step_line
from paripurna.rooms.roadmap.types import TRANSITIONS, StepState
from paripurna.rooms.roadmap.wording import language, name_funds, name_kinds, say_effects
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

MOST_DOCUMENTS = 60
ICONS = {"DONE": "circle-check", "DROPPED": "ban", "RUNNING": "clock", "PLANNED": "calendar"}


@dataclass(frozen=True)
class StepPage:
    """A step as one person may see it. `is_seen`: the house sees by itself when it is done."""

    step: Step
    line: StepLine
    kind: str
    fund: str
    effects: tuple[tuple[str, str], ...]
    is_seen: bool
    moves_to: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]
    history: tuple[Entry, ...]
    may_manage: bool
    may_step: bool

    @property
    def owner(self) -> str:
        return self.step.agency.name if self.step.agency else "–"


def build_step_page(step: Step, user: User, *, on: date) -> StepPage:
    """This function will put a step together as the person may see it."""
    edition = edition_of(step.adoption.round.sheet)
    most = {n: format_points(q.max_points, language()) for n, q in edition.question_by_number.items()}
    may_step = policy.may_step(user, step, on=on)
    state = StepState(step.state)
    targets = [each for each in StepState if each in TRANSITIONS[state] and each is not StepState.DONE]
    return StepPage(
        step=step,
        line=build_step_line(queries.build_row(step), step.adoption, {}, on=on),
        kind=name_kinds(edition).get(step.move.kind, step.move.kind),
        fund=name_funds(edition).get(step.fund, step.fund),
        effects=tuple(say_effects(step.move.effects.all(), most)),
        is_seen=is_seen(step.move),
        moves_to=tuple((each.value, str(each.label)) for each in targets),
        documents=_list_documents(step, user, on=on) if may_step and StepState.DONE in TRANSITIONS[state] else (),
        history=tuple(_tell(change) for change in queries.list_step_changes(step)),
        may_manage=policy.may_manage(user, step.city, on=on),
        may_step=may_step,
    )


def _list_documents(step: Step, user: User, *, on: date) -> tuple[tuple[str, str], ...]:
    """The newest documents that the person may see, those of the owner's office first."""
    scope = evidence.read_scope(user, step.city, on=on)
    found = evidence.list_documents(step.city, scope)[:MOST_DOCUMENTS]
    own = sorted(found, key=lambda document: document.agency_id != step.agency_id)
    return tuple((str(document.code), document.title) for document in own)


def _tell(change: StepChange) -> Entry:
    state = {"state": change.get_state_display()}
    if change.is_by_fact:
        sentence = _("%(state)s: what the step was to bring about has arrived") % state
    else:
        sentence = _("%(state)s, said %(person)s") % {**state, "person": change.by.name if change.by else "–"}
    return Entry(change.at, sentence, change.note, ICONS[change.state])
