"""Where a city stands: totals of the stages, what is next, what is not won."""

from datetime import date
from decimal import Decimal

import pytest

from paripurna.rooms.assessment.gaps import GapKind, Grouping, group_gaps, list_gaps
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.sheets import bulk
from paripurna.rooms.sheets.types import AnswerState, MarkDraft
from tests.factories.assessment import NOW, answer_round

TODAY = date(2026, 11, 23)


class TestReadPosition:
    def test_shows_an_empty_round_as_a_gap_of_every_point(self, running):
        position = read_position(running, today=TODAY)

        assert position.own_score.total == 0
        assert position.own_score.grade.code == "none"
        assert position.state_counts[AnswerState.EMPTY] == len(position.edition.questions)
        assert all(gap.kind is GapKind.UNANSWERED for gap in list_gaps(position))

    def test_caps_a_full_round_at_the_maxima_of_its_indicators(self, running):
        answer_round(running)

        position = read_position(running, today=TODAY)

        assert position.own_score.total == 1000
        assert position.own_score.grade.code == "kla"
        assert position.own_score.distance is None

    def test_takes_the_newest_marked_stage_as_the_one_that_counts(self, running):
        answer_round(running)
        marks = {"verifikasi_administrasi": [MarkDraft("1.1", Decimal(4), "belum diundangkan")]}
        bulk.import_contents(sheet=running.sheet, marks=marks, by=None, at=NOW)

        position = read_position(running, today=TODAY)

        assert position.verified.stage.code == "verifikasi_administrasi"
        assert position.own_score.total - position.newest_score.total == 8
        gap = next(gap for gap in list_gaps(position) if gap.question.number == "1.1")
        assert (gap.kind, gap.points, gap.reason) == (GapKind.LOST, Decimal(8), "belum diundangkan")


class TestGroupGaps:
    @pytest.mark.parametrize("grouping", list(Grouping))
    def test_keeps_every_gap_in_some_group(self, running, grouping):
        gaps = list_gaps(read_position(running, today=TODAY))

        groups = group_gaps(gaps, grouping, language="id", themes={})

        assert {gap.question.number for group in groups for gap in group.gaps} == {g.question.number for g in gaps}

    def test_puts_the_group_with_most_points_first(self, running):
        groups = group_gaps(list_gaps(read_position(running, today=TODAY)), Grouping.STRAND, language="id", themes={})

        assert [group.points for group in groups] == sorted((g.points for g in groups), reverse=True)
