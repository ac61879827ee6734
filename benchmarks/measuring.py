"""What a measured server tells of each answer: its time, that of the processor, its statements. For `benchmarks/pages.py` alone."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter, thread_time
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

UNCACHED = "X-Uncached"  # asks for a page that is drawn anew


class ServerTimingMiddleware:
    """Stands outermost: the time is the whole time in Django."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if UNCACHED in request.headers:
            _forget()
        statements = Statements()
        began, worked = perf_counter(), thread_time()
        with connection.execute_wrapper(statements):
            response = self.get_response(request)
        spent, work = 1000 * (perf_counter() - began), 1000 * (thread_time() - worked)
        response["Server-Timing"] = (
            f"total;dur={spent:.2f}, processor;dur={work:.2f}, statements;dur={statements.count}"
        )
        return response


class Statements:
    """Counts what is sent to the database."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Callable[..., Any], *words: Any) -> Any:
        self.count += 1
        return execute(*words)


def _forget() -> None:
    from paripurna.rooms.sheets.pages.fragments import trees

    trees.forget()
