"""The way from points of questions to the total: caps, gates, applicability, weights, mandatory parts, grades."""

from __future__ import annotations

from decimal import Decimal, getcontext, localcontext
from typing import Any

import pytest

from paripurna.core.instrument.model import Anomaly, AnomalyKind, Applicability, Combination, Gate
from paripurna.core.instrument.rules import FreeRule
from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import Measured
from paripurna.core.scoring import (
    FilledSheet,
    RecordedTotals,
    Score,
    Subject,
    compile_edition,
    describe,
    score,
    score_marks,
)
from paripurna.core.scoring import compiled as compiling
from paripurna.core.scoring.many import score_many
from paripurna.core.scoring.result import Basis, Contradiction, ContradictionKind, Level
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_single, build_strand

REGENCY, REMOTE_CITY = Subject("kabupaten"), Subject("kota", remote=True)


def _marks(**points: str | int) -> dict[str, Decimal]:
    return {number: D(mark) for number, mark in points.items()}


def _kinds(result: Score) -> list[tuple[ContradictionKind, str]]:
    return [(one.kind, one.place) for one in result.contradictions if one.kind is not ContradictionKind.MISSING_ANSWER]


class TestPointsOfAQuestion:
    def test_are_the_mark_before_the_rule(self) -> None:
        edition = build_single(build_question("a"))

        result = score(edition, answers={"a": Measured(D(9))}, marks=_marks(a="4.5"))

        assert result.questions["a"].points == D("4.50")
        assert result.questions["a"].basis is Basis.MARK
        assert result.questions["a"].standing is Standing.OFFICIAL

    def test_are_zero_and_a_gap_when_unanswered(self) -> None:
        result = score_marks(build_single(build_question("a"), build_question("b")), _marks(a=10))

        assert result.total == 10
        assert (result.questions["b"].basis, result.questions["b"].unanswered) == (Basis.UNANSWERED, 10)
        assert (result.indicators[0].unanswered, result.indicators[0].answered_count) == (10, 1)
        missing = result.contradictions[0]
        assert (missing.kind, missing.expected, missing.found) == (ContradictionKind.MISSING_ANSWER, 2, 1)

    def test_are_rounded_half_up_before_they_are_added(self) -> None:
        marks = _marks(a="0.005", b="0.005", c="0.004")

        assert score_marks(build_single(*map(build_question, "abc")), marks).total == D("0.02")

    @pytest.mark.parametrize(
        ("mark", "kind"),
        [
            ("10.01", ContradictionKind.MARK_ABOVE_MAXIMUM),
            ("-0.01", ContradictionKind.MARK_BELOW_ZERO),
            ("NaN", ContradictionKind.BAD_VALUE),
            ("sNaN", ContradictionKind.BAD_VALUE),
            ("1E+999999", ContradictionKind.MARK_ABOVE_MAXIMUM),
        ],
    )
    def test_are_refused_for_an_impossible_mark(self, mark: str, kind: ContradictionKind) -> None:
        result = score_marks(build_single(build_question("a")), _marks(a=mark))

        assert (result.total, result.questions["a"].basis) == (0, Basis.REFUSED)
        assert result.questions["a"].lost == 10
        assert _kinds(result) == [(kind, "a")]

    @pytest.mark.parametrize("mark", ["5", 5, 5.0, True])
    def test_are_refused_for_a_mark_that_is_no_decimal(self, mark: Any) -> None:
        edition = build_single(build_question("a"))
        score_marks(edition, _marks(a=5))  # equal to the mark, and seen before

        assert _kinds(score_marks(edition, {"a": mark})) == [(ContradictionKind.BAD_VALUE, "a")]
        rows = [FilledSheet(marks=_marks(a=5)), FilledSheet(marks={"a": mark})]
        assert score_many(edition, rows).totals.tolist() == [500, 0]

    def test_are_the_same_when_no_more_marks_are_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("paripurna.core.scoring.questions._SEEN_AT_MOST", 0)

        assert score_marks(build_single(build_question("a")), _marks(a=7)).total == 7

    def test_do_not_depend_on_the_context_of_the_caller(self) -> None:
        with localcontext() as context:
            context.prec = 2
            result = score_marks(build_single(build_question("a")), _marks(a="7.125"))
            assert getcontext().prec == 2

        assert result.total == D("7.13")


class TestIndicator:
    def test_is_cut_at_its_maximum_and_reports_the_overflow(self) -> None:
        indicator = build_indicator("1", build_question("a"), build_question("b"), max_points=15)
        edition = build_edition(build_strand("A", indicator))

        result = score_marks(edition, _marks(a=10, b="7.5"))

        part = result.indicators[0]
        assert (part.points, part.overflow, part.lost, result.total) == (15, D("2.50"), 0, 15)
        assert _kinds(result) == [(ContradictionKind.INDICATOR_OVERFLOW, "1"), (ContradictionKind.MAXIMA_DISAGREE, "1")]

    def test_without_questions_is_worth_nothing(self) -> None:
        assert score_marks(build_edition(build_strand("A", build_indicator("1")), build_strand("B")), {}).total == 0


