"""Reads of accounts: whose token it is, and what a person's own page shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings

from paripurna.platform.access.strangers import get_or_stranger
from paripurna.platform.access.types import Permission
from paripurna.platform.accounts.actions import TOKEN_START, hash_token
from paripurna.platform.accounts.devices import name_device
from paripurna.platform.accounts.models import ApiToken, User
from paripurna.platform.accounts.types import SecurityState, SessionRow, TokenRow, TokenUse

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def find_token_user(text: str, *, at: datetime) -> TokenUse | None:
    """This function will return whose valid token `text` is, or None. The caller checks the scope *and* the right.

    A door that lets the token in notes the day by `actions.note_token_use` when it is another than `last_used_on`.
    """
    if not text.startswith(TOKEN_START):
        return None
    found = ApiToken.objects.select_related("user").filter(secret_hash=hash_token(text), revoked_at=None)
    token = found.filter(expires_at__gt=at, user__is_active=True).first()
    if token is None:
        return None
    return TokenUse(token.user, frozenset(map(Permission, token.scopes)), token.pk, token.last_used_on)


def list_tokens(person: User, *, at: datetime) -> list[TokenRow]:
    """This function will return the tokens of a person that still work, the newest first."""
    found = ApiToken.objects.filter(user=person, revoked_at=None, expires_at__gt=at).order_by("-issued_at", "-pk")
    return [
        TokenRow(
            token.pk,
            token.name,
            token.prefix,
            tuple(token.scopes),
            token.issued_at,
            token.expires_at,
            token.last_used_on,
        )
        for token in found
    ]


def get_token(person: User, token_id: int) -> ApiToken:
    """This function will return a token of the person. Raises `Stranger`."""
    return get_or_stranger(ApiToken.objects, user=person, pk=token_id)


def list_sessions(person: User, *, current_key: str) -> list[SessionRow]:
    """This function will return where a person is signed in; sessions that ended are forgotten on the way."""
    sessions = UserSession.objects.purge_and_list(person)
    rows = [
        SessionRow(one.pk, name_device(one.user_agent), one.ip, one.created_at, one.session_key == current_key)
        for one in sessions
    ]
    return sorted(rows, key=lambda row: (not row.is_current, row.since), reverse=False)


def has_second_factor(person: User) -> bool:
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists())


def find_passkey(person: User, passkey_id: int) -> Authenticator | None:
    """This function will return a passkey of the person, or None."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN, pk=passkey_id).first()


def count_second_factors(person: User) -> int:
    return int(Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).count())


def list_with_second_factor(people: Iterable[User]) -> frozenset[int]:
    """This function will return the keys of those of `people` who have an authenticator app or a passkey."""
    rows = Authenticator.objects.filter(user__in=people, type__in=SECOND_FACTORS)
    return frozenset(rows.values_list("user", flat=True))


def get_security(person: User) -> SecurityState:
    """This function will return what protects the account of a person."""
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return SecurityState(
        has_password=person.has_usable_password(),
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
    )


def find_person(username: str) -> User | None:
    """This function will return the person with this user name, in whatever case, or None."""
    return User.objects.filter(username=username.lower(), erased_at=None).first()


def find_identity_provider() -> str | None:
    """This function will return the id under which identities of the provider are linked, or None without one."""
    apps = [app for provider in settings.SOCIALACCOUNT_PROVIDERS.values() for app in provider["APPS"]]
    return apps[0]["provider_id"] if apps else None


def list_example_people() -> list[User]:
    """This function will return the invented people of the demo, by name."""
    return list(User.objects.filter(username__startswith="contoh-", is_active=True).order_by("name", "pk"))


def find_example_person(username: str) -> User | None:
    """This function will return the invented person with this user name, and nobody else."""
    return next((person for person in list_example_people() if person.username == username), None)
