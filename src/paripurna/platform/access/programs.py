"""What every endpoint of a city asks first of a program, and the refusals that all of them share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema

from paripurna.platform.access.doors import lacks_second_factor
from paripurna.platform.access.policy import check_may
from paripurna.platform.access.types import NotAllowed, Permission, Stranger
from paripurna.platform.accounts.types import TokenUse
from paripurna.platform.regions.models import City
from paripurna.platform.regions.queries import find_city


class Problem(Schema):
    """What went wrong: a word for programs, a sentence for people, and the field where there is one."""

    code: str
    sentence: str
    field: str = ""


MEMBER: dict[int, Any] = {401: Problem, 429: Problem}
REFUSALS: dict[int, Any] = {**MEMBER, 403: Problem, 404: Problem, 422: Problem}


def open_city(request: HttpRequest, slug: str, permission: Permission) -> City:
    """This function will return the city, if the person, and the token they came with, may do this there.

    Raises `Stranger` or `NotAllowed`.
    """
    city = find_city(slug=slug)
    if city is None:
        raise Stranger
    check_may(request.user, permission, city, on=timezone.localdate())
    token = getattr(request, "auth", None)
    if isinstance(token, TokenUse):
        if permission not in token.scopes:
            raise NotAllowed
    elif lacks_second_factor(request, city):
        raise NotAllowed
    return city
