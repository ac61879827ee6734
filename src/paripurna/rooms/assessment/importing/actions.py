"""Writes of an import: begun, mapped, done or dropped. One function = one transaction = one audit line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.platform.tables.imports import Upload, begin, check_clean, hold, keep_table
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.importing.mapping import remember_mapping
from paripurna.rooms.assessment.importing.queries import read_plan, read_workbook
from paripurna.rooms.assessment.importing.types import Mapping_
from paripurna.rooms.assessment.models import Round, RoundImport
from paripurna.rooms.assessment.types import ImportOutdated
from paripurna.rooms.sheets import actions as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

MAX_BYTES = 50 * 1024**2  # a table is read as a whole


@transaction.atomic
def begin_import(*, round: Round, upload: Upload, by: User, at: datetime) -> RoundImport:
    """This function will keep a workbook and begin its import. Raises `FileRefused`, `TableError` or `RoundNotRunning`."""
    check_may(by, Permission.SHEET_IMPORT, round.city, on=day_in(round.city, at))
    check_running(round)
    file = keep_table(upload, at=at, max_bytes=MAX_BYTES)
    begun = begin(RoundImport, upload, file, city=round.city, round=round, by=by, at=at)
    _tell("assessment.import_begun", begun, by=by, at=at)
    return begun


@transaction.atomic
def choose_columns(*, begun: RoundImport, mapping: Mapping_, by: User, at: datetime) -> None:
    """This function will say what each column holds, and remember it for the next workbook with these headings."""
    check_may(by, Permission.SHEET_IMPORT, begun.city, on=day_in(begun.city, at))
    begun = hold(begun)
    begun.mapping = {str(column): target for column, target in mapping.items()}
    begun.save(update_fields=["mapping"])
    remember_mapping(city=begun.city, headings=read_workbook(begun).headings, mapping=mapping, at=at)
    _tell("assessment.import_mapped", begun, by=by, at=at)


@transaction.atomic
def run_import(*, begun: RoundImport, seen_revision: int, by: User, at: datetime) -> RoundImport:
    """This function will write everything that the preview showed, or nothing.

    Raises `ImportOutdated` when the round changed since the preview, `ImportRefused`, `RoundNotRunning` or what the sheet
    refuses.
    """
    begun = hold(begun)
    check_running(begun.round)
    plan = read_plan(begun, on=day_in(begun.city, at))
    if plan.sheet_revision != seen_revision:
        raise ImportOutdated(_("Someone changed the round since this preview. Look at it again."))
    check_clean(plan.problems)
    counts = sheets.import_contents(sheet=begun.round.sheet, answers=plan.answers, marks=plan.marks, by=by, at=at)
    begun.finish(answer=counts[0], mark=counts[1], at=at)
    _tell("assessment.import_done", begun, by=by, at=at)
    return begun


@transaction.atomic
def drop_import(*, begun: RoundImport, by: User, at: datetime) -> None:
    """This function will drop an open import; nothing was written."""
    check_may(by, Permission.SHEET_IMPORT, begun.city, on=day_in(begun.city, at))
    begun = hold(begun)
    _tell("assessment.import_dropped", begun, by=by, at=at)
    begun.delete()


def _tell(verb: str, begun: RoundImport, *, by: User, at: datetime) -> None:
    details: dict[str, str | int | bool | list[str] | None] = {
        "file": begun.file.hash[:12],
        "answers": begun.answer_count,
        "marks": begun.mark_count,
    }
    subject = f"assessment.import:{begun.code}"
    audit.record(verb=verb, city=begun.city, subject=subject, details=details, by=by, at=at)
