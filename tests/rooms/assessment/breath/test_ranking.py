"""Points at stake × nearness × ease: the numbers of `docs/methods/breath.md`."""

from decimal import Decimal

import pytest

from paripurna.rooms.assessment.breath.ranking import (
    Ease,
    Nearness,
    Progress,
    Standing,
    find_chance,
    rank_chances,
)


def standing(number, maximum, won, progress, **known):
    return Standing(number, Decimal(maximum), Decimal(won), progress, **known)


A = standing("A", 5, 2, Progress.EMPTY, gain=Decimal(3), is_fed=True)
B = standing("B", 6, 0, Progress.RETURNED)
C = standing("C", 9, 3, Progress.DRAFT, agency_count=3)
D = standing("D", 3, 2, Progress.SUBMITTED)
E = standing("E", 4, 1, Progress.SUBMITTED, is_cut=True)
F = standing("F", 10, 0, Progress.EMPTY, is_fed=True)
G = standing("G", 10, 0, Progress.DRAFT, gain=Decimal(2), is_fed=True)


class TestFindChance:
    @pytest.mark.parametrize(
        ("known", "nearness", "ease", "worth"),
        [
            (A, (Nearness.FACTS, "1.00"), Ease.TAKE_OVER, "3.00"),
            (B, (Nearness.RETURNED, "0.80"), Ease.MEND, "3.84"),
            (C, (Nearness.DRAFT, "0.50"), Ease.SHARED, "0.90"),
            (D, (Nearness.PART, "0.67"), Ease.REOPEN, "0.13"),
            (E, (Nearness.CUT, "0.70"), Ease.PROVE, "1.05"),
            (F, (Nearness.START, "0.20"), Ease.REGISTER, "1.20"),
            (G, (Nearness.DRAFT, "0.50"), Ease.REGISTER, "3.00"),
        ],
        ids=lambda value: value.number if isinstance(value, Standing) else None,
    )
    def test_multiplies_the_three_factors(self, known, nearness, ease, worth):
        chance = find_chance(known)

        assert (chance.nearness_reason, str(chance.nearness)) == nearness
        assert chance.ease_reason is ease
        assert str(chance.worth) == worth
        assert chance.at_stake == known.maximum - known.won

    def test_takes_no_submitted_answer_for_one_press(self):
        chance = find_chance(standing("H", 5, 2, Progress.SUBMITTED, gain=Decimal(3), is_fed=True))

        assert (chance.nearness_reason, chance.ease_reason) == (Nearness.FACTS, Ease.REOPEN)

    def test_never_counts_more_than_what_is_missing(self):
        assert find_chance(standing("I", 5, 4, Progress.DRAFT, gain=Decimal(3))).nearness == 1


class TestRankChances:
    def test_puts_the_largest_worth_first_and_more_points_before_fewer(self):
        ranked = rank_chances([A, B, C, D, E, F, G])

        assert [chance.number for chance in ranked] == ["B", "G", "A", "F", "E", "C", "D"]

    def test_leaves_out_what_is_full(self):
        assert rank_chances([standing("J", 5, 5, Progress.DRAFT)]) == ()
