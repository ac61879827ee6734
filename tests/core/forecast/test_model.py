"""The overlay of beliefs: read, checked and hashed."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest

import paripurna.core.forecast as front_door
from paripurna.core.forecast import CheckState, Claim, ProofLevel
from paripurna.core.forecast.model import get_forecast_model
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.instrument.text import Standing
from tests.core.forecast.believing import build_model


def test_the_national_edition_has_its_published_pairs() -> None:
    edition = get_edition("kla-2024")

    model = get_forecast_model(edition)

    assert model.standing is Standing.INFERRED
    assert sum(row.verified is not None for row in model.pairs) == 3
    assert {row.source for row in model.pairs} <= {source.code for source in edition.sources}
    assert not model.fit().is_sufficient
    assert model.hash != build_model().hash


def test_an_edition_without_overlay_has_the_defaults(tmp_path) -> None:
    assert get_forecast_model(get_edition("kla-2024"), tmp_path).pairs == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("edition: kla-2024\noffsets: {proof: {NONE: 1, PARTIAL: 0, COMPLETE: 2, CHECKED: 3}}\n", "none lower"),
        ("edition: kla-2024\noffsets: {check: {NOT_YET: 0}}\n", "one offset for each"),
        ("edition: kla-2024\ncut_share: 1.5\n", "cut_share"),
    ],
    ids=["falling trust", "one left out", "no share"],
)
def test_a_broken_overlay_says_what_is_wrong(tmp_path, text, complaint) -> None:
    (tmp_path / "kla-2024").mkdir()
    (tmp_path / "kla-2024" / "forecast.yaml").write_text(text)

    with pytest.raises(ValueError, match=complaint):
        get_forecast_model(get_edition("kla-2024"), tmp_path)


def test_a_day_that_is_gone_knows_only_the_claims() -> None:
    model = build_model().ignore_proof()
    bare, proved = (
        Claim("1", Decimal(1), proof=proof, check=check, has_fact=proof is ProofLevel.CHECKED)
        for proof, check in ((ProofLevel.NONE, CheckState.RETURNED), (ProofLevel.CHECKED, CheckState.ACCEPTED))
    )

    assert model.offset_of(bare, "choice") == model.offset_of(proved, "choice") == 0
    assert model.hash != build_model().hash


def test_the_front_door_loads_what_reckons_when_it_is_asked_for() -> None:
    said = "import sys, paripurna.core.forecast as f; print('numpy' in sys.modules); f.forecast; print('numpy' in sys.modules)"

    shown = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.split()

    assert shown == ["False", "True"]
    with pytest.raises(AttributeError):
        front_door.nothing  # noqa: B018
