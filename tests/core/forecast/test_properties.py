"""What always holds, tried with rounds nobody thought of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from paripurna.core.forecast import build_distribution, chance_above
from paripurna.core.forecast.types import CheckState, Claim, ProofLevel
from tests.core.forecast.believing import build_model
from tests.core.scoring.building import build_edition, build_indicator, build_question, build_strand

EDITION = build_edition(
    build_strand("A", build_indicator("1", *(build_question(f"1.{k}") for k in range(4)), max_points=25)),
    build_strand("B", build_indicator("2", *(build_question(f"2.{k}", max_points="3.2") for k in range(3)))),
)
MODEL = build_model()


@st.composite
def rounds(draw) -> list[Claim]:
    return [
        Claim(
            question.number,
            Decimal(draw(st.integers(0, int(question.max_points * 100)))) / 100,
            draw(st.sampled_from(ProofLevel)),
            draw(st.sampled_from(CheckState)),
            draw(st.booleans()),
        )
        for question in EDITION.questions
    ]


@settings(max_examples=30)
@given(claims=rounds(), which=st.integers(0, 6), target=st.integers(0, 3400))
def test_more_proof_never_lowers_the_chance_of_any_target(claims, which, target) -> None:
    better = [*claims]
    better[which] = replace(claims[which], proof=ProofLevel.CHECKED, check=CheckState.ACCEPTED, has_fact=True)

    before, after = (build_distribution(EDITION, one, model=MODEL) for one in (claims, better))

    assert chance_above(after.total, after.step, target) >= chance_above(before.total, before.step, target) - 1e-12


@settings(max_examples=30)
@given(claims=rounds())
def test_every_total_lies_on_the_grid_and_all_chances_make_one(claims) -> None:
    distribution = build_distribution(EDITION, claims, model=MODEL)

    assert distribution.total.min() >= 0
    assert abs(distribution.total.sum() - 1) < 1e-12
    assert all(points % distribution.step == 0 for outcome in distribution.outcomes for points in outcome.points)
    assert np.isclose(sum(row.sum() for row in distribution.strands), 2)
