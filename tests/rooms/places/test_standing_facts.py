"""What the places tell the questions: counts and shares, with what is not known kept apart from zero."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from paripurna.platform.facts.types import FactScope
from paripurna.rooms.places.actions import move_phase, withdraw_place
from paripurna.rooms.places.inspections.actions import change_finding, report_finding
from paripurna.rooms.places.standing.facts import (
    COLUMNS,
    SOURCES,
    CountParams,
    KindParams,
    StepParams,
)
from paripurna.rooms.places.standing.types import Step
from tests.factories.inspections import draft_finding
from tests.factories.network import make_agency
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region
from tests.factories.standing import take_step

BY_NAME = {source.name.removeprefix("places."): source for source in SOURCES}
SPACE = KindParams(kind="play_space")


def scope_of(city, region="", ends_on=date(2026, 12, 31)):
    return FactScope(city.pk, date(2025, 1, 1), ends_on, date(2026, 11, 24), region)


def ask(city, name, params, **scope):
    return BY_NAME[name].compute(scope_of(city, **scope), [params])[0]


@pytest.fixture
def places(city):
    here = make_region("64.71.05.1008", "Sepinggan Baru")
    certified = make_place(city, name="Bersertifikat", kelurahan_id=here.pk, agency_id=make_agency(city, "dp3akb").id)
    declared = make_place(city, name="Dinyatakan")
    make_place(city, name="Gagasan", phase="IDEA")
    take_step(certified, valid_to=date(2026, 12, 31))
    take_step(declared, Step.DECLARED)
    take_step(declared, Step.DECREE, issuer="CITY")
    return certified, declared


class TestFacts:
    def test_never_count_declared_as_to_standard(self, city, places):
        share = ask(city, "share_meeting_standard", SPACE)

        assert ask(city, "count_meeting_standard", SPACE).value == 1
        assert (share.value, share.numerator, share.denominator) == (Decimal("0.5"), 1, 2)
        both = StepParams(kind="play_space", steps=("DECLARED", "DECREE"))
        assert ask(city, "count_at_step", both).value == 1

    def test_count_open_places_and_those_that_an_agency_answers_for(self, city, places):
        known = [CountParams(kind="play_space", **asked) for asked in ({}, {"run_by": "agency"}, {"phase": "IDEA"})]

        assert [ask(city, "count", params).value for params in known] == [2, 1, 1]
        assert ask(city, "count", known[0], region="64.71.05.1008").value == 1
        assert ask(city, "count", known[0], region="64.71.06.1003").value == 0

    def test_know_nothing_where_nobody_entered_anything(self, city):
        make_place(city, kind="school")

        assert not ask(city, "count_meeting_standard", KindParams(kind="school")).is_known
        assert not ask(city, "count", CountParams(kind="health_center")).is_known
        assert ask(city, "count", CountParams(kind="school")).value == 1

    def test_count_a_place_that_closed_and_opened_again_as_it_was(self, city):
        place = make_place(city, phase_since=date(2020, 1, 1))
        for phase, since in (("CLOSED", date(2025, 3, 1)), ("OPEN", date(2025, 9, 1))):
            place = move_phase(place=place, phase=phase, since=since, by=None, at=NOW)

        ends = [date(2019, 12, 31), date(2025, 2, 28), date(2025, 3, 1), date(2025, 8, 31), date(2025, 9, 1)]
        assert [ask(city, "count", CountParams(kind="play_space"), ends_on=on).value for on in ends] == [0, 1, 0, 0, 1]

    def test_are_as_of_the_last_change_of_what_counts_and_of_what_counts_no_more(self, city, places, secretary):
        def read_as_of():
            return ask(city, "count", CountParams(kind="play_space")).as_of

        assert read_as_of() == NOW
        finding = report_finding(place=places[0], draft=draft_finding(), by=secretary, at=NOW + timedelta(days=1))
        assert (read_as_of() - NOW).days == 1
        milder = {"draft": draft_finding(severity="NOTE"), "base_revision": finding.revision}
        change_finding(finding=finding, **milder, by=secretary, at=NOW + timedelta(days=2))
        assert (read_as_of() - NOW).days == 2
        report_finding(place=places[0], draft=draft_finding(severity="NOTE"), by=secretary, at=NOW + timedelta(days=3))
        withdraw_place(place=places[1], by=secretary, at=NOW + timedelta(days=4))
        assert (read_as_of() - NOW).days == 4

    def test_tell_of_the_last_day_of_the_period(self, city, places):
        assert ask(city, "count_meeting_standard", SPACE, ends_on=date(2025, 2, 28)).value == 0

    def test_stand_on_rows_with_links(self, city, places):
        table = BY_NAME["count_meeting_standard"].list_rows(scope_of(city), SPACE)

        assert [row.cells[0] for row in table.rows] == ["Bersertifikat"]
        assert table.rows[0].cells[-1] == date(2026, 12, 31)
        assert (len(table.rows[0].cells), places[0].code in table.rows[0].href) == (len(COLUMNS), True)

    @pytest.mark.parametrize("name", BY_NAME)
    def test_answer_many_wishes_with_three_statements(self, city, places, name, django_assert_num_queries):
        source = BY_NAME[name]
        wish = (
            StepParams(kind="play_space", steps=("DECREE",))
            if name == "count_at_step"
            else source.params(**SPACE.model_dump())
        )

        with django_assert_num_queries(3):
            source.compute(scope_of(city), [wish] * 5)