class TestApplicability:
    edition = build_single(
        build_question("a"),
        build_question("b", applies_to=Applicability(region_types=("kabupaten",))),
        build_question("c", applies_to=Applicability(remote=False)),
    )

    def test_is_neither_won_nor_lost(self) -> None:
        result = score_marks(self.edition, _marks(a=6, c=4))

        part = result.indicators[0]
        assert result.questions["b"].basis is Basis.NOT_APPLICABLE
        assert (part.points, part.max_points, part.lost, part.unanswered, part.question_count) == (10, 20, 10, 0, 2)
        assert (result.strands[0].max_points, result.max_points) == (20, 30)
        assert result.contradictions == ()

    @pytest.mark.parametrize(("subject", "asked"), [(REGENCY, "abc"), (REMOTE_CITY, "a"), (Subject(), "ac")], ids=str)
    def test_follows_the_subject(self, subject: Subject, asked: str) -> None:
        result = score_marks(self.edition, {}, subject=subject)

        unanswered = [number for number, one in result.questions.items() if one.basis is Basis.UNANSWERED]
        assert unanswered == list(asked)

    def test_reports_an_answer_that_nobody_asked_for(self) -> None:
        result = score_marks(self.edition, _marks(a=1, b=2, c=3, d=4))

        assert result.total == 4
        assert _kinds(result) == [(ContradictionKind.NOT_ASKED, "b"), (ContradictionKind.UNKNOWN_QUESTION, "d")]

    def test_lets_variants_share_the_maximum(self) -> None:
        variants = [
            build_question(name, applies_to=Applicability(remote=remote))
            for name, remote in (("a", True), ("b", False))
        ]
        edition = build_edition(build_strand("A", build_indicator("1", *variants, max_points=10)))

        assert _kinds(score_marks(edition, {})) == []
        assert score_marks(edition, _marks(a=10), subject=REMOTE_CITY).indicators[0].max_points == 10

    def test_keeps_the_scale_of_a_weighted_edition(self) -> None:
        questions = [build_question("a"), build_question("b", applies_to=Applicability(remote=True))]
        part = build_strand("A", build_indicator("1", *questions), weight=D(60))
        empty = build_strand("B", build_indicator("2", questions[1].model_copy(update={"number": "c"})), weight=D(40))
        edition = build_edition(part, empty, combination=Combination.WEIGHTED, max_points=100)

        result = score_marks(edition, _marks(a=5))

        assert [strand.weighted for strand in result.strands] == [30, 0]
        assert score_many(edition, [FilledSheet(marks=_marks(a=5))]).total(0) == result.total == 30


class TestGate:
    def _build(self, **gates: str) -> Any:
        questions = (
            build_question(number, gate=Gate(question=gates[number], at_least=D(5)) if number in gates else None)
            for number in "abc"
        )
        return build_single(*questions)

    def test_takes_the_points_when_the_opener_earned_too_little(self) -> None:
        result = score(self._build(b="a"), answers={"b": Measured(D(8))}, marks=_marks(a="4.99"), explain=True)

        assert (result.questions["b"].basis, result.questions["b"].points, result.total) == (Basis.GATED, 0, D("4.99"))
        assert (
            result.questions["b"].steps[1].text.en
            == "Counts only once question a earns at least 5; it has 4.99: worth 0."
        )

    def test_takes_a_mark_too(self) -> None:
        assert score_marks(self._build(b="a"), _marks(a=4, b=8)).total == 4

    def test_lets_points_through_when_the_opener_earned_enough(self) -> None:
        assert score_marks(self._build(b="a"), _marks(a=5, b=8)).total == 13

    def test_is_tried_after_the_gate_of_its_opener(self) -> None:
        edition = self._build(a="b", b="c")

        assert score_marks(edition, _marks(a=8, b=8, c=1)).total == 1
        assert score_marks(edition, _marks(a=8, b=8, c=5)).total == 21

    @pytest.mark.parametrize("gates", [{"a": "b", "b": "a"}, {"a": "a", "b": "x"}], ids=str)
    def test_stays_shut_in_a_circle_or_without_opener(self, gates: dict[str, str]) -> None:
        edition, marks = self._build(**gates), _marks(a=8, b=8, c=1)

        assert score_marks(edition, marks).total == 1
        assert score_many(edition, [FilledSheet(marks=marks)]).total(0) == 1

    def test_stands_open_when_its_opener_does_not_apply(self) -> None:
        opener = build_question("a", applies_to=Applicability(remote=True))
        edition = build_single(opener, build_question("b", gate=Gate(question="a", at_least=D(5))))

        assert score_marks(edition, _marks(b=8)).total == 8

    def test_leaves_an_unanswered_question_unanswered(self) -> None:
        assert score_marks(self._build(b="a"), {}).questions["b"].basis is Basis.UNANSWERED

    def test_explains_an_opener_that_does_not_exist(self) -> None:
        result = score_marks(self._build(b="x"), _marks(b=3), explain=True)

        assert (
            result.questions["b"].steps[1].text.en.startswith("Counts only once question x earns at least 5; it has 0")
        )


