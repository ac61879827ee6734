"""May this person see, fill or confirm the checklist of a kelurahan or kecamatan; and is it possible now.

A role for a part of the city reaches that part: staff of a kelurahan see and fill its own checklist, staff of a kecamatan
fill their own and read those of its kelurahan. A role for the city reads all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.queries import list_scopes
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.rooms.registers.checklists.types import ChecklistConfirmed, ChecklistNotConfirmed, ChecklistState

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City
    from paripurna.rooms.registers.checklists.models import Checklist


@dataclass(frozen=True, slots=True)
class Reach:
    """The parts of a city that a person may look at: codes of regions, each with all that lies in it."""

    city: str
    codes: frozenset[str]

    @property
    def is_whole(self) -> bool:
        return self.covers(self.city)

    def covers(self, code: str) -> bool:
        return any(code == each or code.startswith(f"{each}.") for each in self.codes)


def read_reach(user: User, city: City, *, on: date) -> Reach:
    """This function will return what the person may look at in the city."""
    return Reach(city.code, list_scopes(user, city, Permission.CITY_VIEW, on=on))


def check_may_view(user: User, city: City, code: str, *, on: date) -> None:
    """This function will raise `Stranger` for who may not know of the checklist of this region."""
    if not read_reach(user, city, on=on).covers(code):
        raise Stranger


def check_may_fill(user: User, city: City, code: str, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person fills the checklist of this region, or that of any."""
    if not {code, city.code} & list_scopes(user, city, Permission.CHECKLIST_FILL, on=on):
        raise NotAllowed


def may_fill(user: User, city: City, code: str, *, on: date) -> bool:
    return bool({code, city.code} & list_scopes(user, city, Permission.CHECKLIST_FILL, on=on))


def check_may_confirm(user: User, city: City, code: str, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person answers for this very region."""
    if not may_confirm(user, city, code, on=on):
        raise NotAllowed


def may_confirm(user: User, city: City, code: str, *, on: date) -> bool:
    return code in list_scopes(user, city, Permission.CHECKLIST_CONFIRM, on=on)


def check_may_manage(user: User, city: City, *, on: date) -> None:
    """This function will raise `NotAllowed` unless the person opens checklists, and opens confirmed ones again."""
    check_may(user, Permission.ROUND_MANAGE, city, on=on)


def may_manage(user: User, city: City, *, on: date) -> bool:
    return may(user, Permission.ROUND_MANAGE, city, on=on)


def check_can_change(checklist: Checklist) -> None:
    """This function will raise `ChecklistConfirmed` for a checklist that somebody has said to be right."""
    if checklist.state == ChecklistState.CONFIRMED:
        raise ChecklistConfirmed(_("This checklist is confirmed. The KLA secretariat can open it again."))


def check_can_reopen(checklist: Checklist) -> None:
    """This function will raise `ChecklistNotConfirmed` unless somebody has said that the checklist is right."""
    if checklist.state != ChecklistState.CONFIRMED:
        raise ChecklistNotConfirmed(_("This checklist is being filled; there is nothing to open again."))
