"""The facility standards that ship: what they demand, and that one missing mandatory item outweighs every point."""

from __future__ import annotations

from decimal import Decimal

import pytest

from paripurna.core.instrument.loader import read_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import SHIPPED, get_edition, list_editions
from paripurna.core.instrument.standard_overlay import StepKind, add_mandatory, get_standard_overlay
from paripurna.core.instrument.text import Standing
from paripurna.core.instrument.values import Ticked
from paripurna.core.scoring import Score, score, score_marks

NAMES = tuple(edition.id for edition in list_editions() if get_standard_overlay(edition).steps)


def _score(edition: Edition, **marks: Decimal) -> Score:
    """Full marks, but for `marks`."""
    full = {question.number: question.max_points for question in edition.questions}
    return score_marks(edition, full | marks)


@pytest.mark.parametrize("name", NAMES)
class TestFacilityStandard:
    def test_is_sound_and_no_edition_of_the_city(self, name):
        edition = get_edition(name)

        assert read_edition(SHIPPED / name).problems == ()
        assert edition.subject_kind not in {"city", "kelurahan", "kecamatan"}

    def test_says_of_every_rule_that_is_not_official_what_it_rests_on(self, name):
        rules = [question.rule for question in get_edition(name).questions]

        assert all(rule.source and (rule.standing is Standing.OFFICIAL or rule.note) for rule in rules)

    def test_is_met_by_just_what_is_mandatory_and_failed_by_anything_less(self, name):
        edition = get_edition(name)
        least = {question.number: question.mandatory_points or Decimal(0) for question in edition.questions}
        passing = next(grade for grade in edition.grades if grade.code != edition.failed_grade)

        met = _score(edition, **least)

        assert (met.total, met.grade.code) == (passing.low, passing.code)
        for question in edition.questions:
            if question.mandatory_points:
                missed = _score(edition, **{question.number: question.mandatory_points - Decimal("0.01")})
                assert (missed.grade.code, question.number in missed.failed_mandatory) == (edition.failed_grade, True)

    def test_ends_its_steps_with_the_only_one_that_is_to_standard(self, name):
        steps = get_standard_overlay(get_edition(name)).steps

        assert (steps[0].kind, steps[-1].kind) == (StepKind.DECLARED, StepKind.STANDARDIZED)


class TestSchool:
    def test_has_305_points_of_which_134_are_mandatory(self):
        strands = get_edition("sra-2021").strands

        assert [(s.max_points, s.weight, s.indicators[0].mandatory_points) for s in strands] == [
            (115, 25, 50),
            (25, 15, 6),
            (25, 20, 13),
            (65, 10, 28),
            (45, 15, 28),
            (30, 15, 9),
        ]
        assert sum(strand.max_points for strand in strands) == 305
        assert add_mandatory(get_edition("sra-2021")) == 134

    def test_is_not_to_standard_with_one_item_missing_at_99_of_100(self):
        missed = _score(get_edition("sra-2021"), **{"1.5": Decimal(0)})

        assert (missed.total, missed.grade.code) == (Decimal("98.91"), "belum")

    def test_demands_five_points_more_of_secondary_schools(self):
        basic, secondary = get_standard_overlay(get_edition("sra-2021")).levels

        assert (basic.mandatory_points, secondary.mandatory_points) == (134, 139)
        assert (basic.list_missing({}), secondary.list_missing({}), secondary.list_missing({"4.7": Decimal(5)})) == (
            (),
            ("4.7",),
            (),
        )


class TestPlaySpace:
    def test_has_thirteen_requirements_all_mandatory_and_eight_principles(self):
        edition = get_edition("rbra-2021")

        assert len(edition.indicators) == 13
        assert all(question.mandatory_points for question in edition.questions)
        assert len(get_standard_overlay(edition).principles) == 8

    def test_is_not_to_standard_with_one_mandatory_check_unticked(self):
        edition = get_edition("rbra-2021")
        every = {each.number: Ticked(frozenset(item.code for item in each.rule.items)) for each in edition.questions}

        assert score(edition, answers=every).grade.code == "standar"
        missed = score(edition, answers=every | {"7.1": Ticked(frozenset("bcd"))})  # equipment not firmly fixed
        assert (missed.total, missed.grade.code, missed.failed_mandatory) == (48, "belum", ("7.1",))


class TestProtectionGroup:
    def test_is_not_alive_on_paper_alone(self):
        edition = get_edition("patbm-2026")
        nothing = {question.number: Decimal(0) for question in edition.questions}

        assert _score(edition, **(nothing | {"A.4": Decimal(2), "A.3": Decimal(5)})).grade.code == "belum"
        assert _score(edition, **{"A.4": Decimal(0)}).grade.code == "standar"
