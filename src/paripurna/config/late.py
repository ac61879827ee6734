"""Addresses that few ask for: taken in with the first request, not at the start with all the others."""

from __future__ import annotations

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class LateResolver(URLResolver):
    """An `include` that reads its module once an address or a name in it is asked for. It needs a namespace, by which names find it."""

    def _populate(self) -> None:
        """Reading every name at the start would take the module in. Names in here are read through the namespace."""


def include_late(route: str, module: str, *, namespace: str) -> LateResolver:
    """This function will put the addresses of `module` under `route` without importing it."""
    return LateResolver(RoutePattern(route), module, app_name=namespace, namespace=namespace)
