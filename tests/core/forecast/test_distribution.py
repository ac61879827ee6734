"""The distribution is exact: against every combination by hand, and against draws on the whole instrument."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from benchmarks.forecast import draw_totals
from paripurna.core.forecast import build_distribution, chance_above, forecast, get_forecast_model
from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from paripurna.core.instrument.model import Combination, Edition, Gate
from paripurna.core.instrument.rules import ChoiceRule, Option
from paripurna.core.instrument.shelf import get_edition
from tests.core.forecast.believing import build_model, claim, claim_all, enumerate_totals
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_single, build_strand

STEPS = ChoiceRule(options=tuple(Option(code=code, label=code, points=D(code)) for code in ("7", "5.5", "2.25", "0")))


def build_capped() -> Edition:
    """Two strands; an indicator whose questions can earn more than its maximum."""
    first = build_indicator("1", build_question("1.1"), build_question("1.2", STEPS, 7), max_points=12)
    second = build_indicator("2", build_question("2.1", max_points="3.2"), build_question("2.2", STEPS, 7))
    return build_edition(build_strand("A", first), build_strand("B", second))


def build_gated() -> Edition:
    """A question behind another's points, one behind that, one behind more of the same opener, and one shut for good."""
    gates = [Gate(question="1", at_least=D("5")), Gate(question="2", at_least=D("2"))]
    return build_single(
        build_question("1"),
        build_question("2", max_points=4, gate=gates[0]),
        build_question("3", max_points=6, gate=gates[1]),
        build_question("4", max_points=2, gate=Gate(question="1", at_least=D("8"))),
        build_question("5", max_points=1, gate=Gate(question="99", at_least=D("1"))),
    )


def build_demanding() -> Edition:
    """A question that must earn something and an indicator that must earn nine."""
    first = build_indicator("1", build_question("1.1", mandatory=True), build_question("1.2", max_points=3))
    second = build_indicator("2", build_question("2.1"), build_question("2.2", max_points=4), mandatory_points=D(9))
    return build_edition(build_strand("A", first), build_strand("B", second), failed_grade="none")


@pytest.mark.parametrize("build", [build_capped, build_gated, build_demanding])
def test_equals_every_combination_counted_one_by_one(build) -> None:
    edition = build()
    claims = claim_all(edition, ProofLevel.PARTIAL)
    distribution = build_distribution(edition, claims, model=build_model())

    expected = enumerate_totals(edition, distribution)
    totals, passing = np.zeros(len(distribution.total)), np.zeros(len(distribution.passing))
    for (total, failed), chance in expected.items():
        totals[int(total * 100) // distribution.step] += chance
        passing[int(total * 100) // distribution.step] += 0.0 if failed else chance

    assert np.abs(distribution.total - totals).max() < 1e-12
    assert np.abs(distribution.passing - passing).max() < 1e-12


def test_adds_the_failing_to_the_grade_of_failing() -> None:
    edition = build_demanding()

    told = forecast(edition, claim_all(edition), model=build_model())

    assert 0 < told.failing < 1
    assert sum(grade.by_rule for grade in told.grades) == pytest.approx(1)
    assert told.chance_of("none") == pytest.approx(1)  # 27 points of 1,000 earn no predicate either way


def test_gives_each_strand_its_own_distribution_whatever_the_gates() -> None:
    edition = build_gated()

    told = forecast(edition, claim_all(edition), model=build_model())

    assert told.strands[0].spread == told.spread


@pytest.fixture(scope="module")
def round_of_a_city() -> tuple[Edition, list[Claim]]:
    edition, chance = get_edition("kla-2024"), np.random.default_rng(2024)
    proofs, checks = list(ProofLevel), list(CheckState)
    return edition, [
        Claim(
            question.number,
            (question.max_points * Decimal(int(chance.integers(40, 101))) / 100).quantize(Decimal("0.01")),
            proofs[chance.integers(4)],
            checks[chance.integers(3)],
            has_fact=bool(chance.integers(2)),
        )
        for question in edition.questions
    ]


def test_agrees_with_draws_on_the_whole_instrument(round_of_a_city) -> None:
    edition, claims = round_of_a_city
    distribution = build_distribution(edition, claims, model=get_forecast_model(edition))
    draws = 50_000  # `benchmarks/forecast.py` draws a million

    totals = draw_totals(distribution, draws)

    for points in (30_000, 45_000, 55_000, 65_000):
        exact = chance_above(distribution.total, distribution.step, points)
        assert abs((totals > points).mean() - exact) <= 3 * np.sqrt(exact * (1 - exact) / draws), points


class TestForecast:
    def test_tells_what_is_claimed_and_what_is_left(self, round_of_a_city) -> None:
        edition, claims = round_of_a_city

        told = forecast(edition, claims, model=get_forecast_model(edition))

        assert told.claimed == sum((strand.claimed for strand in told.strands), Decimal(0))
        assert abs(told.spread.mean - sum((strand.spread.mean for strand in told.strands), Decimal(0))) <= Decimal(
            "0.05"
        )
        assert list(told.spread.quantiles.values()) == sorted(told.spread.quantiles.values())
        assert sum(grade.by_points for grade in told.grades) == pytest.approx(1)
        assert sum(question.loss_share for question in told.questions.values()) == pytest.approx(1)
        assert sum(question.doubt_share for question in told.questions.values()) == pytest.approx(1)
        assert told.curve[0][1] > 0.99
        assert told.curve[-1] == (edition.max_points, 0.0)

    def test_knows_what_is_settled(self) -> None:
        edition = build_single(build_question("1"))

        told = forecast(edition, [claim("1", "7.25", ProofLevel.NONE, settled=True)], model=build_model())

        assert told.spread.mean == told.spread.quantiles[0.05] == D("7.25")
        assert told.spread.deviation == 0
        assert told.questions["1"].loss_share == told.questions["1"].doubt_share == 0

    def test_counts_nothing_where_nothing_is_claimed_or_asked(self) -> None:
        kabupaten_only = {"region_types": ["kabupaten"]}
        edition = build_single(build_question("1", applies_to=kabupaten_only), build_question("2"), build_question("3"))

        told = forecast(edition, [claim("1", "10"), claim("2", "0")], model=build_model())

        assert told.spread.mean == 0

    @pytest.mark.parametrize(
        ("claims", "complaint"),
        [([claim("1", "10.01")], "10.01 is not within 0 and 10"), ([claim("9", "1")], "no question 9")],
        ids=["above the maximum", "unknown question"],
    )
    def test_refuses_claims_that_cannot_be(self, claims, complaint) -> None:
        with pytest.raises(ValueError, match=complaint):
            forecast(build_single(build_question("1")), claims, model=build_model())

    def test_refuses_an_edition_that_weighs_its_strands(self) -> None:
        edition = build_edition(
            build_strand("A", build_indicator("1", build_question("1")), weight=D(100)),
            combination=Combination.WEIGHTED,
        )

        with pytest.raises(ValueError, match="added, not weighed"):
            forecast(edition, [], model=build_model())

    def test_refuses_gates_without_end(self) -> None:
        openers = [build_question(str(number)) for number in range(9)]
        behind = [build_question(f"{number}b", gate=Gate(question=str(number), at_least=D(5))) for number in range(9)]

        with pytest.raises(ValueError, match="more than 256 states"):
            forecast(build_single(*openers, *behind), [], model=build_model())
