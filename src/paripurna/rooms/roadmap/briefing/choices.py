"""Three decisions for this week: a step to begin, proof to check, a decision to carry out; then the next best of each.

A rule, not a judgement: `docs/methods/roadmap.md` tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from paripurna.core.forecast import CheckWorth
from paripurna.platform.ui.formats import format_date, format_rupiah_short
from paripurna.rooms.roadmap.quarters import begin_of
from paripurna.rooms.roadmap.types import StepRow, StepState
from paripurna.rooms.roadmap.wording import language

if TYPE_CHECKING:
    from paripurna.platform.regions.models import City
    from paripurna.rooms.assessment.meetings.models import MeetingDecision
    from paripurna.rooms.sheets.queries import Sheet

MOST_CHOICES = 3
NOTICEABLE = 0.0005  # of chance: below, a check is not worth a mayor's word
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to decide: what, why now, where it is done."""

    text: str
    why: str
    url: str


def choose(pools: Sequence[Iterable[Choice]]) -> tuple[Choice, ...]:
    """This function will take one of each pool in turn until there are three."""
    turns = chain.from_iterable(zip_longest(*pools))
    return tuple(islice((choice for choice in turns if choice is not None), MOST_CHOICES))


def list_beginnings(city: City, steps: Iterable[StepRow], *, on: date) -> Iterator[Choice]:
    """This function will list the steps that should begin by the end of this quarter and have not, the earliest and dearest first."""
    last = begin_of(on, 1) - timedelta(days=1)
    due = (step for step in steps if step.state == StepState.PLANNED and step.starts_on <= last)
    for step in sorted(due, key=lambda step: (step.starts_on, -step.cost_idr)):
        words = {
            "agency": step.agency.abbreviation if step.agency else _("nobody yet"),
            "cost": format_rupiah_short(step.cost_idr, language()),
            "day": format_date(step.starts_on, language()),
        }
        why = _("%(agency)s, %(cost)s; the plan begins it on %(day)s.") % words
        url = reverse("roadmap:step", kwargs={"city": city.slug, "code": step.code})
        yield Choice(_("Begin: %(move)s") % {"move": step.label}, why, url)


def list_checks(city: City, sheet: Sheet, worths: Iterable[CheckWorth], *, grade: str) -> Iterator[Choice]:
    """This function will list the questions whose proof is worth checking, the best hour first; `grade` is what they help to reach."""
    for worth in worths:
        if worth.chance_gain < NOTICEABLE:
            continue
        gain = f"{Decimal(worth.chance_gain * 100):.1f}".replace(".", "," if language() == "id" else ".")
        words = {
            "grade": grade,
            "gain": gain,
            "hours": f"{worth.hours:g}".replace(".", "," if language() == "id" else "."),
        }
        why = _("Adds %(gain)s percentage points to the chance of %(grade)s for about %(hours)s hours.") % words
        url = reverse("sheets:question", kwargs={"city": city.slug, "code": sheet.code, "question": worth.question})
        yield Choice(_("Have the proof of question %(number)s checked") % {"number": worth.question}, why, url)


def list_settlements(city: City, decisions: Iterable[MeetingDecision], *, on: date) -> Iterator[Choice]:
    """This function will list the decisions of meetings that are due within a week or before today."""
    for decision in decisions:
        if decision.due_on > on + SOON:
            continue
        words = {"agency": decision.agency.abbreviation, "day": format_date(decision.due_on, language())}
        url = reverse("assessment:decisions", kwargs={"city": city.slug})
        yield Choice(decision.text, _("Decided in a meeting; %(agency)s, due %(day)s.") % words, url)
