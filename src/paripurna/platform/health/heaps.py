"""What glibc keeps of memory that nobody needs any more. With another C library nothing happens here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from ctypes import CDLL
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the process that starts the others serves no page: it would hold 11 MB for a name
    from django.http import HttpRequest, HttpResponse

M_ARENA_MAX = -8  # of glibc's malloc.h
SECONDS = 5.0  # giving back takes some 10 ms


def share_heaps() -> None:
    """This function will let threads share two heaps: each would keep what it no longer needs."""
    with suppress(AttributeError, OSError):
        CDLL(None).mallopt(M_ARENA_MAX, 2)


def give_back() -> None:
    """This function will give the system back every page of memory that lies free between what is held."""
    with suppress(AttributeError, OSError):
        CDLL(None).malloc_trim(0)


class GiveBackMiddleware:
    """Gives back after a request, every few seconds at most: a large page once asked for leaves no process large for ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response, self._last = get_response, monotonic()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if monotonic() - self._last > SECONDS:
            self._last = monotonic()
            give_back()
        return response
