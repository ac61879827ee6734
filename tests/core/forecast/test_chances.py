"""What may become of one claim: the mean is what was believed, and trust never lowers it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paripurna.core.forecast.chances import find_lower_step, split_chances
from paripurna.core.instrument.rules import Band, ChoiceRule, CountRule, FreeRule, Option, RatioRule, TrendRule
from tests.core.scoring.building import D

shares = st.floats(0, 1)
steps = st.just(0.0) | st.floats(1e-5, 0.99)  # a hundredth of a point in a thousand, at the least


@given(kept=shares, step=steps, cut_share=shares)
def test_keeps_on_average_what_was_believed(kept, step, cut_share) -> None:
    confirmed, cut, lost = split_chances(np.array([kept]), step, cut_share)[0]

    assert confirmed + cut + lost == pytest.approx(1)
    assert min(confirmed, cut, lost) >= -1e-12
    assert confirmed + cut * step == pytest.approx(kept, abs=1e-12)


@given(kept=st.tuples(shares, shares).map(sorted), step=steps, cut_share=shares)
def test_more_kept_never_makes_any_outcome_worse(kept, step, cut_share) -> None:
    fewer, more = split_chances(np.array(kept), step, cut_share)

    assert more[0] >= fewer[0] - 1e-12  # confirmed
    assert more[2] <= fewer[2] + 1e-12  # lost


@pytest.mark.parametrize(
    ("rule", "points", "step"),
    [
        (ChoiceRule(options=tuple(Option(code=p, label=p, points=D(p)) for p in ("3", "0.75", "0"))), 300, 75),
        (ChoiceRule(options=tuple(Option(code=p, label=p, points=D(p)) for p in ("3", "0"))), 300, 0),
        (TrendRule(improved=D(1), steady=D("0.5"), worsened=D(0)), 100, 50),
        (CountRule(bands=(Band(high=D(2), points=D(1)), Band(low=D(2), points=D(5)))), 500, 100),
        (RatioRule(zero_at=D(0), full_at=D(90)), 861, 430),
        (FreeRule(), 7, 0),
    ],
    ids=["next option", "all or nothing", "trend", "band", "runs on: half", "too little to halve"],
)
def test_cuts_to_the_next_lower_step(rule, points, step) -> None:
    assert find_lower_step(rule, points) == step
