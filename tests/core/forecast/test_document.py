"""docs/methods/forecast.md is tested like code: its offsets, its worked chances and what the pairs say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from paripurna.core.forecast import get_forecast_model
from paripurna.core.forecast.chances import split_chances
from paripurna.core.forecast.strictness import fit_strictness, to_share
from paripurna.core.forecast.types import CheckState, ProofLevel
from paripurna.core.instrument.shelf import get_edition

DOCUMENT = (Path(__file__).parents[3] / "docs" / "methods" / "forecast.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def model():
    return get_forecast_model(get_edition("kla-2024"))


def read_table(head: str) -> list[list[str]]:
    after = DOCUMENT[DOCUMENT.index(head) :].splitlines()[2:]
    rows = after[: next(index for index, line in enumerate(after) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_tells_the_offsets_of_the_overlay(model) -> None:
    offsets = [
        *(model.offsets.proof[level] for level in ProofLevel),
        *(model.offsets.check[state] for state in CheckState),
        model.offsets.fact,
        model.offsets.kinds["free"],
    ]

    assert [float(row[1]) for row in read_table("| behind the claim |")] == offsets


def test_works_the_chances_of_a_claim_out(model) -> None:
    for level, proof, *told in read_table("| level | proof | kept |"):
        kept = to_share(np.array([float(level) + model.offsets.proof[ProofLevel(proof)]]))
        found = [kept[0], *split_chances(kept, 0.25, model.cut_share)[0]]
        assert [f"{share:.3f}" for share in found] == told


def test_tells_what_the_pairs_say(model) -> None:
    pairs = tuple(row.to_pair() for row in model.pairs)
    exact = tuple(pair for pair in pairs if pair.is_exact)

    for (_, *told), known in zip(read_table("| share of the claim kept |"), ((), exact, pairs), strict=True):
        fitted = fit_strictness(known)
        middles = np.cumsum(fitted.weights) - np.array(fitted.weights) / 2
        found = np.interp([0.05, 0.25, 0.5, 0.75, 0.95], middles, to_share(np.array(fitted.levels)))
        assert [f"{share:.3f}" for share in found] == told
