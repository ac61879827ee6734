"""One line and one measure for each request: which page, how it ended, how long it took. No names, no addresses."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from paripurna.platform.health.metrics import observe

HEADER = "X-Request-ID"
GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
QUIET = frozenset({"healthz", "readyz", "metrics"})
log = structlog.get_logger("paripurna.request")


class RequestLogMiddleware:
    """Stands outermost, so that the time is the whole time and every line in between bears the request's id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = _read_id(request)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            _tell(request, response, time.perf_counter() - began)
        response[HEADER] = request_id
        return response


def _read_id(request: HttpRequest) -> str:
    """A proxy may have named the request already; anything else than a plain name is not taken over."""
    given = request.headers.get(HEADER, "")
    return given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    found = request.resolver_match
    route = (found.view_name or "unnamed") if found else "unknown"
    observe(route, request.method or "", response.status_code, seconds)
    if route in QUIET:
        return
    line = {"route": route, "method": request.method, "status": response.status_code}
    log.info("request", **line, duration_ms=round(seconds * 1000, 1), user=_code_of_user(request))


def _code_of_user(request: HttpRequest) -> str | None:
    """Only if somebody asked already who it is: a log line is not worth a query."""
    user = getattr(request, "_cached_user", None)
    code = getattr(user, "code", None)
    return str(code) if code else None
