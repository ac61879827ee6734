"""Rights at the door: what a view needs, said where the view is defined.

Every view carries either `@requires(Permission.X)` (a page of a city) or `@open_to(Openness.X)`; the matrix test walks
every URL and fails on a view that carries neither.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from paripurna.platform.access.policy import check_may, list_roles, needs_second_factor
from paripurna.platform.access.queries import find_entry
from paripurna.platform.access.types import NotAllowed, Permission, Stranger

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City

View = TypeVar("View", bound=Callable[..., Any])
LAST_CITY = "last_city"  # in the session: where `/` leads to
DEMO_SESSION = "demo"  # in the session: opened by the demo's one-click sign-in


class CityRequest(HttpRequest):
    """A request inside a city, by someone with a role there."""

    user: User
    city: City


ENTRY_STEPS: list[Callable[[HttpRequest], None]] = []


def at_entry(step: Callable[[HttpRequest], None]) -> None:
    """This function will have `step(request)` run after a person was let into a city, before the view."""
    if step not in ENTRY_STEPS:
        ENTRY_STEPS.append(step)


class Openness(StrEnum):
    """Who may open a page that belongs to no city."""

    EVERYONE = "EVERYONE"
    SIGNED_IN = "SIGNED_IN"
    OPERATOR = "OPERATOR"


def requires(permission: Permission) -> Callable[[View], View]:
    """This decorator will set `request.city` from the URL's `city` and let in only who has `permission` there.

    Signed out: 302 to sign-in. A stranger to the city: 404. An insider without the right: 403. Somebody whose role needs
    a second factor, in a session that has not proved one: 302 to where it is set up or proved.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, /, *, city: str, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            found = _enter(request, permission, city)
            if lacks_second_factor(request, found):
                return redirect(f"{reverse('accounts:second_factor')}?{urlencode({'next': request.get_full_path()})}")
            request.city = found  # type: ignore[attr-defined]
            if request.session.get(LAST_CITY) != found.slug:
                request.session[LAST_CITY] = found.slug
            for step in ENTRY_STEPS:
                step(request)
            response: HttpResponse = view(request, **kwargs)
            return response

        guarded.requires = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def _enter(request: HttpRequest, permission: Permission, slug: str) -> City:
    """City and roles are one statement."""
    today = timezone.localdate()
    city = find_entry(request.user, slug, on=today)  # type: ignore[arg-type]
    if city is None:
        raise Http404
    try:
        check_may(request.user, permission, city, on=today)
    except Stranger:
        raise Http404 from None
    return city


def lacks_second_factor(request: HttpRequest, city: City) -> bool:
    """This function will say whether the person's roles in the city need a second factor that this session has not proved.

    The one-click sign-in of the demo, which exists nowhere else, is let through.
    """
    if not needs_second_factor(list_roles(request.user, city, on=timezone.localdate())):
        return False
    return not has_proved_second_factor(request)


def has_proved_second_factor(request: HttpRequest) -> bool:
    """This function will say whether this session was opened, or confirmed since, by an app, a code or a passkey."""
    if settings.DEMO and request.session.get(DEMO_SESSION):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def open_to(openness: Openness) -> Callable[[View], View]:
    """This decorator will mark a view that belongs to no city, and keep out who may not open it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Any, **kwargs: Any) -> HttpResponse:
            if openness is not Openness.EVERYONE and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if openness is Openness.OPERATOR and not getattr(request.user, "is_operator", False):
                raise Http404
            if request.method == "GET":
                _keep_city_around(request)
            response: HttpResponse = view(request, *args, **kwargs)
            return response

        guarded.open_to = openness  # type: ignore[attr-defined]
        return login_not_required(guarded) if openness is Openness.EVERYONE else guarded  # type: ignore[return-value]

    return decorate


def _keep_city_around(request: HttpRequest) -> None:
    """A person's own pages keep the frame of the city that they came from, so that the way back is where it was."""
    slug = request.session.get(LAST_CITY)
    if not slug or not request.user.is_authenticated:
        return
    today = timezone.localdate()
    found = find_entry(request.user, slug, on=today)
    if found and list_roles(request.user, found, on=today):
        request.city_around = found  # type: ignore[attr-defined]


class RefusalMiddleware:
    """Turns `NotAllowed` and `Stranger`, wherever they are raised in a request, into 403 and 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        from django.views import defaults

        if isinstance(exception, NotAllowed):
            return defaults.permission_denied(request, exception)
        if isinstance(exception, Stranger):
            return defaults.page_not_found(request, exception)
        return None
