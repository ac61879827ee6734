"""The grades cover the scale from zero to the maximum, every total exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from paripurna.core.instrument.model import Edition, Grade
from paripurna.core.instrument.problem import Finding
from paripurna.core.instrument.sentences import plain


def check_grades(edition: Edition) -> Iterator[Finding]:
    """This function will report grades that overlap, leave a gap or do not cover the scale."""
    order = sorted(
        range(len(edition.grades)), key=lambda index: (edition.grades[index].low, edition.grades[index].high)
    )
    for left, right in pairwise(order):
        code = _compare(edition.grades[left], edition.grades[right])
        if code:
            params = {"found": _spell(edition.grades[left]), "expected": _spell(edition.grades[right])}
            yield Finding(code, ("grades", right), params=params)
    if order:
        yield from _cover(edition.grades[order[0]], edition.grades[order[-1]], edition.max_points)


def _compare(left: Grade, right: Grade) -> str:
    if right.low != left.high:
        return "GRADES_OVERLAP" if right.low < left.high else "GRADES_GAP"
    if left.high_included and right.low_included:
        return "GRADES_OVERLAP"
    return "" if left.high_included or right.low_included else "GRADES_GAP"


def _cover(first: Grade, last: Grade, maximum: Decimal) -> Iterator[Finding]:
    if first.holds(Decimal(0)) and last.holds(maximum) and last.high == maximum:
        return
    opening, closing = "[" if first.low_included else "(", "]" if last.high_included else ")"
    found = f"{opening}{plain(first.low)}; {plain(last.high)}{closing}"
    yield Finding("GRADES_COVER", ("grades",), params={"found": found, "expected": f"[0; {plain(maximum)}]"})


def _spell(grade: Grade) -> str:
    opening, closing = "[" if grade.low_included else "(", "]" if grade.high_included else ")"
    return f"{grade.code} {opening}{plain(grade.low)}; {plain(grade.high)}{closing}"
