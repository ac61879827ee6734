"""Freezing a stage with its signed minutes, and thawing it. One function = one transaction = one audit line.

Both lock the sheet as every write to it does: what was begun before the stage froze is finished, what comes later is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.audit.actions import Detail
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.models import Round, RoundStage
from paripurna.rooms.assessment.signing import policy, queries
from paripurna.rooms.assessment.signing.models import StageFreeze
from paripurna.rooms.assessment.signing.types import AlreadyFrozen, NotFrozen, PaperKind
from paripurna.rooms.sheets.queries import Sheet, list_totals

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def freeze_stage(*, round: Round, stage: str, reason: str = "", by: User, at: datetime) -> StageFreeze:
    """This function will freeze the marks of a stage and the answers below them, with its signed minutes or a reason why without.

    Raises `NotSigned`, `AlreadyFrozen` and `RoundNotRunning`.
    """
    found, sheet = _lock(round, stage, by=by, at=at)
    if found.frozen_at is not None:
        raise AlreadyFrozen(_("This stage is frozen already."))
    minutes = queries.find_paper(round, stage, PaperKind.MINUTES)
    policy.check_signed(minutes, reason)
    document = minutes.document if minutes and queries.is_signed(minutes) else None
    found.frozen_at, found.frozen_by = at, by
    found.save(update_fields=["frozen_at", "frozen_by"])
    freeze = StageFreeze.objects.create(
        city_id=round.city_id,
        round=round,
        stage=stage,
        document=document,
        reason="" if document else reason.strip(),
        total={code: total for code, total, _grade in list_totals(sheet)}.get(stage),
        sheet_revision=sheet.revision,
        frozen_at=at,
        frozen_by=by,
    )
    verb = "assessment.stage_frozen" if document else "assessment.stage_frozen_unsigned"
    papers: dict[str, Detail] = {"document": str(document.code)} if document else {}
    _tell(verb, round, stage, papers, by=by, at=at)
    return freeze


@transaction.atomic
def thaw_stage(*, round: Round, stage: str, reason: str, by: User, at: datetime) -> None:
    """This function will let a frozen stage be changed again; why stays beside it. Raises `NotFrozen` and `BadReason`."""
    found, _sheet = _lock(round, stage, by=by, at=at)
    if found.frozen_at is None:
        raise NotFrozen(_("This stage is not frozen."))
    policy.check_reason(reason)
    found.frozen_at, found.frozen_by = None, None
    found.save(update_fields=["frozen_at", "frozen_by"])
    standing = StageFreeze.objects.filter(city=round.city_id, round=round, stage=stage, thawed_at=None)
    standing.update(thawed_at=at, thawed_by=by, thaw_reason=reason.strip())
    _tell("assessment.stage_unfrozen", round, stage, {}, by=by, at=at)


def _lock(round: Round, stage: str, *, by: User, at: datetime) -> tuple[RoundStage, Sheet]:
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=round.sheet_id)
    return RoundStage.objects.select_for_update().get(city=round.city_id, round=round, code=stage), sheet


def _tell(verb: str, round: Round, stage: str, more: dict[str, Detail], *, by: User, at: datetime) -> None:
    details: dict[str, Detail] = {"stage": f"stage:{stage}", **more}
    subject = f"assessment.round:{round.code}"
    audit.record(verb=verb, city=round.city, subject=subject, details=details, by=by, at=at)
