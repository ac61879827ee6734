"""Writing a regional action plan: drafted, filled, adopted by decree, reviewed year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.evidence.types import DocumentKind
from paripurna.rooms.roadmap import policy as roadmap
from paripurna.rooms.roadmap.models import ActionPlan, ActivityYear, PlannedActivity, PlanReview
from paripurna.rooms.roadmap.rad import policy, queries
from paripurna.rooms.roadmap.rad.types import (
    ActivityDraft,
    BadPlan,
    PlanChanged,
    PlanDraft,
    PlanState,
    ReviewDraft,
    YearResult,
)
from paripurna.rooms.roadmap.telling import record
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.core.instrument.model import Edition
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.queries import Document

DECREES = frozenset({DocumentKind.REGULATION, DocumentKind.DECREE})
WORDS = ("strand", "indicator", "program", "activity", "measure", "agency_id", "fund", "note", "move_id")


@transaction.atomic
def draft_plan(
    *,
    round: Round,
    draft: PlanDraft,
    activities: Iterable[ActivityDraft] = (),
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> ActionPlan:
    """This function will begin a plan, with rows from a workbook or the road map where there are any.

    `by` None is the demo. Raises `NotAllowed` and `BadPlan`; then nothing is written.
    """
    city = round.city
    _check_may(city, by=by, at=at)
    policy.check_can_keep(draft)
    plan = ActionPlan.objects.create(
        city=city,
        edition=edition_of(round.sheet).id,
        title=draft.title.strip(),
        rpjmd=draft.rpjmd.strip(),
        first_year=draft.first_year,
        last_year=draft.last_year,
        note=draft.note.strip(),
        made_by=by,
        made_at=at,
        is_example=is_example,
    )
    rows = _add(plan, activities, edition_of(round.sheet))
    record("roadmap.rad_drafted", city, _subject(plan), {"rows": len(rows)}, by=by, at=at)
    return plan


@transaction.atomic
def add_activities(
    *,
    plan: ActionPlan,
    activities: Iterable[ActivityDraft],
    edition: Edition,
    after: int | None = None,
    by: User,
    at: datetime,
) -> list[PlannedActivity]:
    """This function will add rows at the end of the matrix; `after` is how many a preview saw there.

    Raises `NotAllowed`, `PlanClosed`, `PlanChanged` where other rows came meanwhile, and `BadPlan`.
    """
    found = _lock(plan, by=by, at=at)
    if after is not None and queries.count_activities(found) != after:
        raise PlanChanged(_("The rows of the plan changed since the preview. Choose the file once more."))
    rows = _add(found, activities, edition)
    record("roadmap.rad_rows_added", found.city, _subject(found), {"rows": len(rows)}, by=by, at=at)
    return rows


@transaction.atomic
def change_activity(
    *,
    activity: PlannedActivity,
    draft: ActivityDraft,
    edition: Edition,
    base_revision: int,
    by: User,
    at: datetime,
) -> PlannedActivity:
    """This function will write a row anew. Raises `NotAllowed`, `PlanClosed`, `PlanChanged`, `BadPlan`."""
    plan = _lock(activity.plan, by=by, at=at)
    policy.check_can_plan(draft, plan, edition)
    found = PlannedActivity.objects.select_for_update().get(pk=activity.pk, city=plan.city_id)
    if found.revision != base_revision:
        raise PlanChanged(_("Somebody else changed this row meanwhile. Look at theirs, then save yours again."))
    for name in WORDS:
        setattr(found, name, _clean(getattr(draft, name)))
    found.revision += 1
    found.save()
    found.years.all().delete()
    _write_years([(found, draft)])
    record("roadmap.rad_row_changed", plan.city, _subject(plan), by=by, at=at)
    return found


@transaction.atomic
def remove_activity(*, activity: PlannedActivity, by: User, at: datetime) -> None:
    """This function will take a row out of a draft. Raises `NotAllowed` and `PlanClosed`."""
    plan = _lock(activity.plan, by=by, at=at)
    PlannedActivity.objects.filter(pk=activity.pk, city=plan.city_id).delete()
    record("roadmap.rad_row_removed", plan.city, _subject(plan), by=by, at=at)


@transaction.atomic
def remove_plan(*, plan: ActionPlan, by: User, at: datetime) -> None:
    """This function will throw a draft away. Raises `NotAllowed` and `PlanClosed`."""
    found = _lock(plan, by=by, at=at)
    record("roadmap.rad_removed", found.city, _subject(found), by=by, at=at)
    found.delete()


@transaction.atomic
def adopt_plan(*, plan: ActionPlan, decree: Document, adopted_on: date, by: User | None, at: datetime) -> ActionPlan:
    """This function will make a draft the RAD of the city; the one in force before is replaced.

    Raises `NotAllowed`, `PlanClosed`, and `BadPlan` without rows or without a decree.
    """
    found = _lock(plan, by=by, at=at)
    if decree.city_id != found.city_id or decree.kind not in DECREES:
        raise BadPlan(_("Choose the decree or the regulation that adopts the plan."))
    if not found.activities.exists():
        raise BadPlan(_("The plan has no rows yet."))
    ActionPlan.objects.of_city(found.city).adopted().update(state=PlanState.REPLACED)
    found.state, found.decree, found.adopted_on = PlanState.ADOPTED, decree, adopted_on
    found.revision += 1
    found.save(update_fields=["state", "decree", "adopted_on", "revision"])
    record("roadmap.rad_adopted", found.city, _subject(found), {"document": str(decree.code)}, by=by, at=at)
    return found


@transaction.atomic
def review_year(*, plan: ActionPlan, draft: ReviewDraft, by: User | None, at: datetime) -> PlanReview:
    """This function will note what was reached and spent in a year, and what the city concludes.

    Raises `NotAllowed`, `BadPlan`, and `PlanChanged` where another review was written since the one that was seen.
    """
    _check_may(plan.city, by=by, at=at)
    policy.check_can_review(plan, draft.year)
    if not draft.conclusion.strip():
        raise BadPlan(_("Say what the city concludes from the year: those who write the next plan will ask."))
    ActionPlan.objects.select_for_update().get(pk=plan.pk, city=plan.city_id)
    review = PlanReview.objects.filter(plan=plan, year=draft.year).first() or PlanReview(plan=plan, year=draft.year)
    if review.reviewed_at != draft.base:
        raise PlanChanged(_("Somebody else reviewed this year meanwhile. Look at theirs, then keep yours again."))
    _write_results(plan, draft.year, draft.results)
    review.city, review.conclusion = plan.city, draft.conclusion.strip()
    review.reviewed_by, review.reviewed_at = by, at
    review.save()
    record("roadmap.rad_reviewed", plan.city, _subject(plan), {"year": draft.year}, by=by, at=at)
    return review


def _write_results(plan: ActionPlan, year: int, results: Mapping[int, YearResult]) -> None:
    rows = PlannedActivity.objects.filter(city=plan.city_id, plan=plan, pk__in=results)
    known = {found.activity_id: found for found in ActivityYear.objects.filter(activity__in=rows, year=year)}
    for row in rows:
        said = results[row.pk]
        found = known.get(row.pk) or ActivityYear(city_id=plan.city_id, activity=row, year=year)
        found.reached, found.spent_idr = said.reached.strip(), said.spent_idr
        found.save()


def _add(plan: ActionPlan, activities: Iterable[ActivityDraft], edition: Edition) -> list[PlannedActivity]:
    last = plan.activities.aggregate(last=Max("position"))["last"] or 0
    drafts = list(activities)
    for draft in drafts:
        policy.check_can_plan(draft, plan, edition)
    rows = PlannedActivity.objects.bulk_create(
        PlannedActivity(
            city_id=plan.city_id,
            plan=plan,
            position=position,
            **{name: _clean(getattr(draft, name)) for name in WORDS},
        )
        for position, draft in enumerate(drafts, last + 1)
    )
    _write_years(list(zip(rows, drafts, strict=True)))
    return rows


def _write_years(rows: Iterable[tuple[PlannedActivity, ActivityDraft]]) -> None:
    ActivityYear.objects.bulk_create(
        ActivityYear(
            city_id=row.city_id, activity=row, year=year, target=said.target.strip(), budget_idr=said.budget_idr
        )
        for row, draft in rows
        for year, said in sorted(draft.years.items())
        if said
    )


def _clean(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _lock(plan: ActionPlan, *, by: User | None, at: datetime) -> ActionPlan:
    _check_may(plan.city, by=by, at=at)
    found = ActionPlan.objects.select_for_update().get(pk=plan.pk, city=plan.city_id)
    found.city = plan.city
    policy.check_can_change(found)
    return found


def _check_may(city: City, *, by: User | None, at: datetime) -> None:
    if by is not None:
        roadmap.check_may_manage(by, city, on=day_in(city, at))


def _subject(plan: ActionPlan) -> str:
    return f"roadmap.rad:{plan.code}"
