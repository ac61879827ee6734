"""The weekly message: once a week, the own part, nobody's name."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from paripurna.platform.jobs.inline import run_pending
from paripurna.platform.notices import actions as notices
from paripurna.platform.notices.models import Notice
from paripurna.rooms.assessment.breath.digest import WEEKLY, begin_week, send_digests
from paripurna.rooms.network.queries import list_agencies
from tests.factories.assessment import answer_round
from tests.factories.meetings import make_decision, make_meeting
from tests.factories.sheets import make_person

MONDAY = datetime(2026, 11, 22, 22, 45, tzinfo=UTC)  # Monday morning in Balikpapan


@pytest.fixture
def people(running, secretary, officer):
    """A secretary and an officer of the health office who gave addresses, in a round that is partly answered."""
    answer_round(running, share="0.6", leave=("1.1",))
    for person in (secretary, officer):
        person.email = f"{person.username}@contoh.id"
        person.save()
    return secretary, officer


def sent():
    return {notice.person: notice for notice in Notice.objects.filter(code=WEEKLY)}


class TestSendDigests:
    def test_tells_each_their_own_part(self, people):
        secretary, officer = people

        assert send_digests(at=MONDAY) == 2

        notices_of = sent()
        assert set(notices_of) == {secretary, officer}
        assert 0 < notices_of[officer].params["open"] < notices_of[secretary].params["open"]
        assert notices_of[officer].link == reverse("assessment:digest", kwargs={"city": "balikpapan"})

    def test_counts_what_meetings_decided_for_each(self, city, people):
        secretary, officer = people
        meeting = make_meeting(city, by=secretary, agency_ids=tuple(each.id for each in list_agencies(city)))
        make_decision(meeting, by=secretary, due_on=meeting.held_on)
        make_decision(meeting, by=secretary, agency="dp3akb")

        send_digests(at=MONDAY + timedelta(days=1))

        assert [sent()[officer].params[name] for name in ("decided", "late")] == [1, 1]
        assert [sent()[secretary].params[name] for name in ("decided", "late")] == [2, 1]

    def test_never_tells_twice_in_a_week_also_after_reading(self, people):
        send_digests(at=MONDAY)
        for person in people:
            notices.mark_all_read(person=person, at=MONDAY)

        assert send_digests(at=MONDAY + timedelta(days=6)) == 0
        assert send_digests(at=MONDAY + timedelta(days=7)) == 2

    def test_leaves_out_who_has_no_work_in_the_round(self, city, people):
        stranger = make_person(city, "VERIFIER", username="tanpa-dinas")

        send_digests(at=MONDAY)

        assert stranger not in sent()

    def test_goes_by_mail_to_who_wants_it_and_names_nobody(self, people):
        secretary, officer = people
        notices.set_mail_wish(person=secretary, wants_mail=False)

        send_digests(at=MONDAY)
        run_pending()

        (letter,) = mail.outbox
        assert letter.to == [officer.email]
        assert not any(person.name in letter.subject + letter.body for person in people)


class TestPage:
    def test_shows_the_message_as_it_is_sent(self, client, people):
        _secretary, officer = people
        send_digests(at=MONDAY)
        client.force_login(officer)

        page = client.get(reverse("assessment:digest", kwargs={"city": "balikpapan"}))

        params = sent()[officer].params
        assert page.context["digest"].as_params("id") | {"day": ""} == params | {"day": ""}
        assert page.context["message"] in page.text


def test_a_week_begins_on_monday():
    assert begin_week(MONDAY.date()).weekday() == 0
