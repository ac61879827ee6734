from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.rooms.places.actions import withdraw_place
from paripurna.rooms.places.inspections import actions, queries
from paripurna.rooms.places.inspections.actions.upkeep import UpkeepDone, add_months
from paripurna.rooms.places.inspections.queries import AskedFindings, Finding
from paripurna.rooms.places.inspections.seeing import EVERYTHING
from paripurna.rooms.places.inspections.types import (
    FindingChanged,
    FindingState,
    MilderFinding,
    NotReady,
    OwnRepair,
    Severity,
    Topic,
    WrongStep,
)
from paripurna.rooms.places.queries import Place
from paripurna.rooms.places.standing.queries import was_open
from paripurna.rooms.places.types import PlaceWithdrawn
from tests.factories.access import make_member
from tests.factories.inspections import TODAY, draft_finding, make_finding
from tests.factories.places import NOW


def repair(finding: Finding, by: object, **values: object) -> Finding:
    known = {"note": "Rantai diganti", "repaired_on": TODAY, "base_revision": finding.revision}
    return actions.repair_finding(finding=finding, by=by, at=NOW, **known | values)  # type: ignore[arg-type]


class TestReport:
    def test_is_refused_for_a_place_that_counts_no_more(self, place, rahma):
        withdraw_place(place=place, by=None, at=NOW)

        with pytest.raises(PlaceWithdrawn):
            make_finding(place, rahma)


class TestRepair:
    def test_keeps_a_place_closed_until_another_person_confirms(self, city, place, rahma, dimas):
        finding = make_finding(place, rahma)
        assert list(Place.objects.of_city(city.pk).in_use()) == []

        finding = repair(finding, dimas, cost_idr=350_000, fund="APBD")
        assert queries.is_shut(place)
        with pytest.raises(OwnRepair):
            actions.confirm_finding(finding=finding, base_revision=finding.revision, by=dimas, at=NOW)
        finding = actions.confirm_finding(finding=finding, base_revision=finding.revision, by=rahma, at=NOW)

        assert finding.state == FindingState.CONFIRMED
        assert not queries.is_shut(place)
        assert list(Place.objects.of_city(city.pk).in_use()) == [place]
        assert [event.step for event in queries.list_events(finding)] == ["REPORT", "REPAIR", "CONFIRM"]
        (cost,) = queries.list_upkeep_done(city, place=place)
        assert (cost.cost_idr, cost.title) == (350_000, "Keselamatan")

    def test_is_not_replaced_by_calling_it_milder_oneself(self, place, rahma, dimas, secretary):
        finding = make_finding(place, rahma)
        milder = {"draft": draft_finding(severity=Severity.NOTE), "at": NOW}

        with pytest.raises(MilderFinding):
            actions.change_finding(finding=finding, base_revision=finding.revision, by=dimas, **milder)
        assert queries.is_shut(place)
        finding = actions.change_finding(finding=finding, base_revision=finding.revision, by=rahma, **milder)
        worse = draft_finding(severity=Severity.LIMITS)
        finding = actions.change_finding(finding=finding, draft=worse, base_revision=finding.revision, by=dimas, at=NOW)
        finding = actions.change_finding(finding=finding, base_revision=finding.revision, by=secretary, **milder)

        assert finding.severity == Severity.NOTE

    def test_lets_nobody_count_the_place_as_open_in_between(self, city, place, rahma, dimas):
        finding = make_finding(place, rahma)
        before = TODAY - timedelta(days=1)

        def is_open(on: date) -> bool:
            return Place.objects.of_city(city.pk).filter(was_open(city, on)).exists()

        assert (is_open(before), is_open(TODAY)) == (True, False)
        finding = repair(finding, dimas)
        actions.confirm_finding(finding=finding, base_revision=finding.revision, by=rahma, at=NOW + timedelta(days=3))
        assert [is_open(TODAY + timedelta(days=days)) for days in (2, 3)] == [False, True]

    def test_counts_by_how_bad_the_finding_was_on_the_day(self, city, place, rahma):
        finding = make_finding(place, rahma, severity=Severity.NOTE)
        later = {"by": rahma, "at": NOW + timedelta(days=3)}
        worse = draft_finding(severity=Severity.CLOSES)
        finding = actions.change_finding(finding=finding, draft=worse, base_revision=finding.revision, **later)
        milder, later = draft_finding(severity=Severity.NOTE), {"by": rahma, "at": NOW + timedelta(days=5)}
        actions.change_finding(finding=finding, draft=milder, base_revision=finding.revision, **later)

        days = [TODAY + timedelta(days=days) for days in (0, 2, 3, 4, 5)]
        opened = [Place.objects.of_city(city.pk).filter(was_open(city, day)).exists() for day in days]

        assert opened == [True, True, False, False, True]

    def test_is_refused_by_the_database_where_one_person_does_both(self, place, rahma, dimas):
        finding = repair(make_finding(place, rahma), dimas)

        with pytest.raises(IntegrityError, match="finding_confirmed_by_another"), transaction.atomic():
            Finding.objects.filter(pk=finding.pk).update(state="CONFIRMED", confirmed_by=dimas, confirmed_at=NOW)

    def test_goes_back_with_a_reason_and_needs_the_newest_revision(self, place, rahma, dimas):
        seen = make_finding(place, rahma)
        finding = repair(seen, dimas)

        with pytest.raises(FindingChanged):
            repair(finding, dimas, base_revision=seen.revision)
        with pytest.raises(NotReady):
            actions.send_finding_back(finding=finding, note=" ", base_revision=finding.revision, by=rahma, at=NOW)
        finding = actions.send_finding_back(
            finding=finding, note="Masih goyang", base_revision=finding.revision, by=rahma, at=NOW
        )

        assert (finding.state, finding.repaired_by, finding.repaired_at) == (FindingState.OPEN, None, None)
        with pytest.raises(WrongStep):
            actions.confirm_finding(finding=finding, base_revision=finding.revision, by=rahma, at=NOW)

    def test_is_nobodys_who_neither_keeps_nor_inspects_the_place(self, city, place, rahma):
        finding = make_finding(place, rahma)

        with pytest.raises(NotAllowed):
            repair(finding, make_member(city, RoleCode.HEAD, username="wali"))


