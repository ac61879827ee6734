"""Kinds of moves a city may make about its gaps, with typical costs: an overlay beside the edition, with a hash of its own.

All of it is inferred: a first guess that each city replaces. No kind knows an indicator; the file says which questions it lifts.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay, read_overlay
from paripurna.core.instrument.rules import Number
from paripurna.core.instrument.text import Label, Part, Standing

FILE = "moves.yaml"


class Lifts(StrEnum):
    """What a kind of move does to a claim."""

    POINTS = "POINTS"  # more is claimed, with proof
    PROOF = "PROOF"  # what is claimed is proved
    CHECK = "CHECK"  # what is proved is looked at inside the city


class Fund(Part):
    """A source of money."""

    code: str
    label: Label


class MoveKind(Part):
    """A kind of move. `together` says which of its questions one move lifts: all, those of an indicator, those whose fact has
    the same parameters of these names, or each by itself. `reach` is the share of the maximum that it brings a question to.
    """

    code: str
    label: Label
    name: Label | None = None  # of the one move that lifts all
    lifts: Lifts = Lifts.POINTS
    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    rest: bool = False
    together: Literal["all", "indicator", "question"] | tuple[str, ...] = "question"
    reach: Annotated[Number, Field(gt=0, le=1)] = Field(default=1, validate_default=True)
    cost_idr: Annotated[int, Field(ge=0)]
    quarters: Annotated[int, Field(ge=1)] = 1
    effort: Annotated[int, Field(ge=0)] = 0  # hours in each quarter
    chance: Annotated[float, Field(gt=0, le=1)] = 1.0
    role: str = ""  # "" is the first role of the first question
    fund: str


class MoveCatalog(Overlay):
    """The kinds in the order in which they take questions, and the funds they are paid from."""

    standing: Standing = Standing.INFERRED
    funds: tuple[Fund, ...] = ()
    kinds: tuple[MoveKind, ...] = ()

    @model_validator(mode="after")
    def _name_known_funds_once(self) -> Self:
        funds = [fund.code for fund in self.funds]
        codes = [kind.code for kind in self.kinds]
        if len(set(codes)) < len(codes) or len(set(funds)) < len(funds):
            raise ValueError("kinds and funds: each code once")
        if unknown := {kind.fund for kind in self.kinds} - set(funds):
            raise ValueError(f"fund: unknown: {', '.join(sorted(unknown))}")
        return self

    @cached_property
    def kind_by_code(self) -> Mapping[str, MoveKind]:
        return {kind.code: kind for kind in self.kinds}

    @cached_property
    def fund_by_code(self) -> Mapping[str, Fund]:
        return {fund.code: fund for fund in self.funds}


def get_move_catalog(edition: Edition, root: Path = OVERLAYS) -> MoveCatalog:
    """This function will return the overlay of the edition, an empty one where none is written.

    Raises `ValueError` (pydantic's, naming the field) for an overlay that is malformed or of another edition.
    """
    return read_overlay(MoveCatalog, FILE, edition, root)
