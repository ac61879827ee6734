"""The shipped national edition is what its sources say, and says what they do not."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from paripurna.core.instrument.canonical import content_hash
from paripurna.core.instrument.checker import check_edition
from paripurna.core.instrument.loader import read_edition
from paripurna.core.instrument.model import AnomalyKind, Edition, Polarity
from paripurna.core.instrument.problem import Severity
from paripurna.core.instrument.shelf import SHIPPED, get_edition, list_editions
from paripurna.core.instrument.text import Standing


@pytest.fixture(scope="module")
def kla() -> Edition:
    return get_edition("kla-2024@1")


class TestKla2024:
    def test_has_the_size_of_the_form(self, kla):
        assert (len(kla.strands), len(kla.indicators), len(kla.questions)) == (7, 31, 274)
        assert [strand.max_points for strand in kla.strands] == [164, 115, 156, 150, 110, 205, 100]
        assert sum(question.max_points for question in kla.questions) == Decimal(1004)

    def test_has_no_errors_and_only_the_declared_contradictions(self):
        problems = read_edition(SHIPPED / "kla-2024").problems

        assert {problem.severity for problem in problems} == {Severity.WARNING}
        assert Counter(problem.code for problem in problems) == {"MAXIMA_DISAGREE": 2, "QUESTIONS_TOTAL": 1}

    def test_declares_the_recorded_totals_that_disagree(self, kla):
        parts = {part.number: part for part in kla.indicators} | {part.code: part for part in kla.strands}
        recorded = {
            name
            for name, part in parts.items()
            if any(anomaly.kind is AnomalyKind.RECORDED for anomaly in part.anomalies)
        }

        assert recorded == {"1", "7", "17", "19", "21B", "26", "K1", "K2", "K6"}

    def test_reverses_eighteen_questions(self, kla):
        assert sum(question.polarity is Polarity.LESS_IS_BETTER for question in kla.questions) == 18

    def test_counts_the_five_moves(self, kla):
        moves = {theme.code for theme in kla.themes if theme.move}

        assert sum(question.max_points for question in kla.questions if question.theme in moves) == 355

    def test_never_calls_a_rule_official(self, kla):
        standings = Counter(question.rule.standing for question in kla.questions)

        assert set(standings) == {Standing.INFERRED, Standing.UNKNOWN}
        assert all(question.rule.note is not None for question in kla.questions)
        assert all(
            question.rule.kind == "free" for question in kla.questions if question.rule.standing is Standing.UNKNOWN
        )

    def test_speaks_both_languages(self, kla):
        parts = (*kla.questions, *kla.indicators, *kla.strands, *kla.roles, *kla.grades, *kla.stages)

        assert all(part.label.id and part.label.en for part in parts)

    @pytest.mark.parametrize(
        ("total", "grade"),
        [
            ("0", "none"),
            ("499.99", "none"),
            ("500", "pratama"),
            ("600", "pratama"),
            ("600.01", "madya"),
            ("700", "madya"),
            ("800.01", "utama"),
            ("900", "utama"),
            ("900.01", "kla"),
            ("1000", "kla"),
        ],
    )
    def test_has_half_open_grades(self, kla, total, grade):
        assert [each.code for each in kla.grades if each.holds(Decimal(total))] == [grade]

    def test_gives_marks_at_four_stages_one_of_them_ours(self, kla):
        assert [stage.code for stage in kla.stages if stage.marks] == [
            "evaluasi_mandiri",
            "pemeriksaan_internal",
            "verifikasi_administrasi",
            "verifikasi_final",
        ]
        assert [stage.code for stage in kla.stages if stage.internal] == ["pemeriksaan_internal"]

    def test_is_the_edition_that_rounds_are_pinned_to(self):
        # A shipped edition never changes: give it a new version instead, and add its hash to the golden file.
        golden = json.loads((Path(__file__).parents[2] / "golden" / "editions.json").read_text("utf-8"))

        assert {edition.reference: content_hash(edition) for edition in list_editions()} == golden

    def test_can_be_checked_without_its_files(self, kla):
        assert {problem.file for problem in check_edition(kla)} == {""}
