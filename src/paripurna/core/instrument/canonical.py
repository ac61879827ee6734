"""One spelling of an edition: the JSON that is hashed, stored in a database and read back.

Every decimal is written as its shortest text, and what has its default value is left out, so that neither "12.00" nor a
field added to the model later changes the hash of an edition. A default, once released, must therefore never change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

import rfc8785
from pydantic import ValidationError

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import EditionError, Places
from paripurna.core.instrument.sentences import plain
from paripurna.core.instrument.shape import explain
from paripurna.core.instrument.text import Part

_KEPT_AT_MOST = 4
_written: dict[int, tuple[Edition, bytes]] = {}


def content_hash(edition: Edition) -> str:
    """This function will return the SHA-256 (hex) of the edition's canonical JSON (RFC 8785)."""
    return hashlib.sha256(edition_to_json(edition)).hexdigest()


def edition_to_json(edition: Edition) -> bytes:
    """This function will return the edition as canonical JSON (RFC 8785, UTF-8), written once for each edition in memory."""
    kept = _written.get(id(edition))
    if kept is not None:  # it holds the edition, so the id cannot have passed to another
        return kept[1]
    if len(_written) >= _KEPT_AT_MOST:
        _written.clear()
    written = rfc8785.dumps(to_plain(edition))  # type: ignore[arg-type]  # plain data by construction
    return _written.setdefault(id(edition), (edition, written))[1]


def edition_from_json(data: Mapping[str, object] | str | bytes) -> Edition:
    """This function will return the edition stored as JSON text or as read JSON. Raises `EditionError` about its shape.

    It is not checked again: a snapshot was sound when it was stored, and stays readable when checks grow stricter.
    """
    try:
        if isinstance(data, str | bytes):
            return Edition.model_validate_json(data)
        return Edition.model_validate(data)
    except ValidationError as error:
        known = data if isinstance(data, Mapping) else {}
        raise EditionError(Places().tell(finding) for finding in explain(error, known)) from error


def to_plain(value: object) -> object:
    """This function will return a part of an edition as mappings, lists, texts and truth values."""
    if isinstance(value, Part):
        return {name: to_plain(inner) for name, inner in _told(value)}
    if isinstance(value, tuple | list):
        return [to_plain(element) for element in value]
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _told(part: Part) -> list[tuple[str, object]]:
    """The fields that say something: all but those at their default. The kind of a rule is always told."""
    return [
        (name, getattr(part, name))
        for name, field in type(part).model_fields.items()
        if name == "kind" or field.is_required() or getattr(part, name) != field.default
    ]
