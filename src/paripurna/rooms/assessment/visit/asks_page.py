"""What the page of the 48 hours shows: what is urgent, who brings it, how much is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from paripurna.platform.access.policy import may
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.rulers import build_trail
from paripurna.rooms.assessment.visit import policy, queries
from paripurna.rooms.assessment.visit.models import VisitAsk, VisitPlan
from paripurna.rooms.assessment.visit.types import ASK_TRANSITIONS, AskState, AskStep
from paripurna.rooms.evidence import queries as evidence

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

TONES = {
    AskState.ASKED: ("amber", "clock"),
    AskState.BROUGHT: ("brand", "file-check"),
    AskState.HANDED_OVER: ("green", "circle-check"),
    AskState.CANNOT: ("quiet", "ban"),
}


@dataclass(frozen=True, slots=True)
class AskLine:
    """`steps`: what this person may do with it now. `sees_document`: whether its title may be shown."""

    ask: VisitAsk
    state: str
    tone: str
    icon: str
    steps: frozenset[AskStep]
    sees_document: bool
    is_late: bool

    @property
    def may_bring(self) -> bool:
        return AskStep.BRING in self.steps

    @property
    def may_decline(self) -> bool:
        return AskStep.DECLINE in self.steps

    @property
    def may_hand_over(self) -> bool:
        return AskStep.HAND_OVER in self.steps

    @property
    def may_reopen(self) -> bool:
        return AskStep.REOPEN in self.steps


@dataclass(frozen=True)
class AsksPage:
    round: Round
    plan: VisitPlan
    lines: tuple[AskLine, ...]
    may_manage: bool
    left: str  # in words
    is_over: bool
    done_count: int

    @property
    def trail(self) -> list[tuple[str, str]]:
        return build_trail(self.round.city, self.round)

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def by_agency(self) -> list[tuple[str, list[AskLine]]]:
        """For paper: what each agency brings, by its name."""
        lines = sorted(self.lines, key=lambda line: line.ask.agency.name)
        return [(name, list(found)) for name, found in groupby(lines, key=lambda line: line.ask.agency.name)]


def build_asks_page(plan: VisitPlan, user: User, *, on: date, at: datetime) -> AsksPage:
    """This function will put together what was asked for, the most urgent first, as this person may see it."""
    found, asks = plan.round, queries.list_asks(plan)
    manages = may(user, Permission.ROUND_MANAGE, found.city, on=on) and found.state == "RUNNING"
    edits = found.state == "RUNNING" and may(user, Permission.EVIDENCE_EDIT, found.city, on=on)
    own = policy.list_own_agencies(user, found.city, on=on) if edits else frozenset()
    scope = evidence.read_scope(user, found.city, on=on)
    visible = evidence.list_visible_ids(found.city, scope, {ask.document_id for ask in asks if ask.document_id})
    lines = tuple(
        _build_line(
            ask,
            _list_steps(ask, manages=manages, is_own=ask.agency_id in own),
            sees_document=ask.document_id in visible,
            at=at,
        )
        for ask in asks
    )
    return AsksPage(
        round=found,
        plan=plan,
        lines=lines,
        may_manage=manages,
        left=tell_left(plan.asks_until - at) if plan.asks_until else "",
        is_over=plan.asks_until is not None and plan.asks_until < at,
        done_count=sum(line.ask.state == AskState.HANDED_OVER for line in lines),
    )


def _list_steps(ask: VisitAsk, *, manages: bool, is_own: bool) -> frozenset[AskStep]:
    possible = {step for state, step in ASK_TRANSITIONS if state == ask.state}
    if manages:
        return frozenset(possible)
    return frozenset(possible - policy.SECRETARIAT_STEPS) if is_own else frozenset()


def _build_line(ask: VisitAsk, steps: frozenset[AskStep], *, sees_document: bool, at: datetime) -> AskLine:
    state = AskState(ask.state)
    tone, icon = TONES[state]
    is_late = state in {AskState.ASKED, AskState.BROUGHT} and ask.due_at < at
    return AskLine(ask, str(state.label), tone, icon, steps, sees_document, is_late)


def tell_left(left: timedelta) -> str:
    """This function will say how long is left in hours, in minutes below one, and calmly that it is over."""
    minutes = int(left.total_seconds() // 60)
    if minutes < 0:
        return _("The hours have passed")
    if minutes < 60:
        return ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}
    hours = minutes // 60
    return ngettext("%(count)s hour left", "%(count)s hours left", hours) % {"count": hours}
