"""Wholly different instruments, written as data alone: a weighted school standard and a village form."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from paripurna.core.instrument.loader import load_edition
from paripurna.core.instrument.values import AnswerValue, Change, Counted, Measured, Share, Ticked
from paripurna.core.scoring import Score, score
from tests.core.scoring.building import D

EDITIONS = Path(__file__).parents[1] / "instrument" / "editions"
SCHOOL = load_edition(EDITIONS / "sekolah-2014")
VILLAGE = load_edition(EDITIONS / "desa-2013")
BOTH = Ticked(frozenset("ab"))


def _score_school(further: str, **more: AnswerValue) -> Score:
    """Every mandatory item, and `further` percent of the rest, but for `more`."""
    mandatory = {f"{number}.1": BOTH for number in range(1, 7)}
    rest = {f"{number}.2": Measured(D(further)) for number in range(1, 7)}
    changed = {number.replace("_", "."): answer for number, answer in more.items()}
    return score(SCHOOL, answers={**mandatory, **rest, **{key[1:]: value for key, value in changed.items()}})


class TestSchoolStandard:
    def test_weighs_its_six_components(self) -> None:
        result = _score_school("0")

        assert [str(part.weighted) for part in result.strands] == ["10.87", "3.60", "10.40", "4.31", "9.33", "4.50"]
        assert result.total == Decimal("43.01")
        assert result.failed_mandatory == ()

    def test_reaches_the_whole_scale(self) -> None:
        assert _score_school("100").total == 100

    def test_is_not_to_standard_with_one_mandatory_item_missing_whatever_the_score(self) -> None:
        result = _score_school("100", q5_1=Ticked(frozenset("a")))

        assert result.total == 85  # the whole but for the fifth component: its other questions are behind a gate
        assert result.grade.code == SCHOOL.failed_grade
        assert result.failed_mandatory == ("5.1", "5")


class TestVillageForm:
    def test_rewards_less_where_less_is_better(self) -> None:
        answers = {
            "A1": Measured(D("5")),  # ≤ 5 %: 5
            "A2": Measured(D("725")),  # (2000 − 725) ÷ 1700 × 4 = 3
            "A3": Change(D(3), D(4), None),  # fewer deaths: 3
            "B1": Share(D(93), D(100)),  # 80 … 95 %: 2
            "B2": Counted(4),  # 4 or more: 4
        }

        result = score(VILLAGE, answers=answers)

        assert [str(one.points) for one in result.questions.values()] == ["5.00", "3.00", "3.00", "2.00", "4.00"]
        assert (result.total, result.grade.code, result.distance) == (17, "baik", None)

    def test_needs_more_than_ten(self) -> None:
        result = score(VILLAGE, answers={"A1": Measured(D(5)), "A2": Measured(D(300)), "A3": Change(D(4), D(4), None)})

        assert (result.total, result.grade.code, result.distance) == (10, "kurang", Decimal("0.01"))
