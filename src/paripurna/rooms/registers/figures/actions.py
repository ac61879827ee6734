"""Writes of figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.actions.entries import lock_for
from paripurna.rooms.registers.actions.imports import import_entries
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.standard import list_standard_series
from paripurna.rooms.registers.figures.types import FigureDraft, FigureTooGreat
from paripurna.rooms.registers.models import Figure, FigureSeries

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

KEY = ("series", "source", "period", "region", "sex", "age", "disability", "category")
REST = ("starts_on", "ends_on", "value", "whole", "note", "is_example", "written_at")


@transaction.atomic
def write_figures(
    *, series: FigureSeries, drafts: Sequence[FigureDraft], is_example: bool = False, by: User | None, at: datetime
) -> int:
    """This function will write figures, all or none, over those that are of the same thing, and return how many.

    Raises `NotAllowed`, `EntryWithdrawn` and `FigureTooGreat`.
    """
    found: Any = lock_for(FIGURES, series, by=by, at=at)
    policy.check_can_change(found)
    if any(draft.whole is not None and draft.whole < draft.value for draft in drafts):
        raise FigureTooGreat
    rows = {draft.key: _build(found, draft, is_example=is_example, at=at) for draft in drafts}
    Figure.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=KEY, update_fields=REST, batch_size=1000
    )
    if rows:
        mark_changed(city_id=found.city_id, group=FIGURES.group)
        subject = f"registers.entry:{FIGURES.code}.{found.code}"
        details: dict[str, audit.Detail] = {"count": len(rows)}
        audit.record(verb="registers.figures_written", city=found.city, subject=subject, details=details, by=by, at=at)
    return len(rows)


def adopt_standard_series(
    *, city: City, agency_id: int, is_example: bool = False, by: User | None, at: datetime
) -> int:
    """This function will add the series that the instrument asks for and the city does not keep yet; returns how many."""
    rows = [series.values(agency_id) for series in list_standard_series()]
    return import_entries(register=FIGURES, city=city, rows=rows, is_example=is_example, by=by, at=at)


def _build(series: FigureSeries, draft: FigureDraft, *, is_example: bool, at: datetime) -> Figure:
    return Figure(
        city_id=series.city_id,
        series=series,
        source=draft.source,
        period=draft.period.text,
        starts_on=draft.period.starts_on,
        ends_on=draft.period.ends_on,
        region_id=draft.region_id,
        sex=draft.sex,
        age=draft.age,
        disability=draft.disability,
        category=draft.category,
        value=draft.value,
        whole=draft.whole,
        note=draft.note,
        is_example=is_example,
        written_at=at,
    )
