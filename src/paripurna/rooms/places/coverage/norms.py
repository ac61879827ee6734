"""Norms of parks and play: data beside the code, read once, each with its sources."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.text import Label
from paripurna.core.instrument.yaml_tree import read_tree

FILE = Path(__file__).parents[1] / "data" / "norms.yaml"


class Norm(BaseModel):
    """So many people want a park of such a size, within such a walk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    label: Label
    people: int
    area_m2: int
    m2_per_person: float
    within_m: int | None = None
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.label.in_language(get_language() or "id")

    @property
    def per_person(self) -> Decimal:
        return Decimal(str(self.m2_per_person))


class Norms(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    norms: tuple[Norm, ...]


@cache
def list_norms() -> tuple[Norm, ...]:
    """This function will return the norms from the smallest unit up. Raises `ValueError` for a malformed file."""
    tree = read_tree(FILE)
    if tree.problems:
        raise ValueError(f"{FILE}: {tree.problems[0]}")
    return Norms.model_validate(tree.data).norms
