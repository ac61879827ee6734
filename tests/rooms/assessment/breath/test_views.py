"""The page of an agency and of a cluster."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.rooms.assessment.breath.page import build_breath, find_agency_part, find_strand_part
from paripurna.rooms.assessment.gaps import list_gaps
from paripurna.rooms.assessment.position import read_position
from paripurna.rooms.sheets.types import AnswerState
from tests.factories.assessment import answer_round
from tests.factories.meetings import make_decision, make_meeting
from tests.factories.requests import make_request

TODAY = date(2026, 11, 23)


@pytest.fixture
def position(running):
    answer_round(running, share="0.6", leave=("1.1",))
    return read_position(running, today=TODAY)


def url(name, **kwargs):
    return reverse(f"assessment:breath_{name}", kwargs={"city": "balikpapan", **kwargs})


class TestBuildBreath:
    def test_owns_what_the_agency_answers_for(self, position):
        page = build_breath(position, find_agency_part(position, "dinkes"), ())

        gaps = [gap for gap in list_gaps(position) if any(each.code == "dinkes" for each in gap.agencies)]
        assert 0 < page.question_count < len(position.edition.questions)
        assert {line.chance.number for line in page.chances} == {gap.question.number for gap in gaps}
        assert page.maximum - page.won == sum((line.chance.at_stake for line in page.chances), Decimal(0))

    def test_covers_every_cluster_once(self, position):
        codes = [strand.code for strand in position.edition.strands]
        pages = [build_breath(position, find_strand_part(position, code), ()) for code in codes]

        assert sum(page.question_count for page in pages) == len(position.edition.questions)
        assert sum(page.open_count for page in pages) == sum(
            position.state_counts[state] for state in (AnswerState.EMPTY, AnswerState.DRAFT, AnswerState.RETURNED)
        )


class TestPage:
    def test_names_what_to_win_first_and_why(self, client, position, secretary):
        client.force_login(secretary)

        page = client.get(url("agency", agency="dinkes"))

        first = page.context["b"].chances[0]
        assert page.status_code == 200
        assert first.chance.number in page.text
        assert str(first.nearness_words) in page.text
        assert str(first.ease_words) in page.text

    def test_parts_requests_past_their_date_from_the_others(self, client, position, secretary):
        late = make_request(position.round.sheet, by=secretary, title="SK lama", kind="", due_on=date(2026, 11, 24))
        make_request(
            position.round.sheet, by=secretary, title="SK baru", question="1.2a", kind="", due_on=date(2030, 1, 1)
        )
        type(late).objects.filter(pk=late.pk).update(due_on=date(2020, 1, 1))
        client.force_login(secretary)

        page = client.get(url("agency", agency="dinkes")).context["b"]

        assert [line.request.title for line in page.past] == ["SK lama"]
        assert [line.request.title for line in page.awaited] == ["SK baru"]

    def test_shows_what_meetings_decided_for_the_agency_alone(self, client, city, position, secretary):
        decision = make_decision(make_meeting(city, by=secretary), by=secretary)
        client.force_login(secretary)

        own, other = (client.get(url("agency", agency=code)) for code in ("dinkes", "dp3akb"))

        assert [line.decision for line in own.context["b"].decisions] == [decision]
        assert decision.text in own.text
        assert decision.text not in other.text

    def test_knows_no_agency_that_answers_for_nothing(self, client, position, secretary):
        client.force_login(secretary)

        assert client.get(url("agency", agency="tidak-ada")).status_code == 404
        assert client.get(url("strand", strand="tidak-ada")).status_code == 404

    def test_is_reached_from_home_and_tasks(self, client, position, officer):
        client.force_login(officer)
        place = {"city": "balikpapan"}

        assert url("agency", agency="dinkes") in client.get(reverse("assessment:tasks", kwargs=place)).text
        home = client.get(reverse("assessment:home", kwargs=place)).text
        assert all(url("strand", strand=strand.code) in home for strand in position.edition.strands)
