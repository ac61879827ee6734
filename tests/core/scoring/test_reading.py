"""What is read from a score: gaps, comparisons, the explanation tree, contradictions in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paripurna.core.instrument.model import Applicability, Combination, Gate, Grade
from paripurna.core.instrument.text import Text
from paripurna.core.scoring import GapReason, compare, describe, explain, gaps, score_marks
from paripurna.core.scoring.result import Contradiction, ContradictionKind, Level
from paripurna.core.scoring.sentences import format_number, format_points, format_value
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_single, build_strand


def _marks(**points: str | int) -> dict[str, Decimal]:
    return {number: D(mark) for number, mark in points.items()}


class TestGaps:
    def test_name_every_point_not_won_the_largest_first(self) -> None:
        edition = build_single(
            build_question("a"),
            build_question("b"),
            build_question("c"),
            build_question("d", gate=Gate(question="a", at_least=D(10))),
            build_question("e"),
            build_question("f", applies_to=Applicability(remote=True)),
        )

        found = gaps(edition, score_marks(edition, _marks(a="9.5", b=10, d=4, e=-1)))

        assert [(gap.question, gap.points, gap.reason) for gap in found] == [
            ("c", 10, GapReason.UNANSWERED),
            ("d", 10, GapReason.GATED),
            ("e", 10, GapReason.REFUSED),
            ("a", D("0.5"), GapReason.LOST),
        ]


class TestCompare:
    edition = build_edition(
        build_strand("A", build_indicator("1", build_question("a")), build_indicator("2", build_question("b"))),
        build_strand("B", build_indicator("3", build_question("c"))),
    )

    def test_lists_losses_from_stage_to_stage(self) -> None:
        scores = {
            "own": score_marks(self.edition, _marks(a=10, b=8, c=5)),
            "province": score_marks(self.edition, _marks(a=9, b=4, c=6)),
            "final": score_marks(self.edition, _marks(a=9, b=4, c=6)),
        }

        found = compare(self.edition, scores)

        assert [(shift.number, shift.from_stage, shift.to_stage, shift.loss) for shift in found.questions] == [
            ("b", "own", "province", 4),
            ("a", "own", "province", 1),
            ("c", "own", "province", -1),
        ]
        assert [(shift.number, shift.loss) for shift in found.indicators] == [("2", 4), ("1", 1), ("3", -1)]
        assert [(shift.number, shift.before, shift.after) for shift in found.strands] == [("A", 18, 13), ("B", 5, 6)]
        assert [(shift.level, shift.loss) for shift in found.total] == [(Level.TOTAL, 4)]

    def test_of_one_stage_is_empty(self) -> None:
        found = compare(self.edition, {"own": score_marks(self.edition, {})})

        assert (found.total, found.strands, found.indicators, found.questions) == ((), (), (), ())


class TestExplain:
    def test_goes_from_the_total_to_the_rule(self) -> None:
        indicator = build_indicator("1", build_question("a"), build_question("b"), max_points=15)
        edition = build_edition(build_strand("A", indicator), build_strand("B"))

        tree = explain(edition, score_marks(edition, _marks(a=10, b="7.5"), explain=True))

        strand = tree.children[0]
        assert [step.text.id for step in tree.steps] == [
            "Jumlah 2 bagian: 15 dari maksimum 15.",
            "15 masuk predikat None.",
            "Kurang 485 poin untuk masuk predikat Pratama.",
        ]
        assert [step.text.en for step in strand.children[0].steps] == [
            "Sum of 2 parts: 17.5 of at most 15.",
            "Cut at the maximum 15; the overflow of 2.5 does not count.",
        ]
        levels = [tree.level, strand.level, strand.children[0].level, strand.children[0].children[1].level]
        assert levels == [Level.TOTAL, Level.STRAND, Level.INDICATOR, Level.QUESTION]
        assert strand.children[0].children[1].steps[0].text.en == "A mark of 7.5 of at most 10 was given at this stage."
        assert tree.children[1].children == ()

    def test_tells_weights_failures_and_the_top(self) -> None:
        question = build_question("a", mandatory_points=D(6))
        strand = build_strand("A", build_indicator("1", question), weight=D(100))
        grade = Grade(code="x", label="Belum", low=D(0), high=D(100), low_included=True)
        edition = build_edition(
            strand, combination=Combination.WEIGHTED, max_points=100, grades=(grade,), failed_grade="x"
        )

        tree = explain(edition, score_marks(edition, _marks(a=5)))

        assert tree.children[0].steps[1].text.id == "5 ÷ 10 × bobot 100 = 50."
        assert [step.text.en for step in tree.steps[1:]] == [
            "Mandatory parts are missing (a): Belum, whatever the score.",
            "This is the highest grade.",
        ]


SENTENCES = {
    ContradictionKind.UNKNOWN_QUESTION: "Pertanyaan 9.9: tidak ada dalam edisi ini",
    ContradictionKind.NOT_ASKED: "Pertanyaan 9.9: tidak berlaku untuk daerah ini",
    ContradictionKind.BAD_VALUE: "Pertanyaan 9.9: jawaban tidak dapat dinilai (bukan angka)",
    ContradictionKind.MARK_ABOVE_MAXIMUM: "Pertanyaan 9.9: nilai 1.200,5 melebihi maksimum 10",
    ContradictionKind.MARK_BELOW_ZERO: "Pertanyaan 9.9: nilai 1.200,5 kurang dari nol",
    ContradictionKind.INDICATOR_OVERFLOW: "Pertanyaan 9.9: nilai pertanyaannya berjumlah 1.200,5",
    ContradictionKind.MAXIMA_DISAGREE: "Pertanyaan 9.9: nilai maksimum bagian-bagiannya berjumlah 1.200,5",
    ContradictionKind.RECORDED_TOTAL_DISAGREES: "Pertanyaan 9.9: nilai tercatat 1.200,5",
    ContradictionKind.RECORDED_PARTS_DISAGREE: "Pertanyaan 9.9: nilai tercatat 1.200,5",
    ContradictionKind.MISSING_ANSWER: "Pertanyaan 9.9: 1.200,5 dari 10 pertanyaan terjawab",
}


class TestDescribe:
    @pytest.mark.parametrize("kind", ContradictionKind)
    def test_has_a_sentence_for_every_kind(self, kind: ContradictionKind) -> None:
        contradiction = Contradiction(kind, "9.9", D(10), D("1200.50"), "value:not_a_number")

        assert describe(contradiction, "id").startswith(SENTENCES[kind])
        assert describe(contradiction, "en").startswith("Question 9.9")

    @pytest.mark.parametrize(("code", "name"), [("A", "Bagian A"), ("Z", "Strand Z")], ids=["known", "unknown"])
    def test_calls_a_strand_as_the_edition_does(self, code: str, name: str) -> None:
        edition = build_single(build_question("a"))
        contradiction = Contradiction(ContradictionKind.RECORDED_TOTAL_DISAGREES, code, level=Level.STRAND)

        assert describe(contradiction, "en", edition).startswith(name)


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "indonesian", "english"),
        [
            ("1234.50", "1.234,5", "1,234.5"),
            ("600.00", "600", "600"),
            ("-0.25", "-0,25", "-0.25"),
            ("1E+3", "1.000", "1,000"),
        ],
    )
    def test_are_written_as_people_write_them(self, number: str, indonesian: str, english: str) -> None:
        assert (format_number(D(number), "id"), format_number(D(number), "en")) == (indonesian, english)

    def test_align_in_columns(self) -> None:
        assert (format_points(D("1234.5"), "id"), format_points(D("7"), "en")) == ("1.234,50", "7.00")

    def test_stand_beside_labels_and_words(self) -> None:
        assert [format_value(value, "en") for value in (12_000, Text(id="ya", en="yes"), Text(id="ya"), "kata")] == [
            "12,000",
            "yes",
            "ya",
            "kata",
        ]
