"""Files of a question that take long to put together: asked for, made by a worker, fetched within a day."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Permission
from paripurna.platform.files import actions as files
from paripurna.platform.files import store
from paripurna.platform.files.types import MediaType
from paripurna.platform.jobs import actions as jobs
from paripurna.platform.jobs.registry import get_job
from paripurna.platform.jobs.types import FINISHED
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.handover.files import check_plan, merge_plan, name_file
from paripurna.rooms.assessment.handover.merge_plan import MergePlan, plan_merge
from paripurna.rooms.assessment.handover.models import EntryFile
from paripurna.rooms.assessment.handover.refusing import CHANGED, MergeRefused
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.sheets.queries import Sheet

if TYPE_CHECKING:
    from uuid import UUID

    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.merging import Told

MAKE_FILE = "assessment.make_entry_file"
KEPT_FOR = timedelta(days=1)
RELATED = ("round__sheet__edition", "round__sheet__city__region", "round__city__region", "city__region", "asked_by")


@transaction.atomic
def ask_file(
    *, round: Round, question: str, plan: MergePlan, with_restricted: bool, by: User, at: datetime
) -> EntryFile:
    """This function will have a worker make the file; asked twice, the one that is being made or lies there is returned.

    Raises `MergeRefused`.
    """
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_plan(plan)
    Sheet.objects.select_for_update(of=("self",)).get(pk=round.sheet_id)  # a double click waits here
    known = find_file(round, question, by=by, at=at)
    if known and known.plan_key == plan.key and (known.file_id or is_busy(known)):
        return known
    asked = EntryFile.objects.create(
        city=round.city,
        round=round,
        question=question,
        with_restricted=with_restricted,
        plan_key=plan.key,
        filename=name_file(round, question),
        asked_by=by,
        asked_at=at,
        expires_at=at + KEPT_FOR,
    )
    asked.progress = jobs.start(get_job(MAKE_FILE), ids={"file": asked.pk}, city=round.city, by=by, at=at)
    asked.save(update_fields=["progress"])
    return asked


def make_file(*, file_id: int, told: Told, at: datetime) -> EntryFile | None:
    """This function will make the file that was asked for, by the rights of who asked. Raises `MergeRefused`."""
    asked = EntryFile.objects.select_related(*RELATED).filter(pk=file_id).first()
    if asked is None or asked.file_id:
        return asked
    plan = replan(asked, at=at)

    def write(out: IO[bytes]) -> None:
        with store.incoming() as paper:
            merge_plan(asked.round, plan, paper, told)
            with paper.open("rb") as merged:
                shutil.copyfileobj(merged, out)

    name = f"berkas-{asked.code}"
    asked.file = files.keep_made(name=name, kind=MediaType.PDF, size=plan.size, write=write, at=at)
    asked.save(update_fields=["file"])
    return asked


def replan(asked: EntryFile, *, at: datetime) -> MergePlan:
    """This function will return what goes in today. Raises `MergeRefused` when that is something else than was asked for.

    So a paper that was withdrawn, replaced or restricted meanwhile never leaves with an older file.
    """
    said = {"with_restricted": asked.with_restricted, "on": day_in(asked.city, at)}
    plan = plan_merge(asked.round, asked.question, asked.asked_by, **said)  # type: ignore[arg-type]
    if plan.key != asked.plan_key:
        raise MergeRefused(CHANGED)
    return plan


def find_file(found: Round, question: str, *, by: User, at: datetime) -> EntryFile | None:
    """This function will return the newest file of a question that the person asked for, while it is kept."""
    rows = EntryFile.objects.filter(city=found.city_id, round=found, question=question, asked_by=by, expires_at__gt=at)
    return rows.select_related("progress", "file", *RELATED).order_by("-asked_at", "-pk").first()


def get_file(found: Round, question: str, code: UUID, *, by: User, at: datetime) -> EntryFile:
    """This function will return a file that the person asked for. Raises `Stranger`."""
    rows = EntryFile.objects.filter(city=found.city_id, round=found, question=question, asked_by=by, expires_at__gt=at)
    return get_or_stranger(rows.select_related("progress", "file", *RELATED), code=code)


def is_busy(asked: EntryFile) -> bool:
    """This function will tell whether a worker has it in hand, or will have."""
    return asked.file_id is None and asked.progress is not None and asked.progress.state not in FINISHED


def expire_files(*, at: datetime) -> int:
    """This function will let go of files whose day is over, and return how many."""
    gone, _by_model = EntryFile.objects.filter(expires_at__lte=at).delete()
    return gone
