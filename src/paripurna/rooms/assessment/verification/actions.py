"""Writes around the internal check. The verdicts themselves pass through `deciding`, whichever door they come through."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.assessment.actions import check_running
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.types import BadDuty
from paripurna.rooms.assessment.verification.models import VerificationClaim, VerifierDuty
from paripurna.rooms.assessment.verification.queries import find_claim, list_verifiers
from paripurna.rooms.assessment.verification.types import DutyDraft
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets.queries import edition_of

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@transaction.atomic
def set_two_verifiers(*, round: Round, needed: bool, by: User, at: datetime) -> None:
    """This function will say whether two verifiers must accept an answer. Raises `NotAllowed` or `RoundNotRunning`.

    What one verifier has accepted meanwhile stays submitted until somebody accepts it under the new rule.
    """
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    Round.objects.filter(pk=round.pk).update(needs_two_verifiers=needed)
    round.needs_two_verifiers = needed
    _tell("assessment.two_verifiers_on" if needed else "assessment.two_verifiers_off", round, by=by, at=at)


@transaction.atomic
def give_duty(*, round: Round, draft: DutyDraft, by: User, at: datetime) -> None:
    """This function will give a verifier a cluster or an agency to look at; twice is once. Raises `BadDuty`."""
    on = day_in(round.city, at)
    check_may(by, Permission.ROUND_MANAGE, round.city, on=on)
    check_running(round)
    agency = network.find_agency(round.city, draft.agency) if draft.agency else None
    _check_part(round, draft, agency)
    _check_verifier(round, draft, on=on)
    part = {"strand": draft.strand, "agency_id": agency.id if agency else None}
    _duty, is_new = VerifierDuty.objects.get_or_create(
        city=round.city,
        round=round,
        verifier_id=draft.verifier_id,
        **part,  # type: ignore[arg-type]
    )
    if is_new:
        _tell("assessment.duty_given", round, by=by, at=at)


def _check_part(round: Round, draft: DutyDraft, agency: AgencyRef | None) -> None:
    strands = {strand.code for strand in edition_of(round.sheet).strands}
    is_strand, is_agency = draft.strand in strands and not draft.agency, agency is not None and not draft.strand
    if not (is_strand or is_agency):
        raise BadDuty(_("Choose a cluster or an agency, one of the two."))


def _check_verifier(round: Round, draft: DutyDraft, *, on: date) -> None:
    known = {verifier.user.pk: verifier for verifier in list_verifiers(round.city, on=on)}
    verifier = known.get(draft.verifier_id)
    if verifier is None:
        raise BadDuty(_("This person does not verify in this city."))
    if draft.agency in verifier.agencies:
        raise BadDuty(_("Nobody verifies the answers of the own agency. Choose somebody else."))


@transaction.atomic
def end_duty(*, round: Round, duty_id: int, by: User, at: datetime) -> None:
    """This function will take a cluster or an agency from a verifier; what is gone already stays gone."""
    check_may(by, Permission.ROUND_MANAGE, round.city, on=day_in(round.city, at))
    check_running(round)
    gone, _by_model = VerifierDuty.objects.filter(city=round.city_id, round=round, pk=duty_id).delete()
    if gone:
        _tell("assessment.duty_ended", round, by=by, at=at)


@transaction.atomic
def claim_answer(*, round: Round, question: str, by: User, at: datetime) -> VerificationClaim | None:
    """This function will note that the person looks at an answer now, and return the claim of somebody else who does.

    It keeps nobody out, changes nothing and lasts minutes: the one write that leaves no line in the audit.
    """
    check_may(by, Permission.ANSWER_VERIFY, round.city, on=day_in(round.city, at))
    other = find_claim(round, question, at=at)
    if other and other.claimed_by_id != by.pk:
        return other
    VerificationClaim.objects.update_or_create(
        city=round.city, round=round, question=question, defaults={"claimed_by": by, "claimed_at": at}
    )
    return None


def _tell(verb: str, round: Round, *, by: User, at: datetime) -> None:
    subject = f"assessment.round:{round.code}"
    audit.record(verb=verb, city=round.city, subject=subject, details={"label": round.label}, by=by, at=at)
