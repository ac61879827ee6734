"""The overlay of beliefs: read, checked and hashed."""

from __future__ import annotations

import pytest

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
        ("edition: kla-2019\n", "of kla-2019, not of kla-2024"),
        ("edition: [\n", "forecast.yaml"),
        ("edition: kla-2024\noffsets: {proof: {NONE: 1, PARTIAL: 0, COMPLETE: 2, CHECKED: 3}}\n", "none lower"),
        ("edition: kla-2024\noffsets: {check: {NOT_YET: 0}}\n", "one offset for each"),
        ("edition: kla-2024\ncut_share: 1.5\n", "cut_share"),
    ],
    ids=["another edition", "not yaml", "falling trust", "one left out", "no share"],
)
def test_a_broken_overlay_says_what_is_wrong(tmp_path, text, complaint) -> None:
    (tmp_path / "kla-2024").mkdir()
    (tmp_path / "kla-2024" / "forecast.yaml").write_text(text)

    with pytest.raises(ValueError, match=complaint):
        get_forecast_model(get_edition("kla-2024"), tmp_path)
