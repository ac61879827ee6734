"""From the total to its grade: mandatory parts, half-open bands, the distance to the next, weights."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paripurna.core.instrument.model import Applicability, Combination, Grade
from paripurna.core.scoring import FilledSheet, Subject, find_grade, score_marks
from paripurna.core.scoring.many import score_many
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_single, build_strand

REMOTE_CITY = Subject("kota", remote=True)


def _marks(**points: str | int) -> dict[str, Decimal]:
    return {number: D(mark) for number, mark in points.items()}


class TestMandatory:
    grades = (
        Grade(code="failed", label="Belum", low=D(0), high=D(0), low_included=True, awarded=False),
        Grade(code="basic", label="Dasar", low=D(0), high=D(20)),
        Grade(code="good", label="Baik", low=D(20), high=D(30)),
    )

    def _build(self, **more: Any) -> Any:
        questions = (
            build_question("a", mandatory=True),
            build_question("b", mandatory_points=D(6), applies_to=Applicability(remote=False)),
            build_question("c"),
        )
        indicator = build_indicator("1", *questions, mandatory_points=D(12))
        return build_edition(build_strand("A", indicator), **{"grades": self.grades, "failed_grade": "failed", **more})

    def test_fails_the_whole_whatever_the_score(self) -> None:
        result = score_marks(self._build(), _marks(a=0, b=10, c=10), explain=True)

        assert (result.total, result.grade.code, result.failed_mandatory) == (20, "failed", ("a",))
        assert (result.next_grade, result.distance) == (self.grades[1], 0)

    @pytest.mark.parametrize(
        ("marks", "failed"),
        [
            (_marks(a="0.01", b=6, c=10), ()),
            (_marks(a="0.01", b="5.99", c=10), ("b",)),
            (_marks(a="0.01", b=6, c="5.98"), ("1",)),
            ({}, ("a", "b", "1")),
        ],
        ids=str,
    )
    def test_names_what_is_missing(self, marks: dict[str, Decimal], failed: tuple[str, ...]) -> None:
        result = score_marks(self._build(), marks)

        assert result.failed_mandatory == failed
        assert bool(score_many(self._build(), [FilledSheet(marks=marks)]).failed[0]) == bool(failed)

    def test_asks_nothing_of_a_question_that_does_not_apply(self) -> None:
        assert score_marks(self._build(), _marks(a=2, c=10), subject=REMOTE_CITY).failed_mandatory == ()

    def test_asks_no_more_than_can_be_won(self) -> None:
        lone = build_question("b", applies_to=Applicability(remote=True))
        edition = build_edition(build_strand("A", build_indicator("1", lone, mandatory_points=D(5))))

        assert score_marks(edition, {}).failed_mandatory == ()

    def test_keeps_the_grade_of_the_total_where_the_edition_names_no_other(self) -> None:
        edition = self._build(failed_grade=None)

        assert score_marks(edition, _marks(b=10, c=10)).grade.code == "basic"

    def test_counts_grades_of_many(self) -> None:
        rows = [FilledSheet(marks=marks) for marks in (_marks(a=0, b=10, c=10), _marks(a=1, b=10, c=10), {})]

        assert score_many(self._build(), rows).count_grades() == {"failed": 2, "basic": 0, "good": 1}


class TestGrade:
    @pytest.mark.parametrize(
        ("total", "code", "distance"),
        [
            ("0", "none", "500.00"),
            ("499.99", "none", "0.01"),
            ("500", "pratama", "100.01"),
            ("590", "pratama", "10.01"),
            ("600", "pratama", "0.01"),
            ("600.01", "madya", "100.00"),
            ("700.01", "nindya", "100.00"),
            ("900", "utama", "0.01"),
            ("900.01", "kla", None),
            ("1000", "kla", None),
        ],
    )
    def test_is_half_open_as_the_edition_says(self, total: str, code: str, distance: str | None) -> None:
        edition = build_single(build_question("a", max_points=1000))

        result = score_marks(edition, _marks(a=total))

        assert result.grade.code == code == find_grade(edition, D(total)).code
        assert result.distance == (None if distance is None else D(distance))

    def test_falls_back_where_bands_leave_a_gap(self) -> None:
        grades = (
            Grade(code="b", label="B", low=D(10), high=D(20), low_included=True),
            Grade(code="a", label="A", low=D(3), high=D(5), low_included=True),
        )
        edition = build_single(build_question("x", max_points=100), grades=grades)

        assert [score_marks(edition, _marks(x=total)).grade.code for total in (1, 4, 7, 10, 25)] == list("aaabb")

    def test_is_ungraded_where_the_edition_has_no_grades(self) -> None:
        result = score_marks(build_single(build_question("x"), grades=()), _marks(x=3))

        assert (result.grade.code, result.next_grade, result.distance) == ("ungraded", None, None)
        assert score_many(build_single(build_question("x"), grades=()), [FilledSheet()]).count_grades() == {
            "ungraded": 1
        }


class TestWeightedEdition:
    def test_rounds_half_up_at_the_strand(self) -> None:
        strands = [
            build_strand(code, build_indicator(code, build_question(f"{code}1", max_points=3)), weight=D(50))
            for code in "AB"
        ]
        edition = build_edition(*strands, combination=Combination.WEIGHTED, max_points=100)

        result = score_marks(edition, _marks(A1=1, B1=2))

        assert [part.weighted for part in result.strands] == [D("16.67"), D("33.33")]
        assert result.total == 50

    def test_is_worth_nothing_without_weight_or_maximum(self) -> None:
        plain = build_strand("A", build_indicator("1", build_question("a")))
        empty = build_strand("B", build_indicator("2", build_question("b", max_points=0)), weight=D(50))
        edition = build_edition(plain, empty, combination=Combination.WEIGHTED, max_points=100)

        assert score_marks(edition, _marks(a=10, b=0)).total == 0
        assert score_many(edition, [FilledSheet(marks=_marks(a=10, b=0))]).total(0) == 0
