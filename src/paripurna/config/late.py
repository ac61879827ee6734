"""Addresses that few ask for: imported with the first request to one of them, not at the start."""

from __future__ import annotations

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language


class LateResolver(URLResolver):
    """An `include` that reads its module once an address or a name in it is asked for. It needs a namespace, by which names find it."""

    def _populate(self) -> None:
        """Reading every name at the start would take the module in: here are none. `reverse` finds them through the namespace."""
        for names in ("_reverse_dict", "_namespace_dict", "_app_dict"):
            getattr(self, names).setdefault(get_language(), MultiValueDict())


def include_late(route: str, module: str, *, namespace: str) -> LateResolver:
    """This function will put the addresses of `module` under `route` without importing it."""
    return LateResolver(RoutePattern(route), module, app_name=namespace, namespace=namespace)