class TestFindBlockingFindings:
    @pytest.mark.parametrize(
        ("severity", "topic", "is_blocking"),
        [
            (Severity.CLOSES, Topic.OTHER, True),
            (Severity.LIMITS, Topic.SAFETY, True),
            (Severity.LIMITS, Topic.OTHER, False),
            (Severity.NOTE, Topic.SAFETY, False),
        ],
        ids=["closes", "limits safety", "limits else", "notes"],
    )
    def test_finds_what_closes_and_what_limits_safety(self, place, rahma, dimas, severity, topic, is_blocking):
        finding = make_finding(place, rahma, severity=severity, topic=topic)
        assert queries.find_blocking_findings(place) == ([finding] if is_blocking else [])

        repair(finding, dimas)
        assert queries.find_blocking_findings(place) == ([finding] if is_blocking else [])


class TestListFindings:
    def test_finds_by_state_severity_and_day(self, city, place, rahma, dimas):
        finding = make_finding(place, rahma, due_on=date(2026, 11, 1))

        def ask(**asked: object) -> list[Finding]:
            return list(queries.list_findings(city, AskedFindings(**asked), sight=EVERYTHING))  # type: ignore[arg-type]

        assert ask() == ask(severity="CLOSES") == ask(overdue_on=TODAY) == ask(text="contoh") == [finding]
        assert ask(severity="NOTE") == ask(state="CONFIRMED") == ask(topic="SECURITY") == []
        repair(finding, dimas)
        assert ask(overdue_on=TODAY) == []
        assert ask(state="REPAIRED") == ask(state="ALL") == [finding]


class TestFinishUpkeep:
    def test_plans_what_comes_again(self, city, place, secretary):
        planned = actions.plan_upkeep(
            place=place, title="Cat ulang", due_on=date(2026, 8, 31), every_months=6, by=secretary, at=NOW
        )

        actions.finish_upkeep(upkeep=planned, done=UpkeepDone(date(2026, 8, 20), 1_000_000), by=secretary, at=NOW)

        (following,) = queries.list_upkeep(city, place=place)
        assert (following.title, following.due_on) == ("Cat ulang", date(2027, 2, 28))
        with pytest.raises(WrongStep):
            actions.finish_upkeep(upkeep=planned, done=UpkeepDone(TODAY), by=secretary, at=NOW)

    @pytest.mark.parametrize(
        ("done", "due"),
        [
            (["01-31", "02-28", "03-31"], ["02-28", "03-31", "04-30"]),
            (["02-05", "02-27"], ["02-28", "03-31"]),
            (["02-27"], ["03-31"]),
        ],
        ids=["in time: on the last day of each month", "a few days after", "almost a month after"],
    )
    def test_keeps_the_day_of_the_month_that_was_planned(self, city, place, secretary, done, due):
        actions.plan_upkeep(place=place, title="Pasir", due_on=date(2026, 1, 31), every_months=1, by=secretary, at=NOW)
        found = []

        for day in done:
            (planned,) = queries.list_upkeep(city, place=place)
            done_on = date.fromisoformat(f"2026-{day}")
            actions.finish_upkeep(upkeep=planned, done=UpkeepDone(done_on), by=secretary, at=NOW)
            found.append(queries.list_upkeep(city, place=place)[0].due_on)

        assert found == [date.fromisoformat(f"2026-{day}") for day in due]

    def test_counts_months_over_the_year(self):
        assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
        assert add_months(date(2026, 1, 15), 12) == date(2027, 1, 15)
