"""Signing in by another way than the form: somebody who has just accepted an invitation, or the demo's one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.models import UserSession

if TYPE_CHECKING:
    from django.http import HttpRequest

    from paripurna.platform.accounts.models import User


def open_session(request: HttpRequest, person: User, *, method: str) -> None:
    """This function will sign `person` in and keep by which `method`; the session stands among their devices.

    Nobody is asked at once who they are again: the proof is seconds old.
    """
    get_adapter().login(request, person)
    record_authentication(request, person, method, username=person.username, reauthenticated=True)
    UserSession.objects.create_from_request(request)
