"""The mayor's sheet: three decisions, who is waited for, one page on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2

from paripurna.platform.accounts.models import User
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.network import queries as network
from paripurna.rooms.roadmap import queries
from paripurna.rooms.roadmap.briefing.choices import Choice, choose, list_beginnings
from paripurna.rooms.roadmap.briefing.page import build_briefing, count_waiting
from paripurna.rooms.roadmap.briefing.paper import set_briefing
from tests.factories.roadmap import adopt, make_move

A, B, C, D = (Choice(name, "", "") for name in "ABCD")
BEFORE, WITHIN = date(2026, 11, 23), date(2027, 2, 1)


class TestChoose:
    def test_takes_one_of_each_list_in_turn(self) -> None:
        assert choose([[A, B], [C, D], []]) == (A, C, B)


class TestListBeginnings:
    def test_names_steps_of_this_quarter_that_have_not_begun(self, running: Round, secretary: User) -> None:
        adopt(running, make_move(running, by=secretary), make_move(running, label="Nanti", by=secretary))
        steps = queries.list_steps(running.city)

        assert list(list_beginnings(running.city, steps, on=BEFORE)) == []
        assert [choice.text for choice in list_beginnings(running.city, steps, on=WITHIN)] == ["Mulai: Perbaiki taman"]


class TestCountWaiting:
    def test_counts_what_should_have_begun_by_agency(self, running: Round, secretary: User) -> None:
        move = make_move(running, by=secretary)
        adopt(running, move)
        (step,) = queries.list_steps(running.city)
        agency = network.list_agencies(running.city)[0]

        assert count_waiting([], [step], [], on=WITHIN) == ()
        (line,) = count_waiting([], [replace(step, agency=agency)], [], on=WITHIN)
        assert (line.agency, line.steps, line.count) == (agency.abbreviation, 1, 1)


class TestSetBriefing:
    def test_fits_one_page_and_names_the_decisions(self, running: Round, secretary: User) -> None:
        adopt(running, make_move(running, by=secretary))
        page = build_briefing(secretary, running.city, on=WITHIN)
        assert page is not None

        paper = pypdfium2.PdfDocument(set_briefing(page))

        assert len(paper) == 1
        assert "Perbaiki taman" in paper[0].get_textpage().get_text_range()
