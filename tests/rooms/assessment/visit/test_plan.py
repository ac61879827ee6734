"""The run sheet: begin, frame, order, change, tick."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.rooms.assessment import actions as rounds
from paripurna.rooms.assessment.types import RoundNotRunning, StageDates
from paripurna.rooms.assessment.visit import actions, queries
from paripurna.rooms.assessment.visit.models import VisitSite
from paripurna.rooms.assessment.visit.page import build_day_page, build_visit_page
from paripurna.rooms.assessment.visit.types import (
    BadSite,
    LineResult,
    PlanChanged,
    PlanDraft,
    PlanExists,
    SiteDraft,
    SiteKind,
)
from paripurna.rooms.evidence.registry import find_visit_day as ask_visit_day
from tests.factories.assessment import NOW, make_round
from tests.factories.evidence import link, make_document
from tests.factories.visit import make_site

DRAFT = SiteDraft(kind=SiteKind.SCHOOL, name="SD Contoh 2", questions=("1.1",))


def names(plan):
    return [site.name for site in queries.list_sites(plan)]


class TestBeginPlan:
    def test_takes_the_sites_of_the_edition_as_examples(self, running, secretary):
        plan = actions.begin_plan(round=running, with_template=True, by=secretary, at=NOW)

        sites = queries.list_sites(plan)
        assert len(sites) == len(queries.overlay_of(running.sheet).template)
        assert all(site.is_example for site in sites)
        assert all(site.script for site in sites if site.has_children)
        assert {site.agency.code for site in sites if site.agency} == {"dinkes", "dp3akb"}

    def test_refuses_a_second_one(self, plan, secretary):
        with pytest.raises(PlanExists):
            actions.begin_plan(round=plan.round, with_template=True, by=secretary, at=NOW)

    def test_needs_the_right(self, running, officer):
        with pytest.raises(NotAllowed):
            actions.begin_plan(round=running, with_template=False, by=officer, at=NOW)

    def test_refuses_a_finished_round(self, running, secretary):
        rounds.finish_round(round=running, by=None, at=NOW)

        with pytest.raises(RoundNotRunning):
            actions.begin_plan(round=running, with_template=False, by=secretary, at=NOW)

    def test_copies_an_earlier_one_without_what_happened_there(self, plan, city, secretary):
        site = make_site(plan, by=secretary, person_name="Ibu Contoh", online_link="https://contoh.id/a")
        actions.note_line(site=site, result=LineResult.GOOD, note="", by=secretary, at=NOW)
        actions.tick_site(site=site, done=True, by=secretary, at=NOW)
        rounds.finish_round(round=plan.round, by=None, at=NOW)
        period = (date(2026, 1, 1), date(2026, 12, 31))
        later = make_round(city, label="Evaluasi 2027", period=period)

        copied = actions.copy_plan(round=later, earlier=queries.list_earlier_plans(later)[0], by=secretary, at=NOW)

        (found,) = queries.list_sites(copied)
        assert (found.name, found.person_name, found.questions) == ("SD Contoh 1", "Ibu Contoh", ["1.1"])
        assert (found.line_result, found.done_at) == (LineResult.UNTRIED, None)


class TestChangePlan:
    def test_refuses_who_looked_at_another_revision(self, plan, secretary):
        make_site(plan, by=secretary)
        draft = PlanDraft(None, time(9), None)

        with pytest.raises(PlanChanged):
            actions.change_plan(plan=plan, draft=draft, base_revision=1, by=secretary, at=NOW)

    def test_refuses_an_end_before_the_beginning(self, plan, secretary):
        with pytest.raises(BadSite):
            actions.change_plan(
                plan=plan, draft=PlanDraft(None, time(9), time(8)), base_revision=1, by=secretary, at=NOW
            )


class TestVisitDay:
    def test_is_the_first_day_of_the_stage_unless_another_is_named(self, plan, secretary):
        stage = queries.overlay_of(plan.round.sheet).stage
        dates = [StageDates(stage, date(2026, 12, 7), date(2026, 12, 18))]
        rounds.set_calendar(round=plan.round, dates=dates, by=None, at=NOW)
        before = ask_visit_day(plan.round.sheet)

        draft = PlanDraft(date(2026, 12, 9), time(9), None)
        actions.change_plan(plan=plan, draft=draft, base_revision=1, by=secretary, at=NOW)

        assert (before, ask_visit_day(plan.round.sheet)) == (date(2026, 12, 7), date(2026, 12, 9))


class TestSites:
    def test_refuses_a_question_that_there_is_not(self, plan, secretary):
        with pytest.raises(BadSite, match=r"99\.9"):
            make_site(plan, by=secretary, questions=("99.9",))

    def test_of_two_at_once_the_second_is_told(self, plan, secretary):
        site = make_site(plan, by=secretary)
        actions.change_site(site=site, draft=DRAFT, base_revision=1, by=secretary, at=NOW)

        with pytest.raises(PlanChanged):
            actions.change_site(site=site, draft=replace(DRAFT, name="Lain"), base_revision=1, by=secretary, at=NOW)
        assert names(plan) == ["SD Contoh 2"]

    def test_another_link_is_untried_again(self, plan, secretary):
        site = make_site(plan, by=secretary, online_link="https://contoh.id/a")
        tested = actions.note_line(site=site, result=LineResult.GOOD, note="", by=secretary, at=NOW)
        draft = replace(DRAFT, online_link="https://contoh.id/b")

        moved = actions.change_site(site=site, draft=draft, base_revision=tested.revision, by=secretary, at=NOW)

        assert (moved.line_result, moved.line_tested_at) == (LineResult.UNTRIED, None)

    def test_are_put_in_order_and_close_up(self, plan, secretary):
        sites = [make_site(plan, by=secretary, name=name) for name in ("A", "B", "C")]
        plan.refresh_from_db()
        codes = [sites[2].code, sites[0].code, sites[1].code]

        actions.order_sites(plan=plan, codes=codes, base_revision=plan.revision, by=secretary, at=NOW)
        actions.remove_site(site=sites[0], by=secretary, at=NOW)

        assert names(plan) == ["C", "B"]
        assert [site.position for site in queries.list_sites(plan)] == [1, 2]

    def test_order_of_another_plan_is_refused(self, plan, secretary):
        site = make_site(plan, by=secretary)
        make_site(plan, by=secretary, name="B")
        plan.refresh_from_db()

        with pytest.raises(PlanChanged):
            actions.order_sites(plan=plan, codes=[site.code], base_revision=plan.revision, by=secretary, at=NOW)

    def test_a_tick_sent_twice_keeps_its_instant(self, plan, secretary):
        site = make_site(plan, by=secretary)
        actions.tick_site(site=site, done=True, by=secretary, at=NOW)
        actions.tick_site(site=site, done=True, by=secretary, at=NOW + timedelta(minutes=5))

        assert VisitSite.objects.get().done_at == NOW
        assert Event.objects.filter(verb="assessment.visit_site_done").count() == 1


class TestPage:
    def test_tells_contacts_only_to_those_with_the_right(self, plan, secretary, officer):
        own = queries.list_earlier_plans(plan.round) == []
        make_site(plan, by=secretary, person_name="Ibu Contoh", person_phone="0812-000")

        hers = build_visit_page(plan, secretary, on=NOW.date()).cards[0]
        theirs = build_visit_page(plan, officer, on=NOW.date()).cards[0]

        assert own
        assert hers.contact.dial == "0812000"
        assert theirs.contact is None

    def test_tells_an_officer_whom_to_call_at_the_own_site(self, plan, secretary, officer):
        agency = make_document(plan.city, by=secretary).agency_id
        make_site(plan, by=secretary, agency_id=agency, person_name="Ibu Contoh")

        assert build_visit_page(plan, officer, on=NOW.date()).cards[0].contact

    def test_counts_hidden_documents_and_shows_the_rest(self, plan, secretary, officer):
        make_site(plan, by=secretary)
        for secrecy in ("INTERNAL", "CONFIDENTIAL"):
            document = make_document(plan.city, by=secretary, agency="dp3akb", confidentiality=secrecy)
            link(document, plan.round.sheet, "1.1", by=secretary)

        hers = build_visit_page(plan, secretary, on=NOW.date()).cards[0].proofs[0]
        theirs = build_visit_page(plan, officer, on=NOW.date()).cards[0].proofs[0]

        assert (len(hers.documents), hers.hidden) == (2, 0)
        assert len(theirs.documents) + theirs.hidden == 2
        assert theirs.hidden >= 1

    def test_says_what_does_not_fit(self, plan, secretary):
        make_site(plan, by=secretary, minutes=60)
        make_site(plan, by=secretary, name="B", starts_at=time(8, 30), has_children=True)
        plan.refresh_from_db()
        draft = PlanDraft(None, time(8), time(8, 40))
        framed = actions.change_plan(plan=plan, draft=draft, base_revision=plan.revision, by=secretary, at=NOW)

        hints = build_visit_page(framed, secretary, on=NOW.date()).hints

        assert [hint.site for hint in hints if hint.blocks] == ["", "B", "B"]
        assert any(hint.site == "SD Contoh 1" and "1.1" in hint.sentence for hint in hints)


class TestDay:
    def test_says_calmly_that_the_clock_has_moved(self, plan, secretary):
        site = make_site(plan, by=secretary)
        make_site(plan, by=secretary, name="B")
        plan.refresh_from_db()
        draft = PlanDraft(NOW.date(), time(9), None)
        framed = actions.change_plan(plan=plan, draft=draft, base_revision=plan.revision, by=secretary, at=NOW)
        on_time = build_day_page(framed, secretary, at=NOW - timedelta(minutes=50))  # NOW is 10.00 in the city

        actions.tick_site(site=site, done=True, by=secretary, at=NOW - timedelta(minutes=30))
        moved = build_day_page(framed, secretary, at=NOW - timedelta(minutes=29))

        assert (on_time.pace, on_time.current.site.name, on_time.following.site.name) == ("", "SD Contoh 1", "B")
        assert "15" in moved.pace
        assert (moved.current.site.name, moved.done_count, moved.total) == ("B", 1, 2)
