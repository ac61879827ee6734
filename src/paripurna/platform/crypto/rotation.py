"""Rotation: every data key is wrapped again by the newest key; the sealed texts themselves are not touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models, transaction

from paripurna.platform.crypto.fields import SealedTextField
from paripurna.platform.crypto.sealing import is_sealed, key_id_of, rewrap

BATCH = 500
_REGISTERED: set[tuple[str, str]] = set()


def register_sealed_column(model: str, column: str) -> None:
    """This function will let rotation reach tokens in a text or JSON column of `model` ("app.Model").

    A `SealedTextField` needs no registration.
    """
    _REGISTERED.add((model, column))


def list_sealed_columns() -> list[tuple[type[models.Model], str]]:
    """This function will return every column that may hold sealed text, ordered by name."""
    found = {(model._meta.label, field.name) for model in apps.get_models() for field in _sealed_fields(model)}
    return [(apps.get_model(label), column) for label, column in sorted(found | _REGISTERED)]


def rotate() -> int:
    """This function will re-wrap every token that an older key wraps and return how many rows it changed.

    It goes row by row under a row lock, so that people may go on working; run again after a break, it goes on where it
    stopped. Raises `KeyMissing` when a token's key is not in the ring.
    """
    return sum(_rotate_column(model, column) for model, column in list_sealed_columns())


def count_by_key() -> Counter[str]:
    """This function will count sealed texts by the id of the key that wraps them."""
    counts: Counter[str] = Counter()
    for model, column in list_sealed_columns():
        for value in model._default_manager.values_list(column, flat=True).iterator(BATCH):
            counts.update(key_id_of(token) for token in _tokens_in(value))
    return counts


def _sealed_fields(model: type[models.Model]) -> Iterator[models.Field]:
    return (field for field in model._meta.concrete_fields if isinstance(field, SealedTextField))


def _rotate_column(model: type[models.Model], column: str) -> int:
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return sum(_rotate_rows(model, column, keys[start : start + BATCH]) for start in range(0, len(keys), BATCH))


def _rotate_rows(model: type[models.Model], column: str, keys: list[Any]) -> int:
    changed = 0
    with transaction.atomic():
        rows = model._default_manager.select_for_update().filter(pk__in=keys).values_list("pk", column)
        for pk, value in rows:
            again = _rewrapped(value)
            if again != value:
                changed += model._default_manager.filter(pk=pk).update(**{column: again})
    return changed


def _rewrapped(value: Any) -> Any:
    """The value with each token in it, however deep, wrapped by the newest key."""
    if is_sealed(value):
        return rewrap(value)
    if isinstance(value, dict):
        return {key: _rewrapped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rewrapped(item) for item in value]
    return value


def _tokens_in(value: Any) -> Iterator[str]:
    if is_sealed(value):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _tokens_in(item)
