"""May this person look at this answer as a verifier; `sheets` asks the same again where a verdict is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paripurna.core.instrument.model import Question
from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.verification.models import Verdict
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


def still_counts(first: Verdict, *, revision: int, proof: str) -> bool:
    """This function will tell whether an acceptance counts for an answer as it stands: neither it nor its proof has changed since."""
    return (first.revision, first.proof) == (revision, proof)


def check_may_verify(user: User, round: Round, question: Question, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person verifies, and the question is not of the own agency."""
    check_may(user, Permission.ANSWER_VERIFY, round.city, on=on)
    number, key = question.number, str(round.sheet.code)
    if network.is_responsible(user, round.city, question=number, roles=question.roles, key=key, on=on):
        raise NotAllowed
