"""Totals that a source writes itself: which line records which total."""

from __future__ import annotations

import pytest

from paripurna.core.scoring.recorded import GRAND_TOTAL, RecordedLines, RecordedPlace, find_recorded_place
from paripurna.core.scoring.result import Level
from tests.core.scoring.building import D, build_edition, build_indicator, build_question, build_strand

EDITION = build_edition(
    build_strand("A", build_indicator("1a", build_question("1.1"), build_question("1.2"))),
    build_strand("B", build_indicator("2", build_question("2"))),
)


class TestFindRecordedPlace:
    @pytest.mark.parametrize(
        ("name", "place"),
        [
            (" 1A ", RecordedPlace(Level.INDICATOR, "1a")),
            ("b", RecordedPlace(Level.STRAND, "B")),
            ("Bagian A", RecordedPlace(Level.STRAND, "A")),
            ("Total Nilai", RecordedPlace(Level.TOTAL, GRAND_TOTAL)),
            ("jumlah klaster", RecordedPlace(Level.TOTAL, "strands")),
        ],
    )
    def test_knows_a_total_by_its_name(self, name, place):
        assert find_recorded_place(EDITION, name) == place

    @pytest.mark.parametrize("name", ["", "  ", "1.1", "2", "Catatan", "3"])
    def test_takes_no_other_line_for_a_total(self, name):
        assert find_recorded_place(EDITION, name) is None


class TestRecordedLines:
    def test_keeps_the_first_of_each_place(self):
        lines = RecordedLines()

        assert lines.put(RecordedPlace(Level.INDICATOR, "1a"), D(7)) == D(7)
        assert lines.put(RecordedPlace(Level.INDICATOR, "1a"), D(9)) == D(7)
        assert lines.count() == 1

    def test_tells_the_total_of_unknown_parts_apart(self):
        lines = RecordedLines()
        lines.put(RecordedPlace(Level.STRAND, "A"), D(12))
        lines.put(RecordedPlace(Level.TOTAL, "questions"), D(20))
        lines.put(RecordedPlace(Level.TOTAL, GRAND_TOTAL), D(21))

        totals = lines.as_totals()

        assert lines.count() == 3
        assert (totals.indicators, totals.strands) == ({}, {"A": D(12)})
        assert totals.sums == {"questions": D(20)}
        assert totals.total == D(21)
