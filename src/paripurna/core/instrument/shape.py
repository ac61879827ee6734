"""pydantic's complaints about the shape of an edition, turned into findings with a route that the files know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from paripurna.core.instrument.problem import Finding, Route
from paripurna.core.instrument.text import Text

_CODES = {
    "missing": "FIELD_MISSING",
    "extra_forbidden": "FIELD_UNKNOWN",
    "decimal_parsing": "NOT_A_NUMBER",
    "decimal_type": "NOT_A_NUMBER",
    "finite_number": "NOT_A_NUMBER",
    "greater_than_equal": "BELOW_ZERO",
    "union_tag_invalid": "KIND_UNKNOWN",
    "union_tag_not_found": "KIND_UNKNOWN",
    "enum": "NOT_ALLOWED",
    "literal_error": "NOT_ALLOWED",
    "bool_parsing": "NOT_ALLOWED",
}
_WANTED = {
    "list_type": Text(id="seharusnya daftar", en="it should be a list"),
    "tuple_type": Text(id="seharusnya daftar", en="it should be a list"),
    "string_type": Text(id="seharusnya teks", en="it should be text"),
    "model_type": Text(id="seharusnya isian bernama", en="it should be named fields"),
    "model_attributes_type": Text(id="seharusnya isian bernama", en="it should be named fields"),
    "dict_type": Text(id="seharusnya isian bernama", en="it should be named fields"),
    "int_parsing": Text(id="seharusnya bilangan bulat", en="it should be a whole number"),
    "string_pattern_mismatch": Text(id="ada tanda yang tidak diperbolehkan", en="a character is not allowed"),
}


def explain(error: ValidationError, data: Mapping[str, object]) -> Iterator[Finding]:
    """This function will return a finding for every complaint; routes follow `data`, without pydantic's union tags."""
    for detail in error.errors(include_url=False):
        route = _route(detail["loc"], data, is_missing=detail["type"] == "missing")
        yield Finding(
            _CODES.get(detail["type"], "WRONG_SHAPE"),
            route,
            question=_question(route, data),
            params=_params({**detail}),
        )


def _params(detail: Mapping[str, Any]) -> dict[str, object]:
    context: dict[str, Any] = detail.get("ctx", {})
    text = context.get("tag", detail["input"])
    return {
        "field": str(detail["loc"][-1]) if detail["loc"] else "JSON",
        "text": str(text)[:80] if isinstance(text, str | int | bool) else "?",
        "known": context.get("expected", "true, false").replace(" or ", ", ").replace("'", ""),
        "reason": _WANTED.get(detail["type"], detail["msg"]),
    }


def _route(location: tuple[int | str, ...], data: object, *, is_missing: bool) -> Route:
    """Keep of pydantic's location only the steps that exist in the data."""
    route: list[int | str] = []
    steps = location[:-1] if is_missing else location
    for step in steps:
        if not _has(data, step):
            continue
        data = data[step]  # type: ignore[index]  # just asked
        route.append(step)
    return tuple(route)


def _has(data: object, step: int | str) -> bool:
    if isinstance(data, Mapping):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _question(route: Route, data: object) -> str:
    """The number of the question that the route passes through."""
    if "questions" not in route[:-1]:
        return ""
    for step in route[: route.index("questions") + 2]:
        data = data[step]  # type: ignore[index]  # the route was made from the data
    return str(data.get("number", "")) if isinstance(data, Mapping) else ""
