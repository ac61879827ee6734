"""Who answers for what on a sheet, as the network of agencies says: read once a page, whatever the size of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from paripurna.core.instrument.model import Question
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.rooms.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Agencies by question, the lead first; `own` are the codes of the agencies that the person works for."""

    by_question: Mapping[str, tuple[AgencyRef, ...]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()

    def list_for(self, question: str) -> tuple[AgencyRef, ...]:
        return self.by_question.get(question, ())

    def is_own(self, question: str) -> bool:
        return any(agency.code in self.own for agency in self.list_for(question))

    def list_agencies(self) -> list[AgencyRef]:
        """This function will return every agency that answers for something, by abbreviation."""
        found = {agency.code: agency for agencies in self.by_question.values() for agency in agencies}
        return sorted(found.values(), key=lambda agency: (agency.abbreviation.casefold(), agency.code))


def read_responsibility(sheet: Sheet, questions: Iterable[Question], user: User, *, on: date) -> Responsibility:
    """This function will read who answers for each question, and for whom the person works."""
    roles = {question.number: question.roles for question in questions}
    by_question, own = network.resolve_with_own(user, sheet.city, roles, key=str(sheet.code), on=on)
    return Responsibility(by_question, frozenset(agency.code for agency in own))
