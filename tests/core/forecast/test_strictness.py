"""What published pairs say of strictness, and what earlier rounds of the city add."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from paripurna.core.forecast.model import Strength
from paripurna.core.forecast.outlook import expect_kept
from paripurna.core.forecast.pooling import pool_history
from paripurna.core.forecast.strictness import Pair, fit_strictness
from paripurna.core.forecast.types import PastMark


def pair(claimed: str, low: str, high: str | None = None) -> Pair:
    return Pair("Kota Uji", 2024, Decimal(claimed), Decimal(low), Decimal(high or low))


class TestFitStrictness:
    def test_learns_from_what_is_known_exactly(self) -> None:
        pairs = tuple(pair("1000", kept) for kept in ("700", "720", "690", "710") * 3)

        fitted = fit_strictness(pairs)

        assert expect_kept(fitted) == pytest.approx(0.70, abs=0.02)
        assert sum(fitted.weights) == pytest.approx(1)
        assert fitted.is_sufficient

    def test_learns_from_what_is_known_within_a_range(self) -> None:
        told_apart = fit_strictness((pair("998", "0", "600"),))

        assert expect_kept(told_apart) < expect_kept(fit_strictness(()))
        assert (told_apart.exact_count, told_apart.censored_count) == (0, 1)
        assert not told_apart.is_sufficient

    def test_stays_wide_with_little_to_learn_from(self) -> None:
        few, many = (fit_strictness((pair("1000", "800"),) * count) for count in (1, 40))

        assert spread(few) > 2 * spread(many)

    @pytest.mark.parametrize("bad", [pair("0", "0"), pair("900", "700", "600")], ids=["claims nothing", "upside down"])
    def test_refuses_pairs_that_cannot_be(self, bad) -> None:
        with pytest.raises(ValueError, match="Kota Uji 2024"):
            fit_strictness((bad,))


def spread(fitted) -> float:
    levels, weights = np.array(fitted.levels), np.array(fitted.weights)
    return float(np.sqrt(weights @ (levels - weights @ levels) ** 2))


class TestPoolHistory:
    def past(self, question: str, verified: str, kind: str = "choice") -> PastMark:
        return PastMark(question, kind, Decimal(10), Decimal(verified))

    def test_lends_a_kinds_history_to_questions_without_one(self) -> None:
        history = pool_history([self.past("1", "0")] * 4, believed=0.8, strength=Strength())

        assert history.offset_of("1", "choice") < history.offset_of("2", "choice") < 0
        assert history.offset_of("3", "free") == 0

    def test_follows_the_worked_numbers(self) -> None:
        # kind: (8 × 0.8 + 0 + 10/10) ÷ (8 + 2) = 0.74; question 1: (4 × 0.74 + 0) ÷ 5 = 0.592
        history = pool_history([self.past("1", "0"), self.past("2", "12")], believed=0.8, strength=Strength())

        assert history.offset_of("9", "choice") == pytest.approx(np.log(0.74 / 0.26) - np.log(4))
        assert history.offset_of("1", "choice") == pytest.approx(np.log(0.592 / 0.408) - np.log(4))

    def test_leaves_out_claims_of_nothing(self) -> None:
        mark = PastMark("1", "choice", Decimal(0), Decimal(0))

        assert pool_history([mark], believed=0.8, strength=Strength()).count == 0
