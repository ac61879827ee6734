"""What accounts hand out, and why they refuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from paripurna.platform.access.types import Permission

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User


@dataclass(frozen=True, slots=True)
class TokenUse:
    """A program that came with a valid token: it may do what `user` may, and only what is in `scopes`."""

    user: User
    scopes: frozenset[Permission]
    token_id: int
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token as its owner sees it."""

    id: int
    name: str
    prefix: str
    scopes: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A device on which the person is signed in."""

    id: int
    device: str
    ip: str
    since: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class SecurityState:
    """What stands between a stranger and the account."""

    has_password: bool
    has_app: bool
    passkeys: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_app or self.passkeys > 0
