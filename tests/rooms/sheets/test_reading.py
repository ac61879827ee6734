"""A question read alone, after a save, says what the whole sheet says of it."""

from __future__ import annotations

import pytest

from paripurna.core.instrument.model import Edition
from paripurna.core.scoring.result import Basis
from paripurna.rooms.sheets import queries
from paripurna.rooms.sheets.pages.reading import OpenedSheet, read_opened, read_question
from tests.factories.sheets import FILLED, NOW, build_edition, fill, make_sheet

ON = NOW.date()


def chain(**openers: str) -> Edition:
    """The small edition, with gates: `chain(q12="1.1")` opens 1.2 by 10 points of 1.1."""
    content = build_edition().model_dump(mode="json")
    questions = [q for strand in content["strands"] for part in strand["indicators"] for q in part["questions"]]
    for question in questions:
        if opener := openers.get("q" + question["number"].replace(".", "")):
            question["gate"] = {"question": opener, "at_least": 10}
    return Edition.model_validate(content)


@pytest.fixture
def read(city, secretary):
    """Both readings of a question on a sheet where everything is answered."""

    def read_both(edition: Edition, number: str, **other: dict[str, object]) -> tuple[OpenedSheet, OpenedSheet]:
        sheet = make_sheet(city, edition=edition)
        for each, data in {**FILLED, "1.1": other or FILLED["1.1"]}.items():
            fill(sheet, each, by=secretary, data=data)
        alone = read_question(sheet, queries.get_answer(sheet, number), user=secretary, on=ON)
        return alone, read_opened(sheet, user=secretary, on=ON, explain=True)

    return read_both


class TestReadQuestion:
    @pytest.mark.parametrize("number", FILLED)
    def test_finds_the_answer_its_points_and_its_agencies(self, read, number):
        alone, whole = read(build_edition(), number)

        assert alone.get_answer(number) == whole.get_answer(number)
        assert alone.get_score(number) == whole.get_score(number)
        assert alone.responsibility.list_for(number) == whole.responsibility.list_for(number)
        assert alone.responsibility.list_for(number)

    @pytest.mark.parametrize(("option", "basis"), [("PERDA", Basis.RULE), ("PERWALI", Basis.GATED)])
    def test_asks_what_opens_the_question_and_what_opens_that(self, read, option, basis):
        alone, whole = read(chain(q15="2.3", q23="1.1"), "1.5", option=option)

        assert alone.get_score("1.5").basis is basis
        assert alone.get_score("1.5") == whole.get_score("1.5")

    def test_leaves_a_circle_shut(self, read):
        alone, whole = read(chain(q11="2.3", q23="1.1"), "1.1")

        assert alone.get_score("1.1").basis is Basis.GATED
        assert alone.get_score("1.1") == whole.get_score("1.1")
