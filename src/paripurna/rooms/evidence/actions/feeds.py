"""The secret address of a person's calendar: made, replaced, closed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import actions as audit
from paripurna.platform.regions.clock import day_in
from paripurna.rooms.evidence.models import CalendarFeed
from paripurna.rooms.evidence.requesting.feed import hash_secret, make_secret

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


@transaction.atomic
def make_feed(*, city: City, by: User, at: datetime) -> str:
    """This function will make a secret address of the person's own calendar and return it; the one before ends.

    It is not kept and cannot be shown again. Raises `NotAllowed` and `Stranger`.
    """
    check_may(by, Permission.EVIDENCE_VIEW, city, on=day_in(city, at))
    _end(city, by, at)
    secret = make_secret()
    CalendarFeed.objects.create(city=city, person=by, secret_hash=hash_secret(secret), made_at=at)
    audit.record(verb="evidence.feed_made", city=city, subject=f"person:{by.code}", by=by, at=at)
    return secret


@transaction.atomic
def revoke_feed(*, city: City, by: User, at: datetime) -> None:
    """This function will close the person's address; nothing happens without one."""
    if _end(city, by, at):
        audit.record(verb="evidence.feed_revoked", city=city, subject=f"person:{by.code}", by=by, at=at)


def forget_feeds(person: User) -> None:
    """This function will delete the addresses of a person who is erased."""
    CalendarFeed.objects.filter(person=person).delete()


def _end(city: City, person: User, at: datetime) -> int:
    return CalendarFeed.objects.filter(city=city, person=person, revoked_at=None).update(revoked_at=at)
