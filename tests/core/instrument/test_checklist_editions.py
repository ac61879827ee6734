"""The yearly checklists ask each kelurahan and kecamatan what the national form asks about the share of them."""

from __future__ import annotations

import pytest

from paripurna.core.instrument.loader import read_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.rules import CountRule
from paripurna.core.instrument.shelf import SHIPPED, get_edition
from paripurna.core.instrument.text import Standing

KINDS = {"kelurahan-2024": ("kelurahan", "26", 20, 79), "kecamatan-2024": ("kecamatan", "25", 15, 21)}


@pytest.mark.parametrize("name", KINDS)
class TestChecklistEdition:
    def test_is_sound_and_of_its_kind(self, name):
        kind, _indicator, count, maximum = KINDS[name]
        edition = get_edition(name)

        assert read_edition(SHIPPED / name).problems == ()
        assert (edition.subject_kind, len(edition.questions), edition.max_points) == (kind, count, maximum)

    def test_feeds_every_question_of_its_indicator_once_at_its_weight(self, name):
        _kind, number, _count, _maximum = KINDS[name]
        national = get_edition("kla-2024@1")
        indicator = next(each for each in national.indicators if each.number == number)

        fed = {feed: each.max_points for each in get_edition(name).questions for feed in each.feeds}

        assert fed == {f"kla-2024:{each.number}": each.max_points for each in indicator.questions}

    def test_says_that_every_rule_is_inferred_and_why(self, name):
        rules = [question.rule for question in get_edition(name).questions]

        assert all(rule.standing is Standing.INFERRED and rule.note and rule.source for rule in rules)

    def test_gives_full_points_for_no_case_where_less_is_better(self, name):
        edition: Edition = get_edition(name)

        for question in edition.questions:
            if isinstance(question.rule, CountRule):
                is_reversed = question.rule.bands[0].points == question.max_points
                assert is_reversed == (question.polarity == "LESS_IS_BETTER"), question.number
