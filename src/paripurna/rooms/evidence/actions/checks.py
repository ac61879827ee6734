"""What people say of checks: this finding does not count, this link was seen and is right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.actions.telling import record_link
from paripurna.rooms.evidence.models import CheckWaiver, Evidence
from paripurna.rooms.evidence.proof.checks import is_known
from paripurna.rooms.evidence.types import BadDocument
from paripurna.rooms.network import queries as network
from paripurna.rooms.sheets import queries as sheets

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.queries import Sheet

SHORTEST_REASON = 5


@transaction.atomic
def waive_check(
    *, sheet: Sheet, question: str, check: str, evidence: Evidence | None, reason: str, by: User, at: datetime
) -> CheckWaiver:
    """This function will let a finding not count, with a reason; twice is once.

    Raises `NotAllowed`, `UnknownQuestion`, `Stranger` for a link of another question, and `BadDocument`.
    """
    check_may(by, Permission.CHECK_WAIVE, sheet.city, on=day_in(sheet.city, at))
    sheets.get_question(sheet, question)
    if evidence and (evidence.sheet_id, evidence.question) != (sheet.pk, question):
        raise Stranger
    if not is_known(check):
        raise BadDocument(_("There is no such check."), "check")
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadDocument(_("Say in a few words why this does not count here."), "reason")
    waiver, is_new = CheckWaiver.objects.get_or_create(
        city=sheet.city,
        sheet=sheet,
        question=question,
        evidence=evidence,
        check_code=check,
        ended_at=None,
        defaults={"reason": reason.strip(), "waived_by": by, "waived_at": at},
    )
    if is_new:
        _tell("evidence.check_waived", waiver, by=by, at=at)
    return waiver


@transaction.atomic
def end_waiver(*, waiver: CheckWaiver, by: User, at: datetime) -> None:
    """This function will let the finding count again. Raises `NotAllowed`."""
    check_may(by, Permission.CHECK_WAIVE, waiver.sheet.city, on=day_in(waiver.sheet.city, at))
    if CheckWaiver.objects.filter(pk=waiver.pk, ended_at=None).update(ended_at=at, ended_by=by):
        _tell("evidence.waiver_ended", waiver, by=by, at=at)


@transaction.atomic
def check_evidence(*, link: Evidence, is_right: bool, by: User, at: datetime) -> None:
    """This function will note that a verifier saw the newest version of what is linked, or take that note back.

    Nobody checks proof of a question that the own agency answers for. Raises `NotAllowed`.
    """
    on = day_in(link.sheet.city, at)
    check_may(by, Permission.ANSWER_VERIFY, link.sheet.city, on=on)
    question = sheets.get_question(link.sheet, link.question)
    number, key = question.number, str(link.sheet.code)
    if network.is_responsible(by, link.sheet.city, question=number, roles=question.roles, key=key, on=on):
        raise NotAllowed
    values = {"checked_by": by, "checked_at": at, "checked_version": link.document.current_id} if is_right else {}
    seen = values or dict.fromkeys(("checked_by", "checked_at", "checked_version"))
    Evidence.objects.standing().filter(pk=link.pk).update(**seen)
    record_link("evidence.link_checked" if is_right else "evidence.link_unchecked", link, {}, by=by, at=at)


def _tell(verb: str, waiver: CheckWaiver, *, by: User, at: datetime) -> None:
    details = {"question": waiver.question, "check": waiver.check_code}
    subject = f"sheets.answer:{waiver.sheet.code}/{waiver.question}"
    audit.record(verb=verb, city=waiver.city, subject=subject, details=details, by=by, at=at)
