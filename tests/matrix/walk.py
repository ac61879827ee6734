"""Finding every address of the house, and the rows that the rooms wrote."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.table import Row


@dataclass(frozen=True)
class Address:
    name: str  # "" when the pattern has no name
    route: str
    view: Any


def list_addresses(resolver: URLResolver | None = None, space: str = "", route: str = "") -> Iterator[Address]:
    """This function will yield every URL pattern, with its name as `reverse` takes it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}" if pattern.name else "", here, pattern.callback)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from list_addresses(pattern, inner, here)


def list_rows() -> list[Row]:
    """This function will return the rows of every `rows_<room>.py`."""
    names = sorted(file.stem for file in Path(__file__).parent.glob("rows_*.py"))
    return [row for name in names for row in importlib.import_module(f"tests.matrix.{name}").ROWS]
