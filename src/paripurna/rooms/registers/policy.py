"""May this person keep entries of a register; and is it possible now."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.policy import check_may, may
from paripurna.platform.access.types import NotAllowed, Permission
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyRef
from paripurna.rooms.registers.models import Entry
from paripurna.rooms.registers.types import EntryWithdrawn

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def list_kept_agencies(user: User, city: City, *, on: date) -> tuple[AgencyRef, ...]:
    """This function will return the agencies whose entries the person may keep."""
    if may(user, Permission.REGISTER_EDIT_ANY, city, on=on):
        return tuple(network.list_agencies(city, on=on))
    if not may(user, Permission.REGISTER_EDIT, city, on=on):
        return ()
    return tuple(network.list_agencies_of(user, city, on=on))


def check_may_keep(user: User | None, city: City, agency_id: int, *, at: datetime) -> None:
    """This function will raise `NotAllowed` or `Stranger` unless the person may keep entries of the agency; None is the system."""
    if user is None:
        return
    on = day_in(city, at)
    check_may(user, Permission.REGISTER_EDIT, city, on=on)
    if may(user, Permission.REGISTER_EDIT_ANY, city, on=on):
        return
    if all(agency.id != agency_id for agency in network.list_agencies_of(user, city, on=on)):
        raise NotAllowed


def may_keep(user: User, city: City, agency_id: int, *, on: date) -> bool:
    return any(agency.id == agency_id for agency in list_kept_agencies(user, city, on=on))


def check_can_change(entry: Entry) -> None:
    """This function will raise `EntryWithdrawn` for an entry that counts for nothing any more."""
    if entry.is_withdrawn:
        raise EntryWithdrawn(_("This entry was withdrawn. Take it back in first."))
