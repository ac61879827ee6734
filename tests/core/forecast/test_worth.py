"""What one more check is worth equals the forecast made again with that check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paripurna.core.forecast import CheckState, ProofLevel, build_distribution, chance_above, list_check_worths
from tests.core.forecast.believing import build_model, claim, claim_all
from tests.core.forecast.test_distribution import build_capped, build_gated
from tests.core.scoring.building import D, build_question, build_single


@pytest.mark.parametrize(("build", "target"), [(build_capped, D("17")), (build_gated, D("11.99"))])
def test_equals_the_forecast_made_again(build, target) -> None:
    edition, model = build(), build_model()
    claims = claim_all(edition, ProofLevel.PARTIAL)

    worths = {worth.question: worth for worth in list_check_worths(edition, claims, target=target, model=model)}

    before = chance_of(edition, claims, target, model)
    for position, one in enumerate(claims):
        checked = [*claims]
        checked[position] = replace(one, proof=ProofLevel.CHECKED, check=CheckState.ACCEPTED)
        assert worths[one.question].chance_gain == pytest.approx(
            chance_of(edition, checked, target, model) - before, abs=1e-12
        )


def chance_of(edition, claims, target, model) -> float:
    distribution = build_distribution(edition, claims, model=model)
    return chance_above(distribution.total, distribution.step, int(target * 100))


def test_puts_the_best_hour_first_and_leaves_out_what_is_done() -> None:
    edition = build_single(build_question("1"), build_question("2"), build_question("3"))
    done = claim("1", "10", ProofLevel.CHECKED, check=CheckState.ACCEPTED)
    claims = [done, claim("2", "10", ProofLevel.NONE), claim("3", "10")]

    worths = list_check_worths(edition, claims, target=D(15), model=build_model())

    assert {worth.question for worth in worths} == {"2", "3"}
    assert worths[0].gain_an_hour >= worths[1].gain_an_hour > 0
    assert all(worth.points_gain > 0 for worth in worths)
