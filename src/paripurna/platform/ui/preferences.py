"""Theme and language of a person, kept in two cookies so that the first paint is already right."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

THEME_COOKIE = "p_theme"
THEMES = ("auto", "light", "dark")
YEAR_SECONDS = 365 * 24 * 3600


def read_theme(request: HttpRequest) -> str:
    """This function will return the chosen theme, `auto` unless the cookie holds a known one."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def read_language(request: HttpRequest) -> str:
    """This function will return the chosen language; the browser's own wish does not count: Indonesian comes first."""
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def remember(response: HttpResponse, cookie: str, value: str) -> HttpResponse:
    """This function will keep a preference for a year, readable by the page (it is no secret)."""
    response.set_cookie(
        cookie, value, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=False
    )
    return response
