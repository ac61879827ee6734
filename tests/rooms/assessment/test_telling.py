"""Who hears of what: only those who can do something about it, and once."""

from datetime import date, timedelta

import pytest

from paripurna.platform.notices.queries import list_notices
from paripurna.rooms.assessment import actions
from paripurna.rooms.assessment.signing.freezing import freeze_stage
from paripurna.rooms.assessment.telling import tell_deadlines
from paripurna.rooms.assessment.types import StageDates
from paripurna.rooms.sheets import actions as sheets
from tests.factories.sheets import NOW, fill, make_person
from tests.factories.sheets import make_round as make_small_round
from tests.factories.signing import UNSIGNED

TODAY = date(2026, 11, 23)


@pytest.fixture
def small(city):
    return make_small_round(city)


@pytest.fixture
def verifier(city):
    return make_person(city, "VERIFIER")


def list_lines(person):
    return list_notices(person=person).lines


class TestReturnedAnswer:
    @pytest.fixture
    def returned(self, small, officer, verifier):
        row = fill(small.sheet, "1.1", by=officer, submitted=True)
        known = {"sheet": small.sheet, "question": "1.1", "by": verifier, "at": NOW}
        sheets.return_answer(base_revision=row.revision, reason="belum ditandatangani", **known)

    def test_tells_the_people_of_the_agency(self, returned, officer):
        (line,) = list_lines(officer)

        assert "1.1" in line.sentence
        assert line.link.endswith("/pertanyaan/1.1/")

    def test_tells_nobody_else(self, returned, city, verifier, secretary):
        other = make_person(city, "OFFICER", agency="dp3akb")

        assert [list_lines(person) for person in (verifier, secretary, other)] == [(), (), ()]


class TestDeadlines:
    def end_in(self, small, days):
        dates = [StageDates("em", TODAY, TODAY + timedelta(days=days))]
        actions.set_calendar(round=small, dates=dates, by=None, at=NOW)

    @pytest.mark.parametrize(("days", "told"), [(8, 0), (7, 1), (2, 0), (1, 1), (0, 0)])
    def test_reminds_a_week_and_a_day_before_the_end(self, small, officer, days, told):
        self.end_in(small, days)

        assert tell_deadlines(at=NOW) == told
        assert len(list_lines(officer)) == told

    def test_says_how_many_questions_are_open_and_only_once(self, small, officer):
        fill(small.sheet, "1.1", by=officer, submitted=True)
        self.end_in(small, 7)

        tell_deadlines(at=NOW)
        tell_deadlines(at=NOW)

        (line,) = list_lines(officer)
        assert "4" in line.sentence

    def test_is_quiet_about_a_frozen_stage(self, small, officer, secretary):
        self.end_in(small, 7)
        freeze_stage(round=small, stage="em", reason=UNSIGNED, by=secretary, at=NOW)

        assert tell_deadlines(at=NOW) == 0

    def test_is_quiet_to_an_agency_that_has_submitted_everything(self, small, officer):
        for number in ("1.1", "1.2", "1.3", "1.4", "1.5"):
            fill(small.sheet, number, by=officer, submitted=True)
        self.end_in(small, 1)

        assert tell_deadlines(at=NOW) == 0
