"""Rows of a regional action plan from the adopted road map, and how the two have drifted apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from paripurna.core.instrument.model import Edition
from paripurna.core.planning.catalog import Lifts, get_move_catalog
from paripurna.rooms.roadmap.models import PlannedActivity, Step
from paripurna.rooms.roadmap.quarters import begin_of, quarter_of
from paripurna.rooms.roadmap.rad.types import ActivityDraft, YearDraft
from paripurna.rooms.roadmap.types import StepState

if TYPE_CHECKING:
    from datetime import date

    from paripurna.platform.regions.models import City

OFFICIAL = "id"  # the plan is the city's own paper


@dataclass(frozen=True, slots=True)
class Drift:
    """Where plan and road map disagree: steps the plan does not hold, rows no step answers, and rows whose rupiah differ."""

    missing: tuple[ActivityDraft, ...] = ()
    orphans: tuple[PlannedActivity, ...] = ()
    dearer: tuple[tuple[PlannedActivity, int, int], ...] = field(default=())  # row, planned, by the step

    def __bool__(self) -> bool:
        return bool(self.missing or self.orphans or self.dearer)


def draft_from_steps(city: City, edition: Edition, years: range) -> list[ActivityDraft]:
    """This function will write a row for every step of the adopted road map that falls into these years, by cluster."""
    strands = [strand.code for strand in edition.strands]
    with override(OFFICIAL):
        drafts = [
            draft
            for step in _list_steps(city, _list_paperwork(edition))
            if (draft := _draft(step, edition, years)) is not None
        ]
    return sorted(drafts, key=lambda draft: (strands.index(draft.strand), draft.indicator, draft.program))


def find_drift(city: City, edition: Edition, activities: Iterable[PlannedActivity], years: range) -> Drift:
    """This function will compare the rows of a plan with the adopted road map."""
    rows = {row.move_id: row for row in activities if row.move_id is not None}
    drafts = {draft.move_id: draft for draft in draft_from_steps(city, edition, years)}
    both = [(rows[move], sum_budget(rows[move]), drafts[move].budget_idr) for move in rows if move in drafts]
    return Drift(
        missing=tuple(draft for move, draft in drafts.items() if move not in rows),
        orphans=tuple(row for move, row in rows.items() if move not in drafts),
        dearer=tuple(found for found in both if found[1] != found[2]),
    )


def sum_budget(activity: PlannedActivity) -> int:
    """This function will return the rupiah of a row over all years."""
    return sum(year.budget_idr or 0 for year in activity.years.all())


def _list_steps(city: City, paperwork: Iterable[str]) -> list[Step]:
    """What the city does; mending proof and checking it is work of the round, not of the plan."""
    found = Step.objects.of_city(city).filter(adoption__ended_at=None).exclude(state=StepState.DROPPED)
    found = found.exclude(move__kind__in=paperwork)
    return list(found.select_related("move").prefetch_related("move__effects").order_by("starts_on", "move__key"))


def _draft(step: Step, edition: Edition, years: range) -> ActivityDraft | None:
    paid = {year: idr for year, idr in pay_by_year(step).items() if year in years}
    if not paid:
        return None
    strand, indicator = _place(edition, [effect.question for effect in step.move.effects.all()])
    done_in = step.ends_on.year
    return ActivityDraft(
        strand=strand,
        indicator=indicator,
        program=_name_kind(edition, step.move.kind) or _("Road map to a child-friendly city"),
        activity=step.move.label,
        agency_id=step.agency_id,
        fund=step.fund,
        move_id=step.move_id,
        years={
            year: YearDraft(_("finished") if year == done_in else _("under way"), idr) for year, idr in paid.items()
        },
    )


def _list_paperwork(edition: Edition) -> list[str]:
    return [kind.code for kind in get_move_catalog(edition).kinds if kind.lifts is not Lifts.POINTS]


def pay_by_year(step: Step) -> dict[int, int]:
    """This function will return what a step costs in each calendar year, even over its quarters; it adds up to its cost."""
    quarters = list(_list_quarters(step.starts_on, step.ends_on))
    paid: dict[int, int] = {}
    for done, begun in enumerate(quarters):
        share = step.cost_idr * (done + 1) // len(quarters) - step.cost_idr * done // len(quarters)
        paid[begun.year] = paid.get(begun.year, 0) + share
    return paid


def _list_quarters(starts_on: date, ends_on: date) -> Iterator[date]:
    for quarter in range(quarter_of(starts_on, ends_on) + 1):
        yield begin_of(starts_on, quarter)


def _place(edition: Edition, numbers: Iterable[str]) -> tuple[str, str]:
    """The cluster and indicator that most of these questions are of; the first cluster where the move lifts none."""
    homes = _find_homes(edition)
    found = Counter(homes[number] for number in numbers if number in homes)
    if not found:
        return edition.strands[0].code, ""
    return max(found, key=lambda home: found[home])


def _find_homes(edition: Edition) -> Mapping[str, tuple[str, str]]:
    return {
        question.number: (strand.code, indicator.number)
        for strand in edition.strands
        for indicator in strand.indicators
        for question in indicator.questions
    }


def _name_kind(edition: Edition, code: str) -> str:
    kind = get_move_catalog(edition).kind_by_code.get(code)
    return (kind.name or kind.label).in_language(OFFICIAL) if kind else ""
