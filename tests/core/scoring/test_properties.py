"""What holds for every edition, every answer and every mark."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from paripurna.core.instrument.model import Applicability, Combination, Edition, Gate, Grade
from paripurna.core.instrument.rules import Band, BandsRule, ChoiceRule, FreeRule, LinearRule, Option
from paripurna.core.instrument.values import Chosen, Measured
from paripurna.core.scoring import FilledSheet, Score, Subject, find_grade, score
from paripurna.core.scoring.hundredths import to_hundredths
from paripurna.core.scoring.many import score_many, score_matrix
from paripurna.core.scoring.result import Basis
from tests.core.scoring import oracle
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_strand

BANDS = BandsRule(
    bands=(Band(high=D(25), points=D(1)), Band(low=D(25), high=D(60), points=D("4.005")), Band(low=D(60), points=D(10)))
)
CHOICE = ChoiceRule(
    options=tuple(
        Option(code=code, label=code, points=D(points)) for code, points in {"a": 0, "b": "3.333", "c": 10}.items()
    )
)
RULES = (FreeRule(), BANDS, CHOICE, LinearRule(zero_at=D(10), full_at=D(90)), LinearRule(zero_at=D(50), full_at=D(5)))
NUMBERS = tuple(f"{strand}.{indicator}.{number}" for strand in "ab" for indicator in "12" for number in "xyz")

maxima = st.sampled_from([D("0.25"), D(1), D("4.5"), D(10)])
figures = st.decimals(min_value=-20, max_value=120, places=3)
weights = st.sampled_from([D(25), D("12.5"), D(40)])
subjects = st.builds(Subject, st.sampled_from(["kota", "kabupaten"]), st.booleans())
applicabilities = st.sampled_from(
    [
        Applicability(),
        Applicability(),
        Applicability(region_types=("kota",)),
        Applicability(remote=True),
        Applicability(remote=False),
    ]
)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    """Two strands of two indicators of three questions; capped, gated, conditional or weighted as it comes."""
    strands = [
        build_strand(
            code,
            *(
                build_indicator(
                    f"{code}.{indicator}",
                    *(
                        build_question(
                            f"{code}.{indicator}.{number}",
                            draw(st.sampled_from(RULES)),
                            draw(maxima) if number == "x" else 10,
                            gate=draw(st.sampled_from([None, None, Gate(question="a.1.x", at_least=D("0.2"))]))
                            if code == "b"
                            else None,
                            applies_to=draw(applicabilities) if number == "z" else Applicability(),
                        )
                        for number in "xyz"
                    ),
                    max_points=draw(st.sampled_from([None, 7, 60])),
                )
                for indicator in "12"
            ),
            weight=draw(weights),
        )
        for code in "ab"
    ]
    combination = draw(st.sampled_from(Combination))
    most = sum(
        ((strand.weight if combination is Combination.WEIGHTED else strand.max_points) for strand in strands), D(0)
    )
    return build_edition(*strands, combination=combination, max_points=most, grades=_thirds(most))


def _thirds(most: Decimal) -> tuple[Grade, ...]:
    first, second = D("10.5"), D("20.01")
    return (
        Grade(code="low", label="Rendah", low=D(0), high=first, low_included=True),
        Grade(code="middle", label="Sedang", low=first, high=second),
        Grade(code="high", label="Tinggi", low=second, high=max(most, D(1000))),
    )


@st.composite
def sheets(draw: st.DrawFn, edition: Edition) -> FilledSheet:
    """Answers and marks for some of the questions, now and then out of range."""
    answers, marks = {}, {}
    for question in edition.questions:
        match draw(st.integers(0, 3)):
            case 1:
                marks[question.number] = draw(figures) / 10
            case 2:
                is_choice = isinstance(question.rule, ChoiceRule)
                answers[question.number] = (
                    Chosen(draw(st.sampled_from("abcd"))) if is_choice else Measured(draw(figures))
                )
    return FilledSheet(answers, marks, draw(subjects))


def _score(edition: Edition, sheet: FilledSheet, *, explain: bool = False) -> Score:
    return score(edition, answers=sheet.answers, marks=sheet.marks, subject=sheet.subject, explain=explain)


cases = editions().flatmap(lambda edition: st.tuples(st.just(edition), sheets(edition)))


class TestScore:
    @settings(max_examples=40)
    @given(cases)
    def test_equals_the_plain_scorer(self, case: tuple[Edition, FilledSheet]) -> None:
        edition, sheet = case
        has_absent = any(not sheet.subject.is_asked(question.applies_to) for question in edition.questions)

        result = _score(edition, sheet)

        if edition.combination is Combination.SUM or not has_absent:
            assert result.total == oracle.add_up(edition, sheet)

    @settings(max_examples=40)
    @given(cases)
    def test_adds_up(self, case: tuple[Edition, FilledSheet]) -> None:
        result = _score(*case)

        for question in result.questions.values():
            assert 0 <= question.points <= question.max_points
        for part in (*result.indicators, *result.strands):
            assert part.points + part.lost + part.unanswered <= part.max_points or part in result.strands
            assert min(part.points, part.lost, part.unanswered, part.overflow) >= 0
        assert sum(part.points for part in result.strands) == sum(part.points for part in result.indicators)
        if case[0].combination is Combination.SUM:
            assert result.total == sum(part.points for part in result.indicators)
        else:
            assert result.total == sum(part.weighted or 0 for part in result.strands)
            assert 0 <= result.total <= sum(strand.weight or 0 for strand in case[0].strands)

    @settings(max_examples=25)
    @given(cases, st.sampled_from(NUMBERS), figures)
    def test_never_falls_when_a_mark_rises(self, case: tuple[Edition, FilledSheet], number: str, step: Decimal) -> None:
        edition, sheet = case
        most = edition.question_by_number[number].max_points
        lower = min(abs(step), most)
        low = _score(edition, replace(sheet, marks={**sheet.marks, number: lower}))
        high = _score(edition, replace(sheet, marks={**sheet.marks, number: most}))

        assert low.total <= high.total

    @settings(max_examples=25)
    @given(cases, st.sampled_from(NUMBERS))
    def test_never_rises_when_an_answer_is_taken_away(self, case: tuple[Edition, FilledSheet], number: str) -> None:
        edition, sheet = case
        answers = {key: value for key, value in sheet.answers.items() if key != number}
        marks = {key: value for key, value in sheet.marks.items() if key != number}

        assert _score(edition, replace(sheet, answers=answers, marks=marks)).total <= _score(edition, sheet).total

    @settings(max_examples=30)
    @given(cases, st.randoms(use_true_random=False))
    def test_does_not_ask_for_an_order(self, case: tuple[Edition, FilledSheet], chance: random.Random) -> None:
        edition, sheet = case
        answers, marks = list(sheet.answers.items()), list(sheet.marks.items())
        chance.shuffle(answers)
        chance.shuffle(marks)

        assert _score(edition, replace(sheet, answers=dict(answers), marks=dict(marks))) == _score(edition, sheet)

    @settings(max_examples=40)
    @given(cases)
    def test_is_the_same_with_an_explanation(self, case: tuple[Edition, FilledSheet]) -> None:
        plain, explained = _score(*case), _score(*case, explain=True)

        bare = {number: question._replace(steps=()) for number, question in explained.questions.items()}
        assert replace(explained, questions=bare) == plain
        assert all(question.steps for question in explained.questions.values())
        assert all(step.text.id for question in explained.questions.values() for step in question.steps)


class TestGrades:
    @given(st.integers(0, 100_000))
    def test_hold_every_total_once(self, hundredths: int) -> None:
        edition, total = build_edition(), Decimal(hundredths) / 100
        holding = [grade for grade in edition.grades if grade.holds(total)]

        assert holding == [find_grade(edition, total)]

    @settings(max_examples=40)
    @given(cases)
    def test_are_entered_by_exactly_the_distance(self, case: tuple[Edition, FilledSheet]) -> None:
        edition = case[0]
        result = _score(*case)

        if result.distance is not None:
            assert find_grade(edition, result.total + result.distance) == result.next_grade
            assert find_grade(edition, result.total + result.distance - D("0.01")) == result.grade


class TestScoreMany:
    @settings(max_examples=40)
    @given(editions().flatmap(lambda edition: st.tuples(st.just(edition), st.lists(sheets(edition), max_size=6))))
    def test_equals_the_exact_scorer(self, case: tuple[Edition, list[FilledSheet]]) -> None:
        edition, rows = case

        many = score_many(edition, rows)

        assert len(many) == len(rows)
        for row, sheet in enumerate(rows):
            single = _score(edition, sheet)
            assert (many.total(row), many.grade(row), many.distance(row)) == (
                single.total,
                single.grade,
                single.distance,
            )
            assert many.indicators[row].tolist() == [to_hundredths(part.points) for part in single.indicators]
            assert many.strands[row].tolist() == [to_hundredths(part.points) for part in single.strands]
            assert many.questions[row].tolist() == [to_hundredths(one.points) for one in single.questions.values()]
            answered = [
                one for one in single.questions.values() if one.basis not in {Basis.UNANSWERED, Basis.NOT_APPLICABLE}
            ]
            assert many.answered_counts[row] == len(answered)

    @settings(max_examples=20)
    @given(cases)
    def test_scores_its_own_points_again(self, case: tuple[Edition, FilledSheet]) -> None:
        edition, sheet = case
        once = score_many(edition, [sheet])

        again = score_matrix(edition, once.questions, sheet.subject)

        assert again.totals.tolist() == once.totals.tolist()
