"""Grades: which band holds a total, and how far the next one is."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.model import Edition, Grade
from paripurna.core.instrument.text import Text
from paripurna.core.scoring.hundredths import ceil_hundredths, floor_hundredths, to_points

UNGRADED = Grade(
    code="ungraded",
    label=Text(id="Tanpa predikat", en="Ungraded"),
    low=Decimal(0),
    high=Decimal(0),
    low_included=True,
    awarded=False,
)


def list_grades(edition: Edition) -> tuple[Grade, ...]:
    """This function will return the grades from the lowest up; `UNGRADED` for an edition that has none."""
    return tuple(sorted(edition.grades, key=lambda grade: (grade.low, grade.high))) or (UNGRADED,)


def find_entry(grade: Grade) -> int:
    """This function will return the smallest total, in hundredths, that lies in the grade."""
    return ceil_hundredths(grade.low) if grade.low_included else floor_hundredths(grade.low) + 1


def find_grade(edition: Edition, total: Decimal) -> Grade:
    """This function will return the grade that holds `total`; where no band does, the highest one entered so far."""
    grades = list_grades(edition)
    for grade in grades:
        if grade.holds(total):
            return grade
    entered = [grade for grade in grades if find_entry(grade) <= floor_hundredths(total)]
    return entered[-1] if entered else grades[0]


def get_failed_grade(edition: Edition, otherwise: Grade) -> Grade:
    """This function will return the edition's grade for a failed mandatory part; `otherwise` when it names none."""
    return next((grade for grade in edition.grades if grade.code == edition.failed_grade), otherwise)


def find_next_grade(edition: Edition, grade: Grade, total: Decimal) -> tuple[Grade, Decimal] | None:
    """This function will return the grade above `grade` and the points missing to enter it; None at the top."""
    grades = list_grades(edition)
    above = grades[grades.index(grade) + 1 :]
    if not above:
        return None
    missing = find_entry(above[0]) - floor_hundredths(total)
    return above[0], to_points(max(missing, 0))