class TestMaxima:
    def test_are_compared_at_every_level(self) -> None:
        declared = Anomaly(code="maxima", kind=AnomalyKind.MAXIMA, text="Sumber keliru")
        indicator = build_indicator("1", build_question("a"), max_points=8, anomalies=(declared,))
        edition = build_edition(build_strand("A", indicator, max_points=9), max_points=20)

        found = score_marks(edition, _marks(a=1)).contradictions

        assert [(one.level, one.place, one.expected, one.found, one.declared) for one in found] == [
            (Level.INDICATOR, "1", 8, 10, True),
            (Level.STRAND, "A", 9, 8, False),
            (Level.TOTAL, "total", 20, 9, False),
        ]
        assert describe(found[0], "id").endswith("Pertentangan ini sudah tercatat dalam edisi.")

    def test_add_up_weights_in_a_weighted_edition(self) -> None:
        strand = build_strand("A", build_indicator("1", build_question("a")), weight=D(90))
        edition = build_edition(strand, combination=Combination.WEIGHTED, max_points=100)

        assert [(one.expected, one.found) for one in score_marks(edition, _marks(a=1)).contradictions] == [(100, 90)]


class TestRecordedTotals:
    edition = build_edition(
        build_strand("A", build_indicator("1", build_question("a")), build_indicator("2", build_question("b"))),
        build_strand("B", build_indicator("3", build_question("c"))),
    )

    def _find(self, **recorded: Any) -> list[Contradiction]:
        result = score_marks(self.edition, _marks(a=1, b=2, c=4), recorded=RecordedTotals(**recorded))
        return list(result.contradictions)

    def test_that_agree_are_not_mentioned(self) -> None:
        sums = {"strands": D(7), "questions": D(7)}

        assert self._find(indicators=_marks(**{"1": 1}), strands=_marks(A=3, B=4), sums=sums, total=D(7)) == []

    def test_are_held_against_the_sums(self) -> None:
        found = self._find(indicators=_marks(**{"1": 5}), strands=_marks(A=6), sums={"indicators": D(9)}, total=D(8))

        assert [(one.level, one.place, one.expected, one.found, one.detail) for one in found] == [
            (Level.INDICATOR, "1", 1, 5, "recorded"),
            (Level.STRAND, "A", 3, 6, "recorded"),
            (Level.TOTAL, "total", 7, 9, "indicators"),
            (Level.TOTAL, "total", 7, 8, "total"),
        ]

    def test_are_held_against_each_other(self) -> None:
        found = self._find(indicators=_marks(**{"1": 1, "2": 1}), strands=_marks(A=3, B=4), sums={"strands": D(9)})

        parts = [one for one in found if one.kind is ContradictionKind.RECORDED_PARTS_DISAGREE]
        assert [(one.place, one.expected, one.found) for one in parts] == [("A", 2, 3), ("total", 7, 9)]

    def test_of_unknown_parts_are_reported(self) -> None:
        found = self._find(indicators=_marks(**{"9": 1}), strands=_marks(Z=2))

        assert [describe(one, "en") for one in found] == [
            "Indicator 9: a score of 1 is recorded for a part that this edition does not have. Check the number.",
            "Strand Z: a score of 2 is recorded for a part that this edition does not have. Check the number.",
        ]


class TestSteps:
    def test_say_why_nothing_was_scored(self) -> None:
        lone = build_question("c", applies_to=Applicability(remote=True))
        edition = build_single(build_question("a"), build_question("b"), lone)

        result = score_marks(edition, _marks(b=11), explain=True)

        assert [result.questions[number].steps[0].text.en.split(":")[0] for number in "abc"] == [
            "Not answered",
            "The answer or mark cannot be used",
            "Does not apply to this region",
        ]

    def test_say_what_was_marked_and_rounded(self) -> None:
        result = score_marks(build_single(build_question("a")), _marks(a="7.125"), explain=True)

        assert [step.text.id for step in result.questions["a"].steps] == [
            "Nilai 7,125 dari maksimum 10 diberikan pada tahap ini.",
            "7,125 dibulatkan ke perseratus terdekat (setengah ke atas): 7,13.",
        ]

    @pytest.mark.parametrize("standing", Standing)
    def test_say_where_the_rule_comes_from(self, standing: Standing) -> None:
        edition = build_single(build_question("a", FreeRule(standing=standing, source="S1+S9")))

        last = score(edition, answers={"a": Measured(D(1))}, explain=True).questions["a"].steps[-1]

        assert last.text.id.endswith("Sumber: S1, S9")


class TestCompileEdition:
    def test_compiles_once_for_each_subject(self) -> None:
        edition = build_single(build_question("a"))

        assert compile_edition(edition) is compile_edition(edition, Subject())
        assert compile_edition(edition, REGENCY) is not compile_edition(edition)

    def test_forgets_when_it_holds_too_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(compiling, "_compiled", {})
        editions = [build_single(build_question("a")) for _ in range(compiling._KEPT_AT_MOST + 1)]

        for edition in editions:
            compile_edition(edition)

        assert len(compiling._compiled) == 1
