"""Who asks: the owner of a token, or whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer, SessionAuth
from ninja.throttling import SimpleRateThrottle

from paripurna.platform.accounts.actions import note_token_use
from paripurna.platform.accounts.queries import find_token_user
from paripurna.platform.accounts.types import TokenUse

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User

RATE = "240/m"


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`: the rights of the owner hold, as far as the scopes of the token reach."""

    openapi_description = "An API token of a person; it reads what its scopes name, and never more than its owner may."

    def authenticate(self, request: HttpRequest, token: str) -> TokenUse | None:
        now = timezone.now()
        found = find_token_user(token, at=now)
        if found is None:
            return None
        if found.last_used_on != now.date():
            note_token_use(token_id=found.token_id, on=now.date())
        request.user = found.user
        return found


class SignedInAuth(SessionAuth):
    """The session of the pages: writing needs the CSRF token that they carry."""

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        return request.user if request.user.is_authenticated else None


class PerPerson(SimpleRateThrottle):
    """So many requests a person and minute, by whatever token."""

    scope = "person"

    def get_cache_key(self, request: HttpRequest) -> str | None:
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}
