"""Which requests a person may see, and who may do what to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.rooms.evidence.types import RequestStep
from paripurna.rooms.network import queries as network

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.evidence.models import ProofRequest

AGENCY_STEPS = frozenset({RequestStep.ANSWER, RequestStep.DELEGATE, RequestStep.DECLINE})
"""What the agency that is asked does; everything else is for those who ask."""


@dataclass(frozen=True, slots=True)
class RequestScope:
    """Which requests of a city a person may see and move, read once for a page.

    Who asks sees and moves all; who reads all sees all; others see those of their own agencies, and answer them.
    """

    sees_all: bool = False
    may_ask: bool = False
    may_bring: bool = False
    agency_ids: frozenset[int] = frozenset()

    def as_query(self) -> Q:
        """This function will return the filter over requests that holds this person's view."""
        return Q() if self.sees_all else Q(agency__in=self.agency_ids)

    def may_step(self, request: ProofRequest, step: RequestStep) -> bool:
        if self.may_ask:
            return True
        return step in AGENCY_STEPS and self.may_bring and request.agency_id in self.agency_ids


def read_scope(user: User, city: City, *, on: date) -> RequestScope:
    """This function will return which requests of the city the person may see and move."""
    if not may(user, Permission.EVIDENCE_VIEW, city, on=on):
        return RequestScope()
    return RequestScope(
        sees_all=may(user, Permission.EVIDENCE_VIEW_ALL, city, on=on),
        may_ask=may(user, Permission.PROOF_REQUEST, city, on=on),
        may_bring=may(user, Permission.EVIDENCE_EDIT, city, on=on),
        agency_ids=frozenset(agency.id for agency in network.list_agencies_of(user, city, on=on)),
    )


def check_may_ask(user: User, city: City, *, on: date) -> None:
    """This function will raise `NotAllowed` or `Stranger` unless the person may ask agencies for documents."""
    check_may(user, Permission.PROOF_REQUEST, city, on=on)


def check_may_step(user: User, request: ProofRequest, step: RequestStep, *, on: date) -> None:
    """This function will raise `Stranger` for a request the person may not see, `NotAllowed` for a step that is not theirs."""
    scope = read_scope(user, request.city, on=on)
    if not scope.sees_all and request.agency_id not in scope.agency_ids:
        raise Stranger
    if not scope.may_step(request, step):
        raise NotAllowed
