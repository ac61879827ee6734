"""Reads of the internal check: who verifies, what was said, who is at what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.verification.models import Verdict, VerificationClaim, VerifierDuty
from paripurna.rooms.assessment.verification.policy import still_counts
from paripurna.rooms.assessment.verification.types import CLAIM_LASTS, Decision
from paripurna.rooms.evidence import queries as evidence
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.sheets.queries import Sheet

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class Verifier:
    """Somebody who verifies in the city, with the codes of the own agencies, whose answers are left to others."""

    user: User
    agencies: frozenset[str]

    def may_take(self, responsible: Iterable[AgencyRef]) -> bool:
        return not any(agency.code in self.agencies for agency in responsible)


def list_verifiers(city: City, *, on: date) -> list[Verifier]:
    """This function will return everybody who may verify in the city on that day, by name: two statements."""
    found = network.list_holders(city, Permission.ANSWER_VERIFY, on=on)
    return [Verifier(user, agencies) for user, agencies in found]


def list_verdicts(round: Round, question: str) -> list[Verdict]:
    """This function will return what was said of the answers to a question, newest first, with who said it."""
    found = Verdict.objects.filter(city=round.city_id, round=round, question=question)
    return list(found.select_related("given_by").order_by("-given_at", "-pk"))


def list_verdicts_on(sheet: Sheet, question: str) -> list[Verdict]:
    """This function will return the same for who has the sheet in hand and not its round."""
    found = Verdict.objects.filter(city=sheet.city_id, round__sheet=sheet, question=question)
    return list(found.select_related("given_by").order_by("-given_at", "-pk"))


def list_all_verdicts(round: Round) -> list[Verdict]:
    """This function will return every verdict of a round, in the order in which they were given."""
    return list(Verdict.objects.filter(city=round.city_id, round=round).order_by("given_at", "pk"))


def list_first_acceptances(round: Round) -> dict[tuple[str, int], Verdict]:
    """This function will return, by question and revision, the first acceptances of answers that wait for a second.

    One whose proof has changed since counts no more.
    """
    found = Verdict.objects.filter(city=round.city_id, round=round, decision=Decision.ACCEPT, took_effect=False)
    rows = list(found.select_related("given_by").order_by("pk"))
    proofs = evidence.read_states(round.sheet, {row.question for row in rows}) if rows else {}
    standing = (row for row in rows if still_counts(row, revision=row.revision, proof=proofs[row.question]))
    return {(row.question, row.revision): row for row in standing}


def list_claims(round: Round, *, at: datetime) -> Mapping[str, VerificationClaim]:
    """This function will return, by question, who looks at what just now."""
    found = VerificationClaim.objects.filter(city=round.city_id, round=round, claimed_at__gt=at - CLAIM_LASTS)
    return {claim.question: claim for claim in found.select_related("claimed_by")}


def find_claim(round: Round, question: str, *, at: datetime) -> VerificationClaim | None:
    """This function will return who looks at this answer just now, or None."""
    found = VerificationClaim.objects.filter(city=round.city_id, round=round, question=question)
    return found.filter(claimed_at__gt=at - CLAIM_LASTS).select_related("claimed_by").first()


def list_duties(round: Round) -> list[VerifierDuty]:
    """This function will return what verifiers are meant to look at, by name of the verifier."""
    found = VerifierDuty.objects.filter(city=round.city_id, round=round)
    return list(found.select_related("verifier", "agency").order_by("verifier__name", "strand", "pk"))
