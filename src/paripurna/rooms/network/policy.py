"""May this person manage the agencies, or answer a question?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import Permission
from paripurna.rooms.network.types import AgencyRef

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@dataclass(frozen=True, slots=True)
class AnswerRight:
    """What a person may answer in a city, read once and then asked for every question."""

    any_question: bool
    agency_codes: frozenset[str] = frozenset()

    def covers(self, responsible: Iterable[AgencyRef]) -> bool:
        """This function will tell whether the person may answer a question that `responsible` answer for."""
        return self.any_question or any(agency.code in self.agency_codes for agency in responsible)


def may_manage(user: User, city: City, *, on: date) -> bool:
    return may(user, Permission.AGENCY_MANAGE, city, on=on)


def may_see_contacts(user: User, city: City, *, on: date) -> bool:
    """Names and numbers of people are for those who work with them, not for every reader."""
    workers = (Permission.AGENCY_MANAGE, Permission.ANSWER_EDIT, Permission.ANSWER_VERIFY)
    return any(may(user, permission, city, on=on) for permission in workers)


def check_may_manage(user: User | None, city: City, *, at: datetime) -> None:
    """This function will raise `NotAllowed` or `Stranger` unless the person may manage agencies; None is the system."""
    if user is not None:
        check_may(user, Permission.AGENCY_MANAGE, city, on=at.astimezone(ZoneInfo(city.time_zone)).date())
