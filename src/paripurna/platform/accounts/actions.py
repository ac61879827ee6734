"""Writes of accounts: people, their preferences, their tokens, and the emptying of an account."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q

from paripurna.platform.access.types import AccountTaken, Permission
from paripurna.platform.accounts.models import ApiToken, User
from paripurna.platform.audit.actions import Detail, record

TOKEN_START = "prp_"  # noqa: S105 -- by which scanners find a leaked token
PREFIX_CHARS = 12
ERASED = "dihapus-"


@transaction.atomic
def create_person(
    *, username: str, name: str, email: str = "", password: str | None, at: datetime, is_operator: bool = False
) -> User:
    """This function will make an account; the action that called it records why. Raises `AccountTaken`.

    Without a password the person signs in by the identity provider or by a passkey only. The e-mail address is the one
    that the inviting secretariat gave, so it counts as verified.
    """
    username, email = username.lower(), email.lower()
    taken = Q(username=username) | (Q(email__iexact=email) if email else Q(pk=None))
    if User.objects.filter(taken).exists():
        raise AccountTaken
    person = User(username=username, name=name, email=email, joined_at=at, is_operator=is_operator)
    person.set_password(password)
    person.save()
    if email:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


@transaction.atomic
def change_profile(*, person: User, name: str, language: str, at: datetime) -> None:
    """This function will set how a person is called and which language the house speaks to them."""
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])
    record(verb="accounts.profile_changed", city=None, subject=f"person:{person.code}", by=person, at=at)


@transaction.atomic
def link_subject(*, person: User, provider: str, subject: str, by: User | None, at: datetime) -> None:
    """This function will let a person in by their number (`sub`) at the identity provider."""
    SocialAccount.objects.create(user=person, provider=provider, uid=subject)
    record(verb="accounts.identity_linked", city=None, subject=f"person:{person.code}", by=by, at=at)


@transaction.atomic
def issue_token(
    *, person: User, name: str, scopes: Iterable[Permission], valid_for: timedelta, at: datetime
) -> tuple[ApiToken, str]:
    """This function will make an API token and return it with its text, which is kept nowhere."""
    text = TOKEN_START + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=person,
        name=name,
        prefix=text[:PREFIX_CHARS],
        secret_hash=hash_token(text),
        scopes=sorted(scopes),
        issued_at=at,
        expires_at=at + valid_for,
    )
    details: dict[str, Detail] = {"token": token.pk, "scopes": list(token.scopes)}
    record(verb="accounts.token_issued", city=None, subject=f"person:{person.code}", details=details, by=person, at=at)
    return token, text


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User, at: datetime) -> None:
    """This function will end a token at once; ending it twice changes nothing."""
    if token.revoked_at:
        return
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    details = {"token": token.pk}
    record(verb="accounts.token_revoked", city=None, subject=f"person:{token.user.code}", details=details, by=by, at=at)


def note_token_use(*, token_id: int, on: date) -> None:
    """This function will remember the day, not the hour, on which a token was used last. No audit: it changes nothing."""
    ApiToken.objects.filter(pk=token_id).exclude(last_used_on=on).update(last_used_on=on)


@transaction.atomic
def end_sessions(*, person: User, keep: str = "", at: datetime) -> int:
    """This function will sign a person out everywhere, but for the session with the key `keep`."""
    sessions = list(UserSession.objects.filter(user=person).exclude(session_key=keep))
    for session in sessions:
        session.end()
    details = {"count": len(sessions)}
    record(verb="accounts.signed_out", city=None, subject=f"person:{person.code}", details=details, by=person, at=at)
    return len(sessions)


@transaction.atomic
def reset_second_factor(*, person: User, by: User | None, at: datetime) -> None:
    """This function will take every app, passkey and recovery code off somebody who lost them, and sign them out."""
    Authenticator.objects.filter(user=person).delete()
    _end_all(person)
    record(verb="accounts.second_factor_reset", city=None, subject=f"person:{person.code}", by=by, at=at)


@transaction.atomic
def reset_password(*, person: User, password: str, by: User | None, at: datetime) -> None:
    """This function will set a password for somebody who cannot receive a link, and sign them out."""
    person.set_password(password)
    person.save(update_fields=["password"])
    _end_all(person)
    record(verb="accounts.password_reset", city=None, subject=f"person:{person.code}", by=by, at=at)


def erase_account(*, person: User, at: datetime) -> None:
    """This function will empty an account and everything that signs in to it; `erase_person` of access records it."""
    _end_all(person)
    for model in (EmailAddress, Authenticator, SocialAccount, ApiToken):
        model.objects.filter(user=person).delete()
    person.username = f"{ERASED}{person.code.hex}"
    person.name = person.email = ""
    person.is_active = person.is_operator = False
    person.last_login = None
    person.erased_at = at
    person.set_unusable_password()
    person.save()


def _end_all(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()


def hash_token(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
