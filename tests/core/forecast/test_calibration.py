"""Whether what was said came true."""

from __future__ import annotations

import pytest

from paripurna.core.forecast import get_forecast_model, leave_one_out, measure_reliability
from paripurna.core.instrument.shelf import get_edition
from tests.core.forecast.test_strictness import pair


class TestMeasureReliability:
    def test_sets_what_was_said_against_what_came(self) -> None:
        measured = measure_reliability([(0.1, 0.0), (0.9, 1.0), (0.9, 0.0), (1.0, 1.0)])

        assert measured.brier == pytest.approx((0.01 + 0.01 + 0.81 + 0) / 4)
        assert [one.count for one in measured.bins] == [1, 0, 0, 0, 3]
        assert measured.bins[-1].said == pytest.approx(2.8 / 3)
        assert measured.bins[-1].came == pytest.approx(2 / 3)
        assert not measured.is_sufficient

    def test_says_so_when_there_is_nothing(self) -> None:
        measured = measure_reliability([])

        assert (measured.count, measured.brier) == (0, 0.0)

    def test_refuses_what_is_no_chance(self) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            measure_reliability([(1.2, 1.0)])


class TestLeaveOneOut:
    def test_foretells_each_published_pair_from_the_others(self) -> None:
        pairs = tuple(row.to_pair() for row in get_forecast_model(get_edition("kla-2024")).pairs)

        told = leave_one_out(pairs)

        assert [one.pair for one in told] == list(pairs)
        assert all(one.is_covered for one in told)  # eleven of eleven: wide, as so few pairs must be
        assert all(0 <= one.chance <= 1 for one in told)

    def test_sees_what_lies_outside(self) -> None:
        ordinary = tuple(pair("1000", kept) for kept in ("790", "800", "810", "805", "795", "802") * 3)

        told = leave_one_out((*ordinary, pair("1000", "300", "400")))

        assert not told[-1].is_covered
        assert told[-1].chance < 0.01
