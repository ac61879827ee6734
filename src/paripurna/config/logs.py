"""Logs for machines and for people, from which personal values are dropped in this one place."""

from __future__ import annotations

import logging
import logging.config
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

PERSONAL_KEYS = frozenset(
    [
        "address",
        "answer",
        "birth_date",
        "body",
        "cookie",
        "email",
        "ip",
        "ip_address",
        "name",
        "nik",
        "note",
        "password",
        "phone",
        "remote_addr",
        "request",
        "session",
        "text",
        "title",
        "token",
        "user_agent",
        "username",
        "value",
    ]
)
DROPPED = "[dropped]"
Event = MutableMapping[str, Any]


def drop_personal(_logger: Any, _method: str, event: Event) -> Event:
    """This function will replace every value under a personal key, and cut the query off an address."""
    for key in event:
        if key.lower() in PERSONAL_KEYS:
            event[key] = DROPPED
    if isinstance(path := event.get("path"), str):
        event["path"] = path.partition("?")[0]
    return event


def trace_without_message(exc_info: Any) -> str:
    """This function will tell where an error arose and of which kind; its message may quote what a person wrote."""
    lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(exc_info[2])]
    return "\n".join([*lines, exc_info[0].__qualname__])


def configure_logs(*, level: str, as_json: bool) -> None:
    """This function will send structlog's and the standard library's lines through the same steps to standard error."""
    steps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_personal,
    ]
    structlog.configure(
        processors=[*steps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    ending = (
        [structlog.processors.ExceptionRenderer(trace_without_message), structlog.processors.JSONRenderer()]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": steps,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *ending,
        ],
    }
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": formatter},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "loggers": {
                "procrastinate.blueprints": {"level": "WARNING"},
                "django.server": {"level": "ERROR"},  # `make dev`: our own line tells each request already
            },
            "root": {"handlers": ["stderr"], "level": level},
        }
    )
