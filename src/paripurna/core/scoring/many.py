"""Many sheets in one call: whole hundredths in arrays, equal to the exact scorer to the last decimal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

from paripurna.core.instrument.model import Combination, Edition, Grade
from paripurna.core.instrument.values import AnswerValue
from paripurna.core.scoring.compiled import CompiledEdition, CompiledPart, CompiledQuestion, compile_edition
from paripurna.core.scoring.grades import find_grade, find_next_grade, get_failed_grade
from paripurna.core.scoring.hundredths import EXACT, to_points
from paripurna.core.scoring.kinds import Refused
from paripurna.core.scoring.questions import UNREADABLE, weigh_mark
from paripurna.core.scoring.subject import ANY_SUBJECT, FilledSheet, Subject

Hundredths = NDArray[np.int64]
Marks = Mapping[str, Decimal]
Answers = Mapping[str, AnswerValue]
UNANSWERED = -1  # in a matrix of points: no answer there


@dataclass(frozen=True, slots=True)
class CityScores:
    """Scores of many sheets, one row each, in hundredths of points; columns in the order of the edition."""

    edition: Edition
    totals: Hundredths  # rows
    strands: Hundredths  # rows × strands: points won, before weights
    indicators: Hundredths  # rows × indicators: after the cap
    questions: Hundredths  # rows × questions: after gates
    answered_counts: Hundredths  # rows
    failed: NDArray[np.bool_]  # rows: something mandatory is missing

    def __len__(self) -> int:
        return len(self.totals)

    def total(self, row: int) -> Decimal:
        """The total of one sheet."""
        return to_points(int(self.totals[row]))

    def grade(self, row: int) -> Grade:
        """The grade of one sheet."""
        grade = find_grade(self.edition, self.total(row))
        return get_failed_grade(self.edition, grade) if self.failed[row] else grade

    def distance(self, row: int) -> Decimal | None:
        """The points that one sheet misses to enter the next grade; None at the top."""
        following = find_next_grade(self.edition, self.grade(row), self.total(row))
        return following[1] if following else None

    def count_grades(self) -> dict[str, int]:
        """How many sheets have each grade, by code."""
        counts = {grade.code: 0 for grade in self.edition.grades}
        pairs, sizes = np.unique(np.stack([self.totals, self.failed]), axis=1, return_counts=True)
        for (total, failed), size in zip(pairs.T, sizes, strict=True):
            grade = find_grade(self.edition, to_points(int(total)))
            code = (get_failed_grade(self.edition, grade) if failed else grade).code
            counts[code] = counts.get(code, 0) + int(size)
        return counts


def score_many(edition: Edition, sheets: Sequence[FilledSheet]) -> CityScores:
    """This function will score many sheets of one edition in one call, without explanations or contradictions."""
    rows_of: dict[Subject, list[int]] = {}
    for row, sheet in enumerate(sheets):
        rows_of.setdefault(sheet.subject, []).append(row)
    groups = [
        (
            rows,
            score_matrix(edition, _gather(compile_edition(edition, subject), [sheets[row] for row in rows]), subject),
        )
        for subject, rows in rows_of.items()
    ]
    return _put_together(edition, groups)


def score_matrix(edition: Edition, points: Hundredths, subject: Subject = ANY_SUBJECT) -> CityScores:
    """This function will score rows of points per question in hundredths (`UNANSWERED` where there is none)."""
    compiled = compile_edition(edition, subject)
    asked = np.array([question.is_asked for question in compiled.questions], dtype=bool)
    answered = (points != UNANSWERED) & asked
    won = np.where(answered, points, 0)
    _shut_gates(compiled, won)
    indicators = np.minimum(_sum_parts(won, compiled.indicators), _maxima(compiled.indicators))
    strands = _sum_parts(indicators, compiled.strands)
    return CityScores(
        edition=edition,
        totals=_add_up(compiled, strands),
        strands=strands,
        indicators=indicators,
        questions=won,
        answered_counts=answered.sum(axis=1, dtype=np.int64),
        failed=_find_failed(compiled, won, indicators),
    )


def _gather(compiled: CompiledEdition, sheets: list[FilledSheet]) -> Hundredths:
    points = np.full((len(compiled.questions), len(sheets)), UNANSWERED, dtype=np.int64)
    pairs = [(sheet.marks, sheet.answers) for sheet in sheets]
    with localcontext(EXACT):
        for row, question in enumerate(compiled.questions):
            if question.is_asked:
                points[row] = _read_question(question, pairs)
    return points.T


def _read_question(question: CompiledQuestion, pairs: list[tuple[Marks, Answers]]) -> list[int]:
    """One question over all sheets; each different mark is weighed once."""
    number, kind, worth = question.number, question.answer, question.worth
    weighed: dict[Decimal, int] = {}
    found: list[int] = []
    for marks, answers in pairs:
        try:
            if (mark := marks.get(number)) is not None:
                points = weighed.get(mark, UNANSWERED) if type(mark) is Decimal else UNANSWERED
                if points == UNANSWERED:
                    points = weighed[mark] = weigh_mark(question, mark)
            elif (answer := answers.get(number)) is None:
                points = UNANSWERED
            else:
                points = worth(answer) if type(answer) is kind else 0
        except (Refused, *UNREADABLE):
            points = 0
        found.append(points)
    return found


def _shut_gates(compiled: CompiledEdition, won: Hundredths) -> None:
    for gate in compiled.gates:
        if gate.opener is None:
            won[:, gate.question] = 0
        else:
            won[won[:, gate.opener] < gate.at_least, gate.question] = 0


def _maxima(parts: tuple[CompiledPart, ...]) -> Hundredths:
    return np.array([part.max_hundredths for part in parts], dtype=np.int64)


def _sum_parts(children: Hundredths, parts: tuple[CompiledPart, ...]) -> Hundredths:
    running = np.zeros((len(children), children.shape[1] + 1), dtype=np.int64)
    np.cumsum(children, axis=1, out=running[:, 1:])
    starts, stops = [part.start for part in parts], [part.stop for part in parts]
    sums: Hundredths = running[:, stops] - running[:, starts]
    return sums


def _add_up(compiled: CompiledEdition, strands: Hundredths) -> Hundredths:
    if compiled.edition.combination is Combination.SUM:
        return _sum_rows(strands)
    maxima = _maxima(compiled.strands)
    weights = np.array([part.weight or 0 for part in compiled.strands], dtype=np.int64)
    divisors = np.maximum(maxima, 1)
    weighted = (2 * np.minimum(strands, maxima) * weights + divisors) // (2 * divisors)
    return _sum_rows(np.where(maxima > 0, weighted, 0))


def _sum_rows(points: Hundredths) -> Hundredths:
    sums: Hundredths = points.sum(axis=1, dtype=np.int64)
    return sums


def _find_failed(compiled: CompiledEdition, won: Hundredths, indicators: Hundredths) -> NDArray[np.bool_]:
    failed = np.zeros(len(won), dtype=bool)
    for points, demands in ((won, compiled.mandatory_questions), (indicators, compiled.mandatory_indicators)):
        for column, least in demands:
            failed |= points[:, column] < least
    return failed


def _put_together(edition: Edition, groups: list[tuple[list[int], CityScores]]) -> CityScores:
    """The groups of subjects back in the order of the sheets."""
    if not groups:
        return score_matrix(edition, np.empty((0, len(edition.questions)), dtype=np.int64))
    order = np.argsort(np.concatenate([rows for rows, _ in groups]))
    return CityScores(
        edition,
        *(
            np.concatenate([getattr(scores, name) for _, scores in groups])[order]
            for name in ("totals", "strands", "indicators", "questions", "answered_counts", "failed")
        ),
    )
