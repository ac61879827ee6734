"""Writes of figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from paripurna.platform.access.types import Stranger
from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.tables.imports import hold
from paripurna.rooms.registers import policy
from paripurna.rooms.registers.actions.entries import lock_for
from paripurna.rooms.registers.actions.imports import import_entries
from paripurna.rooms.registers.figures.description import FIGURES
from paripurna.rooms.registers.figures.standard import list_standard_series
from paripurna.rooms.registers.figures.types import FigureDraft, FigureTooGreat, Period
from paripurna.rooms.registers.models import EntryImport, Figure, FigureChange, FigureSeries

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

KEY = ("source", "period", "region_id", "sex", "age", "disability", "category")
SAID = ("value", "whole", "note", "is_example")
WHEN = ("starts_on", "ends_on")
UNIQUE = ("series", *(name.removesuffix("_id") for name in KEY))


@transaction.atomic
def write_figures(
    *, series: FigureSeries, drafts: Sequence[FigureDraft], is_example: bool = False, by: User | None, at: datetime
) -> int:
    """This function will write figures, all or none, over those that are of the same thing, and return how many.

    What is new or says something else goes into the history. Raises `NotAllowed`, `EntryWithdrawn` and `FigureTooGreat`.
    """
    found = _lock(series, by=by, at=at)
    if any(draft.whole is not None and draft.whole < draft.value for draft in drafts):
        raise FigureTooGreat
    rows = {draft.key: _build(found, draft, is_example=is_example, at=at) for draft in drafts}
    known = _read_known(found, rows.values())
    changed = [row for row in rows.values() if known.get(_pick(row, KEY)) != _pick(row, SAID)]
    _keep_history(changed, by=by, at=at)
    Figure.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=UNIQUE,
        update_fields=(*WHEN, *SAID, "written_at"),
        batch_size=1000,
    )
    if rows:
        _tell("registers.figures_written", found, len(rows), by=by, at=at)
    return len(rows)


@transaction.atomic
def run_import(
    *, series: FigureSeries, begun: EntryImport, drafts: Sequence[FigureDraft], by: User, at: datetime
) -> int:
    """This function will write the figures of a file, once. Raises what `write_figures` does, and `ImportRefused`."""
    held = hold(begun)
    count = write_figures(series=series, drafts=drafts, by=by, at=at)
    held.finish(added=count, changed=0, at=at)
    return count


@transaction.atomic
def remove_figures(*, series: FigureSeries, ids: Collection[int], by: User | None, at: datetime) -> int:
    """This function will take figures out of a series and return how many; the history can write them again.

    Raises `NotAllowed` and `EntryWithdrawn`.
    """
    found = _lock(series, by=by, at=at)
    rows = list(Figure.objects.filter(city=found.city_id, series=found, pk__in=ids).order_by("pk"))
    _keep_history(rows, by=by, at=at, is_removed=True)
    Figure.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if rows:
        _tell("registers.figures_removed", found, len(rows), by=by, at=at)
    return len(rows)


def rewrite_figure(*, series: FigureSeries, change: FigureChange, by: User | None, at: datetime) -> int:
    """This function will write a figure as it once stood. Raises `NotAllowed`, `EntryWithdrawn` and `Stranger`."""
    if change.value is None:
        raise Stranger
    of = {name: getattr(change, name) for name in KEY if name != "period"}
    period = Period(change.period, change.starts_on, change.ends_on)
    draft = FigureDraft(**of, period=period, value=change.value, whole=change.whole, note=change.note)
    return write_figures(series=series, drafts=[draft], is_example=change.is_example, by=by, at=at)


def adopt_standard_series(
    *, city: City, agency_id: int, is_example: bool = False, by: User | None, at: datetime
) -> int:
    """This function will add the series that the instrument asks for and the city does not keep yet; returns how many."""
    rows = [series.values(agency_id) for series in list_standard_series()]
    return import_entries(register=FIGURES, city=city, rows=rows, is_example=is_example, by=by, at=at)


def _lock(series: FigureSeries, *, by: User | None, at: datetime) -> Any:
    found = lock_for(FIGURES, series, by=by, at=at)
    policy.check_can_change(found)
    return found


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


def _read_known(series: FigureSeries, rows: Iterable[Figure]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """What stands of these periods, by what it is of: one statement."""
    periods = {row.period for row in rows}
    standing = Figure.objects.filter(series=series, period__in=periods).order_by("pk")
    return {_pick(row, KEY): _pick(row, SAID) for row in standing}


def _pick(row: Figure, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _keep_history(rows: Iterable[Figure], *, by: User | None, at: datetime, is_removed: bool = False) -> None:
    same = ("city_id", "series_id", *KEY, *WHEN, *SAID)
    gone = {"value": None} if is_removed else {}
    changes = [FigureChange(**{name: getattr(row, name) for name in same} | gone, by=by, at=at) for row in rows]
    FigureChange.objects.bulk_create(changes, batch_size=1000)


def _tell(verb: str, series: FigureSeries, count: int, *, by: User | None, at: datetime) -> None:
    mark_changed(city_id=series.city_id, group=FIGURES.group)
    details: dict[str, audit.Detail] = {"count": count}
    subject = f"registers.entry:{FIGURES.code}.{series.code}"
    audit.record(verb=verb, city=series.city, subject=subject, details=details, by=by, at=at)
