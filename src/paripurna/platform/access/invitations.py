"""Links of invitations, and what rooms add to an invitation.

A link holds a random secret, signed, so that a guess is refused without asking the database; only the hash of the
secret is stored. A room registers an `Extra` at start (the network: which agency), and is told when somebody accepts.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.utils.functional import Promise

from paripurna.platform.access.types import InvitationClosed, RoleCode

if TYPE_CHECKING:
    from paripurna.platform.access.models import Membership
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

VALID_FOR = timedelta(days=7)
_SIGNER = Signer(salt="paripurna.access.invitation")
_EXTRAS: dict[str, Extra] = {}


@dataclass(frozen=True)
class Extra:
    """A choice that a room adds to invitations of some roles.

    `choices(city)` lists (code, label). `on_accept(membership=…, city=…, code=…, by=…, at=…)` runs inside the
    transaction in which somebody accepts; `by` is the person who accepts.
    """

    key: str
    label: Promise
    help: Promise
    roles: frozenset[RoleCode]
    choices: Callable[[City], Sequence[tuple[str, str]]]
    on_accept: Callable[..., None]


def register_extra(extra: Extra) -> None:
    """This function will add a choice to the invitation form; a second one under the same key replaces the first."""
    _EXTRAS[extra.key] = extra


def list_extras() -> tuple[Extra, ...]:
    return tuple(_EXTRAS.values())


def apply_extras(codes: Mapping[str, str], *, membership: Membership, city: City, by: User, at: datetime) -> None:
    """This function will tell the rooms what was chosen for them in the invitation that was just accepted."""
    for key, code in codes.items():
        extra = _EXTRAS.get(key)
        if extra and membership.role in extra.roles:
            extra.on_accept(membership=membership, city=city, code=code, by=by, at=at)


def new_secret() -> tuple[str, str]:
    """This function will return the token of a link and the hash to store."""
    secret = secrets.token_urlsafe(32)
    return _SIGNER.sign(secret), hash_secret(secret)


def read_token(token: str) -> str:
    """This function will return the hash under which the invitation of a link is stored. Raises `InvitationClosed`."""
    try:
        return hash_secret(_SIGNER.unsign(token))
    except BadSignature:
        raise InvitationClosed from None


def hash_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
