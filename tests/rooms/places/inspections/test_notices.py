"""Who is told of a finding: the agency that repairs it, and whoever looks at the repair."""

from datetime import date, timedelta

import pytest

from paripurna.core.instrument.shelf import find_edition
from paripurna.platform.access.models import Membership
from paripurna.platform.notices.models import Notice
from paripurna.rooms.network.actions import join_agency
from paripurna.rooms.places.inspections import actions, notices
from paripurna.rooms.places.inspections.types import Severity, Topic
from paripurna.rooms.places.inspections.writing import find_topic, list_topics
from paripurna.rooms.places.kinds import list_kinds
from paripurna.rooms.places.standing.standards import find_standard
from tests.factories.inspections import TODAY, draft_finding, make_finding
from tests.factories.network import make_agency
from tests.factories.places import NOW


@pytest.fixture
def dimas(city, dimas):
    """Dimas works for the agency that repairs."""
    make_agency(city, "dinkes")
    membership = Membership.objects.get(user=dimas)
    join_agency(membership=membership, city=city, agency_code="dinkes", by=None, at=NOW)
    return dimas


def told():
    return list(Notice.objects.order_by("told_at", "pk").values_list("code", "person__username"))


class TestTell:
    def test_the_agency_when_it_is_asked_and_who_looks_when_it_is_repaired(self, place, rahma, dimas):
        finding = make_finding(place, rahma, owner="dinkes")
        assert told() == [(notices.ASSIGNED, "dimas")]

        step = {"finding": finding, "base_revision": finding.revision, "at": NOW + timedelta(hours=1)}
        finding = actions.repair_finding(**step, note="Diganti", repaired_on=TODAY, by=dimas)
        assert told()[1:] == [(notices.REPAIRED, "rahma")]

        step = {"finding": finding, "base_revision": finding.revision, "at": NOW + timedelta(hours=2)}
        actions.send_finding_back(**step, note="Masih goyang", by=rahma)
        assert told()[2:] == [(notices.BACK, "dimas")]

    def test_the_agency_that_a_finding_is_handed_to_afterwards(self, place, rahma, dimas):
        finding = make_finding(place, rahma)
        assert told() == []

        for _twice in range(2):
            draft = draft_finding(owner="dinkes")
            finding = actions.change_finding(
                finding=finding, draft=draft, base_revision=finding.revision, by=rahma, at=NOW
            )

        assert told() == [(notices.ASSIGNED, "dimas")]

    def test_nobody_what_was_found(self, place, rahma, dimas):
        make_finding(place, rahma, owner="dinkes", topic=Topic.SECURITY, text="Gembok rusak")

        assert Notice.objects.get().params == {"place": "Taman Contoh", "count": 1, "day": "27 November 2026"}


class TestRemind:
    def test_once_before_the_day_and_once_after_it(self, city, place, rahma, dimas):
        make_finding(place, rahma, owner="dinkes", severity=Severity.LIMITS, due_on=date(2026, 12, 10))
        Notice.objects.all().delete()

        counts = [notices.remind_by_date(city=city, at=NOW + timedelta(days=days)) for days in (12, 13, 14, 17, 18)]

        assert counts == [0, 1, 0, 1, 0]
        assert [code for code, _person in told()] == [notices.DUE, notices.PAST]


class TestTopics:
    def test_every_standard_says_what_its_findings_are_about(self):
        standards = {found.edition.id for kind in list_kinds() if (found := find_standard(kind))}

        assert standards == set(list_topics())

    def test_name_questions_that_the_standard_has(self):
        for code, topics in list_topics().items():
            edition = find_edition(code)
            for topic, numbers in topics.items():
                found = [number for number in edition.question_by_number if find_topic(edition, number) is topic]
                assert all(any(each == number or each.startswith(f"{number}.") for each in found) for number in numbers)
