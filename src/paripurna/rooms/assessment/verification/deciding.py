"""What happens with a verdict, whichever door it comes through: kept with its reasons, and held to the rule of two persons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import actions as audit
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.verification.models import Verdict, VerificationClaim
from paripurna.rooms.assessment.verification.policy import still_counts
from paripurna.rooms.assessment.verification.types import Decision, Reason
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.sheets.queries import Sheet
from paripurna.rooms.sheets.types import AnswerRow, AnswerState, BadAnswer, Said, Step, WrongState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

DECISIONS: Mapping[Step, Decision] = {Step.ACCEPT: Decision.ACCEPT, Step.RETURN: Decision.RETURN}


def decide(sheet: Sheet, answer: AnswerRow, step: Step, said: Said, *, by: User, at: datetime) -> bool:
    """This function will keep a verdict, and return False for the first acceptance of two.

    Called under the lock of the sheet, so that two verifiers at once come one after the other. Steps that are no verdict pass.
    """
    decision = DECISIONS.get(step)
    if decision is None:
        return True
    found = Round.objects.get(city=sheet.city_id, sheet=sheet)
    _check_explained(decision, said)
    proof = evidence.read_states(sheet, [answer.question])[answer.question]
    takes_effect = decision is Decision.RETURN or _is_enough(found, answer, proof, by)
    _keep(found, answer, decision, said, proof=proof, takes_effect=takes_effect, by=by, at=at)
    VerificationClaim.objects.filter(city=found.city_id, round=found, question=answer.question).delete()
    if not takes_effect:
        _tell_first(found, sheet, answer, by=by, at=at)
    return takes_effect


def _check_explained(decision: Decision, said: Said) -> None:
    if decision is Decision.RETURN and set(said.codes) == {Reason.OTHER} and not said.text:
        raise BadAnswer(_("Say in a few words what the other reason is."), "reason")


def _is_enough(found: Round, answer: AnswerRow, proof: str, by: User) -> bool:
    """Whether this acceptance is enough. Raises `WrongState` for somebody who has accepted the same already."""
    if not found.needs_two_verifiers:
        return True
    accepted = Verdict.objects.filter(
        city=found.city_id, round=found, question=answer.question, decision=Decision.ACCEPT
    )
    earlier = {row.given_by_id for row in accepted if still_counts(row, revision=answer.revision, proof=proof)}
    if by.pk in earlier:
        raise WrongState(_("You have accepted this answer already. A second verifier has to accept it too."))
    return bool(earlier)


def _keep(
    found: Round,
    answer: AnswerRow,
    decision: Decision,
    said: Said,
    *,
    proof: str,
    takes_effect: bool,
    by: User,
    at: datetime,
) -> None:
    """The same acceptance by the same person stands once: it counts when the rule of two is lifted afterwards."""
    known: dict[str, Any] = {
        "city_id": found.city_id,
        "round": found,
        "question": answer.question,
        "revision": answer.revision,
    }
    kept = {
        "reasons": list(dict.fromkeys(said.codes)),
        "text": said.text,
        "proof": proof,
        "took_effect": takes_effect,
        "submitted_at": answer.changed_at if answer.state is AnswerState.SUBMITTED else None,
        "given_at": at,
    }
    if decision is Decision.RETURN:
        Verdict.objects.create(**known, decision=decision, given_by=by, **kept)
    else:
        Verdict.objects.update_or_create(**known, decision=decision, given_by=by, defaults=kept)


def _tell_first(found: Round, sheet: Sheet, answer: AnswerRow, *, by: User, at: datetime) -> None:
    audit.record(
        verb="assessment.accepted_first",
        city=found.city,
        subject=f"sheets.answer:{sheet.code}/{answer.question}",
        details={"question": answer.question, "revision": answer.revision},
        by=by,
        at=at,
    )
