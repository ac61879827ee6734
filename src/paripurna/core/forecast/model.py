"""What a forecast believes: how proof and checks move the chances, how firmly history counts, and the published pairs.

An overlay beside the edition, with a hash of its own: figures of ours and inferred, to be replaced as cities gather history.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from paripurna.core.forecast.strictness import Prior, Strictness, fit_strictness
from paripurna.core.forecast.types import CheckState, Claim, Pair, ProofLevel
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.overlay import OVERLAYS, Overlay, read_overlay
from paripurna.core.instrument.text import Part, Standing

FILE = "forecast.yaml"
Share = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]


class Offsets(Part):
    """Added to the level of strictness, in logits: 0 is proof as cities usually have it when they evaluate themselves."""

    proof: Mapping[ProofLevel, float] = {
        ProofLevel.NONE: -2.5,
        ProofLevel.PARTIAL: -0.8,
        ProofLevel.COMPLETE: 0.4,
        ProofLevel.CHECKED: 1.2,
    }
    check: Mapping[CheckState, float] = {CheckState.RETURNED: -1.0, CheckState.NOT_YET: 0.0, CheckState.ACCEPTED: 0.6}
    fact: Annotated[float, Field(ge=0)] = 0.3
    kinds: Mapping[str, float] = {}

    @model_validator(mode="after")
    def _rise_with_trust(self) -> Self:
        _check_rising("proof", [self.proof.get(level) for level in ProofLevel])
        _check_rising("check", [self.check.get(state) for state in CheckState])
        return self


def _check_rising(name: str, offsets: list[float | None]) -> None:
    given = [offset for offset in offsets if offset is not None]
    if len(given) < len(offsets) or given != sorted(given):
        raise ValueError(f"{name}: one offset for each, from the least trusted up, none lower than the one before it")


class Strength(Part):
    """How many earlier marks a belief weighs as much as: of a kind before its questions, of a question before its own."""

    kind: Positive = 8.0
    question: Positive = 4.0


class PairRow(Part):
    """A published pair. `verified`, or `above` and `at_most` where only the predicate is known."""

    region: str
    year: int
    claimed: Annotated[Decimal, Field(gt=0)]
    verified: Annotated[Decimal, Field(ge=0)] | None = None
    above: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    at_most: Annotated[Decimal, Field(ge=0)] | None = None
    source: str
    note: str = ""

    def to_pair(self) -> Pair:
        low = self.above if self.verified is None else self.verified
        high = self.verified if self.verified is not None else self.at_most
        return Pair(self.region, self.year, self.claimed, low, self.claimed if high is None else high, self.source)


class PriorRow(Part):
    mean: float = 1.5
    mean_deviation: Positive = 1.0
    deviation_scale: Positive = 0.8


class ForecastModel(Overlay):
    """`cut_share` of the points expected to go, go by cuts to a lower step, the rest by losing all. `hours`: what one question's check takes."""

    standing: Standing = Standing.INFERRED
    offsets: Offsets = Offsets()
    cut_share: Share = 0.5
    strength: Strength = Strength()
    prior: PriorRow = PriorRow()
    pairs: tuple[PairRow, ...] = ()
    hours: Mapping[ProofLevel, Positive] = {
        ProofLevel.NONE: 8.0,
        ProofLevel.PARTIAL: 4.0,
        ProofLevel.COMPLETE: 1.0,
        ProofLevel.CHECKED: 0.5,
    }

    def fit(self) -> Strictness:
        """This function will return the strictness fitted to the published pairs."""
        return fit_strictness(tuple(row.to_pair() for row in self.pairs), Prior(**self.prior.model_dump()))

    def ignore_proof(self) -> ForecastModel:
        """This function will return the model for claims of which nothing else is known: proof as cities usually have it."""
        flat = Offsets(
            proof=dict.fromkeys(ProofLevel, 0.0), check=dict.fromkeys(CheckState, 0.0), fact=0, kinds=self.offsets.kinds
        )
        return self.model_copy(update={"offsets": flat})

    def offset_of(self, claim: Claim, kind: str) -> float:
        """This function will return what a claim's proof, check, fact and kind add to the level, in logits."""
        offsets = self.offsets
        fact = offsets.fact if claim.has_fact else 0.0
        return offsets.proof[claim.proof] + offsets.check[claim.check] + fact + offsets.kinds.get(kind, 0.0)


def get_forecast_model(edition: Edition, root: Path = OVERLAYS) -> ForecastModel:
    """This function will return the overlay of the edition, or the defaults without any pair where none is written.

    Raises `ValueError` (pydantic's, naming the field) for an overlay that is malformed or of another edition.
    """
    return read_overlay(ForecastModel, FILE, edition, root)
