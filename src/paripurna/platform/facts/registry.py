"""The sources of facts that rooms register at start."""

from __future__ import annotations

from paripurna.platform.facts.types import FactSource, UnknownSource

_SOURCES: dict[str, FactSource] = {}


def register_source(source: FactSource) -> None:
    """This function will offer the source under its name; a later one of the same name takes its place."""
    _SOURCES[source.name] = source


def find_source(name: str) -> FactSource | None:
    return _SOURCES.get(name)


def get_source(name: str) -> FactSource:
    """This function will return the source. Raises `UnknownSource` for a name that no room registered."""
    source = _SOURCES.get(name)
    if source is None:
        raise UnknownSource(name)
    return source


def list_sources() -> tuple[FactSource, ...]:
    return tuple(_SOURCES[name] for name in sorted(_SOURCES))
