"""Rehearsals: clocks, notes, and what becomes a request."""

from datetime import timedelta

import pytest
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.rooms.assessment.visit import actions, queries, rehearsing
from paripurna.rooms.assessment.visit.rehearsal_page import build_rehearsal_page, build_rehearsals_page
from paripurna.rooms.assessment.visit.types import RehearsalOver, StepNote, VisitError
from paripurna.rooms.evidence.models import ProofRequest
from paripurna.rooms.network.queries import get_agency
from tests.factories.assessment import NOW
from tests.factories.visit import make_site

LATER = NOW + timedelta(minutes=25)
DUE = (NOW + timedelta(days=7)).date()


@pytest.fixture
def site(plan, secretary):
    return make_site(plan, by=secretary, minutes=20, agency_id=get_agency(plan.city, "dinkes").ref.id)


@pytest.fixture
def rehearsal(plan, site, secretary):
    return rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)


def time(rehearsal, by, *, ends, at):
    return rehearsing.time_step(rehearsal=rehearsal, position=1, ends=ends, by=by, at=at)


class TestBegin:
    def test_takes_the_sites_without_reserves(self, plan, site, secretary):
        make_site(plan, by=secretary, name="Cadangan", is_reserve=True)

        begun = rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)

        assert [step.name for step in queries.list_steps(begun)] == ["SD Contoh 1"]

    def test_refuses_without_sites_and_beside_a_running_one(self, plan, secretary):
        with pytest.raises(VisitError):
            rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)
        make_site(plan, by=secretary)
        rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)
        with pytest.raises(VisitError):
            rehearsing.begin_rehearsal(plan=plan, by=secretary, at=NOW)

    def test_needs_the_right(self, plan, site, officer):
        with pytest.raises(NotAllowed):
            rehearsing.begin_rehearsal(plan=plan, by=officer, at=NOW)


class TestClock:
    def test_keeps_the_first_instant_and_compares_with_the_plan(self, rehearsal, secretary):
        for at in (NOW, NOW + timedelta(minutes=3)):
            time(rehearsal, secretary, ends=False, at=at)
        for at in (LATER, LATER + timedelta(minutes=3)):
            time(rehearsal, secretary, ends=True, at=at)

        (line,) = build_rehearsal_page(rehearsal, secretary, on=NOW.date()).lines

        assert (line.minutes, line.over) == (25, 5)

    def test_is_stopped_with_the_rehearsal(self, rehearsal, secretary):
        time(rehearsal, secretary, ends=False, at=NOW)
        for _twice in range(2):
            rehearsing.end_rehearsal(rehearsal=rehearsal, note="lancar", by=secretary, at=LATER)

        (row,) = build_rehearsals_page(rehearsal.plan, secretary, on=NOW.date()).rows
        assert (row.planned, row.taken, row.timed, row.count) == (20, 25, 1, 1)
        with pytest.raises(RehearsalOver):
            time(rehearsal, secretary, ends=True, at=LATER)

    def test_survives_a_site_that_is_taken_out(self, rehearsal, site, secretary):
        actions.remove_site(site=site, by=secretary, at=NOW)

        assert queries.list_steps(rehearsal)[0].name == "SD Contoh 1"


class TestMissing:
    def test_becomes_one_request_to_the_agency(self, rehearsal, secretary):
        said = StepNote("ramai", "SOP pengaduan")
        rehearsing.note_step(rehearsal=rehearsal, position=1, said=said, by=secretary, at=NOW)
        for _twice in range(2):
            rehearsing.request_missing(rehearsal=rehearsal, position=1, due_on=DUE, by=secretary, at=NOW)

        request = ProofRequest.objects.get()
        assert (request.title, request.question, request.agency.code) == ("SOP pengaduan", "1.1", "dinkes")

    def test_needs_words_and_somebody_to_ask(self, rehearsal, site, secretary):
        ask = {"rehearsal": rehearsal, "position": 1, "due_on": DUE, "by": secretary, "at": NOW}
        with pytest.raises(VisitError):
            rehearsing.request_missing(**ask)
        said = StepNote("", "SOP")
        rehearsing.note_step(rehearsal=rehearsal, position=1, said=said, by=secretary, at=NOW)
        actions.remove_site(site=site, by=secretary, at=NOW)
        with pytest.raises(VisitError):
            rehearsing.request_missing(**ask)


def test_is_walked_through_in_the_browser(client, plan, site, secretary):
    client.force_login(secretary)
    place = {"city": "balikpapan", "code": plan.round.code}
    begun = client.post(reverse("assessment:visit_rehearsal_begin", kwargs=place))
    (rehearsal,) = queries.list_rehearsals(plan)
    here = place | {"rehearsal": rehearsal.code}
    step = here | {"position": 1}
    client.post(reverse("assessment:visit_rehearsal_time", kwargs=step), {"ends": "0"})
    client.post(reverse("assessment:visit_rehearsal_time", kwargs=step), {"ends": "1"})
    client.post(reverse("assessment:visit_rehearsal_note", kwargs=step), {"note": "ramai", "missing": "SOP pengaduan"})
    client.post(reverse("assessment:visit_rehearsal_request", kwargs=step))
    client.post(reverse("assessment:visit_rehearsal_end", kwargs=here), {"note": "lancar"})

    page = client.get(begun.url).content.decode()
    assert "SOP pengaduan" in page
    assert "lancar" in page
    assert ProofRequest.objects.count() == 1
    assert client.get(reverse("assessment:visit_rehearsals", kwargs=place)).status_code == 200
