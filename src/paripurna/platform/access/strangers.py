"""One row, or a stranger's answer: who may not know of a thing is told what everybody is told who asks for one that is not there."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Manager, Model, QuerySet

from paripurna.platform.access.types import Stranger

M = TypeVar("M", bound=Model)


def get_or_stranger(rows: QuerySet[M] | Manager[M], **lookup: Any) -> M:
    """This function will return the one row of `rows` that matches. Raises `Stranger`, which doors answer with 404."""
    try:
        return rows.get(**lookup)
    except ObjectDoesNotExist:
        raise Stranger from None
