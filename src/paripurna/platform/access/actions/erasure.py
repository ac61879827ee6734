"""Erasing a person (UU 27/2022): nothing personal is left, and what they did stays told of somebody unnamed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.access import policy
from paripurna.platform.access.actions.leaving import tell_leaving
from paripurna.platform.access.actions.memberships import city_of
from paripurna.platform.access.models import Invitation, Membership
from paripurna.platform.accounts.actions import erase_account
from paripurna.platform.audit.actions import record

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

_STEPS: list[Callable[[User], None]] = []


def register_erasure(step: Callable[[User], None]) -> None:
    """This function will have `step(person)` run, in the same transaction, when a person is erased.

    For a room that keeps something personal of people elsewhere than in their account.
    """
    if step not in _STEPS:
        _STEPS.append(step)


@transaction.atomic
def erase_person(*, person: User, city: City | None, by: User | None, at: datetime) -> None:
    """This function will end the roles of a person and empty their account. `city` is None when the operator acts.

    Raises `OwnRights`, `BelongsElsewhere` and `LastSecretariat`.
    """
    policy.check_not_own(person, by)
    policy.check_can_erase(person, city=city)
    standing = Membership.objects.of(person).filter(ended_at=None).select_related("region")
    cities = {found.pk: found for found in map(city_of, (one.region for one in standing)) if found}
    standing.update(ended_at=at, ended_by=by)
    Membership.objects.of(person).update(grant_reason="", end_reason="")
    Invitation.objects.filter(used_by=person).update(name="", email="")
    for step in _STEPS:
        step(person)
    for left in cities.values():
        tell_leaving(person=person, city=left, by=by, at=at)
    erase_account(person=person, at=at)
    record(verb="access.person_erased", city=city, subject=f"person:{person.code}", by=by, at=at)
