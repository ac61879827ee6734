"""Taking the rows of a plan into the catalogue, so that every scenario follows what the city has promised."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.core.planning.catalog import get_move_catalog
from paripurna.core.planning.types import QUARTERS_A_YEAR
from paripurna.rooms.assessment.queries import Round
from paripurna.rooms.roadmap import policy as roadmap
from paripurna.rooms.roadmap.actions.moves import build_move
from paripurna.rooms.roadmap.models import ActionPlan, Move, PlannedActivity
from paripurna.rooms.roadmap.rad.drafting import sum_budget
from paripurna.rooms.roadmap.telling import record
from paripurna.rooms.roadmap.types import MoveDraft, Origin
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

MOST_QUARTERS = 12
AT_ONCE = 1000


@transaction.atomic
def follow_activities(
    *, plan: ActionPlan, activities: Iterable[PlannedActivity], round: Round, by: User, on: date, at: datetime
) -> int:
    """This function will make each row that no move stands for a move that must be done, and return how many those were.

    Which questions it lifts, a person says in the catalogue: the plan does not tell. As many statements for a thousand rows as
    for one. Raises `NotAllowed` and `BadMove`.
    """
    roadmap.check_may_manage(by, plan.city, on=on)
    rows = [row for row in activities if row.move_id is None]
    edition = edition_of(round.sheet)
    funds = get_move_catalog(edition).fund_by_code
    for row in rows:
        draft = _describe(row, plan, funds)
        roadmap.check_can_keep(draft, edition)
        row.move = build_move(plan.city, edition, draft, origin=Origin.IMPORT, by=by, at=at)
    Move.objects.bulk_create([row.move for row in rows if row.move])
    PlannedActivity.objects.bulk_update(rows, ["move"], batch_size=AT_ONCE)
    if rows:
        record("roadmap.rad_followed", plan.city, f"roadmap.rad:{plan.code}", {"rows": len(rows)}, by=by, at=at)
    return len(rows)


def _describe(row: PlannedActivity, plan: ActionPlan, funds: Collection[str]) -> MoveDraft:
    years = [found.year for found in row.years.all()]
    first, last = (min(years), max(years)) if years else (plan.first_year, plan.first_year)
    return MoveDraft(
        label=row.activity,
        cost_idr=sum_budget(row),
        quarters=min((last - first + 1) * QUARTERS_A_YEAR, MOST_QUARTERS),
        agency_id=row.agency_id,
        fund=row.fund if row.fund in funds else "",
        earliest_on=date(first, 1, 1),
        is_must=True,
        note=row.note,
    )
