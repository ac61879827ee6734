"""Figures for candidates that nobody has looked at: data beside the code, examples all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict

from paripurna.core.instrument.text import Label
from paripurna.core.instrument.yaml_tree import read_tree

FILE = Path(__file__).parents[1] / "data" / "site_defaults.yaml"


class Typical(BaseModel):
    """What a site on such ground costs, what it needs every year, and who would keep it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cost_idr: int
    upkeep_idr: int
    is_upgrade: bool = False
    keeper: Label | None = None

    @property
    def keeper_name(self) -> str:
        return self.keeper.in_language(get_language() or "id") if self.keeper else ""


class Years(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    last: int


class Defaults(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    years: Years
    budget_idr: int
    kinds: dict[str, Typical]
    own: Typical


@cache
def get_defaults() -> Defaults:
    """This function will return the figures. Raises `ValueError` for a malformed file."""
    tree = read_tree(FILE)
    if tree.problems:
        raise ValueError(f"{FILE}: {tree.problems[0]}")
    return Defaults.model_validate(tree.data)
