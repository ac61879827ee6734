"""What a page needs before it is drawn, and what its scripts need to know when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views import defaults

from paripurna.platform.ui.preferences import read_language
from paripurna.platform.ui.registry import registry

FORBIDDEN = 403
WRONG_METHOD = 405
NUL = "\x00"


class LanguageMiddleware:
    """Speaks Indonesian unless the person switched; the browser's own wish does not count."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = read_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", language)
        return response


class PlainTextMiddleware:
    """Refuses a NUL character in an address or a form: no keyboard makes one, and no database text can hold it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return _unreadable(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if request.method == "POST" and any(NUL in value for _name, values in request.POST.lists() for value in values):
            return _unreadable(request)
        return None


class WrongMethodMiddleware:
    """Redirects whoever opens the address of a form with GET: after signing in again, or from a bookmark."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != WRONG_METHOD or response.content:
            return response
        request.user.is_authenticated  # noqa: B018 -- read before the page is drawn
        page = render(request, "405.html", status=WRONG_METHOD)
        page["Allow"] = response["Allow"]
        return page


def _unreadable(request: HttpRequest) -> HttpResponse:
    return render(request, "400.html", status=400)


def read_top_line(request: HttpRequest) -> None:
    """This function will ask, once a person has entered a city, what runs and waits there: templates ask no database."""
    is_fragment = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"
    provider = None if is_fragment else registry.top_line
    request.top_line = provider(request) if provider else None  # type: ignore[attr-defined]
    bell = None if is_fragment else registry.bell
    request.waiting = bell.count(request) if bell else 0  # type: ignore[attr-defined]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This function will say calmly that a form has expired; the header lets the page put its writing away."""
    request.user.is_authenticated  # noqa: B018 -- read before the page is drawn
    response = render(request, "403_csrf.html", status=FORBIDDEN)
    response["X-Form-Expired"] = "1"
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This function will say that there is no such page, also where no view has asked yet who is there."""
    request.user.is_authenticated  # noqa: B018 -- read before the page is drawn
    return defaults.page_not_found(request, exception)
