"""Writes to checklists. One function = one transaction = one audit line."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from paripurna.platform.audit import actions as audit
from paripurna.platform.facts.actions import mark_changed
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.registers.checklists import policy, queries
from paripurna.rooms.registers.checklists.filled import Filled, read_filled
from paripurna.rooms.registers.checklists.models import Checklist
from paripurna.rooms.registers.checklists.notices import tell_differences
from paripurna.rooms.registers.checklists.types import (
    FACT_GROUP,
    ChecklistIncomplete,
    ChecklistKind,
    ChecklistState,
    NothingToOpen,
)
from paripurna.rooms.sheets import actions as sheets
from paripurna.rooms.sheets.queries import find_newest_edition
from paripurna.rooms.sheets.types import Moment

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.sheets.queries import EditionSnapshot


@transaction.atomic
def open_checklists(
    *,
    city: City,
    kind: ChecklistKind,
    year: int,
    due_on: date,
    is_example: bool = False,
    by: User | None,
    at: datetime,
) -> int:
    """This function will open the checklist of the year for every kelurahan or kecamatan that has none, and return how many.

    Raises `NotAllowed` (`by` None is the system) or `NothingToOpen`.
    """
    if by is not None:
        policy.check_may_manage(by, city, on=day_in(city, at))
    missing = queries.list_without(city, kind, year)
    if not missing:
        raise NothingToOpen(_("Every %(kind)s has its checklist of %(year)s.") % {"kind": kind.label, "year": year})
    edition = sheets.take_edition(find_newest_edition(kind).reference, city=city, at=at)
    for region in missing:
        draft = Checklist(city=city, kind=kind, region=region, year=year, due_on=due_on)
        _open(draft, edition, is_example=is_example, by=by, at=at)
    mark_changed(city_id=city.pk, group=FACT_GROUP)
    audit.record(
        verb="registers.checklists_opened",
        city=city,
        subject=f"registers.checklists:{kind}/{year}",
        details={"kind": kind.value, "year": year, "count": len(missing)},
        by=by,
        at=at,
    )
    return len(missing)


def _open(draft: Checklist, edition: EditionSnapshot, *, is_example: bool, by: User | None, at: datetime) -> None:
    draft.sheet = sheets.open_sheet(
        city=draft.city,
        edition=edition,
        subject=(draft.kind, draft.region.code),
        title=f"{draft.region.name} {draft.year}",
        period=(date(draft.year, 1, 1), date(draft.year, 12, 31)),
        is_example=is_example,
        by=by,
        at=at,
    )
    draft.save()


@transaction.atomic
def confirm_checklist(*, checklist: Checklist, by: User | None, at: datetime) -> None:
    """This function will keep that the head of the kelurahan or kecamatan says: this is right (`by` None: the system).

    From then on its answers count in the facts of the city, and what agencies say now is kept with them. Raises `NotAllowed`, `ChecklistConfirmed` or
    `ChecklistIncomplete`.
    """
    if by is not None:
        policy.check_may_confirm(by, checklist.city, checklist.region.code, on=day_in(checklist.city, at))
    checklist = _lock(checklist)
    policy.check_can_change(checklist)
    on = day_in(checklist.city, at)
    filled = read_filled(checklist, on=on)
    _check_complete(filled)
    for number in filled.proposals:
        sheets.keep_facts(checklist.sheet, number, Moment.SUBMITTED, on=on, at=at)
    _change(checklist, ChecklistState.CONFIRMED, by=by, at=at)
    _record("registers.checklist_confirmed", checklist, by=by, at=at)
    tell_differences(checklist, filled, by=by, at=at)


@transaction.atomic
def reopen_checklist(*, checklist: Checklist, by: User, at: datetime) -> None:
    """This function will let a confirmed checklist be filled again. Raises `NotAllowed` or `ChecklistNotConfirmed`."""
    policy.check_may_manage(by, checklist.city, on=day_in(checklist.city, at))
    checklist = _lock(checklist)
    policy.check_can_reopen(checklist)
    _change(checklist, ChecklistState.FILLING, by=None, at=None)
    _record("registers.checklist_reopened", checklist, by=by, at=at)


def _check_complete(filled: Filled) -> None:
    told = (
        (filled.unanswered, _("These questions have no answer yet: %(numbers)s.")),
        (filled.unconfirmed, _("These figures of agencies are not confirmed yet: %(numbers)s.")),
        (filled.unreasoned, _("These answers differ from the figure of the agency, without a reason: %(numbers)s.")),
    )
    missing = [sentence % {"numbers": ", ".join(numbers)} for numbers, sentence in told if numbers]
    if missing:
        raise ChecklistIncomplete(" ".join(missing))


def _lock(checklist: Checklist) -> Checklist:
    found = Checklist.objects.select_for_update(of=("self",)).select_related("city", "region", "sheet__edition")
    return found.get(pk=checklist.pk)


def _change(checklist: Checklist, state: ChecklistState, *, by: User | None, at: datetime | None) -> None:
    checklist.state, checklist.confirmed_by, checklist.confirmed_at = state, by, at
    checklist.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    mark_changed(city_id=checklist.city_id, group=FACT_GROUP)


def _record(verb: str, checklist: Checklist, *, by: User | None, at: datetime) -> None:
    subject = f"registers.checklist:{checklist.sheet.code}"
    details: dict[str, str | int | bool | list[str] | None] = {"region": checklist.region.code, "year": checklist.year}
    audit.record(verb=verb, city=checklist.city, subject=subject, details=details, by=by, at=at)
