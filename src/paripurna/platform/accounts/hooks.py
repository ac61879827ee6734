"""What allauth writes by itself is recorded here: its signals are the only place where it tells of it."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from paripurna.platform.accounts.models import User
from paripurna.platform.audit.actions import record


def connect() -> None:
    """This function will listen to what allauth does to accounts."""
    account_signals.password_changed.connect(on_password, dispatch_uid="paripurna.changed")
    account_signals.password_set.connect(on_password, dispatch_uid="paripurna.set")
    account_signals.password_reset.connect(on_password, dispatch_uid="paripurna.reset")
    account_signals.email_changed.connect(on_email, dispatch_uid="paripurna.email")
    mfa_signals.authenticator_added.connect(on_added, dispatch_uid="paripurna.added")
    mfa_signals.authenticator_removed.connect(on_removed, dispatch_uid="paripurna.removed")
    mfa_signals.authenticator_reset.connect(on_codes, dispatch_uid="paripurna.codes")


def on_password(*, user: User, **_more: Any) -> None:
    _record("accounts.password_changed", user)


def on_email(*, user: User, **_more: Any) -> None:
    _record("accounts.email_changed", user)


def on_added(*, request: Any, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Who has just proved a new second factor has proved it for this session too."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    _record("accounts.second_factor_added", user, kind=str(authenticator.type))


def on_removed(*, user: User, authenticator: Authenticator, **_more: Any) -> None:
    _record("accounts.second_factor_removed", user, kind=str(authenticator.type))


def on_codes(*, user: User, **_more: Any) -> None:
    _record("accounts.recovery_codes_renewed", user)


def _record(verb: str, user: User, **details: str) -> None:
    with transaction.atomic():
        at = timezone.now()  # noqa: TID251 -- a door: allauth does not hand over the time
        record(verb=verb, city=None, subject=f"person:{user.code}", details=details, by=user, at=at)
