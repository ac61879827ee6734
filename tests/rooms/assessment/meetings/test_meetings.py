"""Calling a meeting, its invitation, agenda, attendance and decisions."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.platform.notices.models import Notice
from paripurna.rooms.assessment.meetings import actions, agenda, attending, queries
from paripurna.rooms.assessment.meetings.models import AgendaPoint, Attendance, MeetingDecision
from paripurna.rooms.assessment.meetings.telling import (
    build_invitation,
    invitation_url,
    list_meeting_spans,
    meeting_url,
)
from paripurna.rooms.assessment.meetings.types import (
    BadMeeting,
    LinkOver,
    MeetingChanged,
    MinutesDraft,
    NotTheDay,
    PointSource,
)
from paripurna.rooms.network import queries as network
from paripurna.rooms.network.types import AgencyKind
from tests.factories.assessment import NOW
from tests.factories.meetings import draft_meeting, make_decision, make_meeting
from tests.factories.network import make_agency
from tests.factories.requests import make_request
from tests.factories.sheets import make_person

TODAY = date(2026, 11, 23)


@pytest.fixture
def partner(city):
    make_agency(city, "apsai", kind=AgencyKind.COMPANY)
    return make_person(city, "PARTNER", agency="apsai", username="mitra")


class TestCallMeeting:
    def test_keeps_the_guests(self, meeting):
        assert queries.list_guests(meeting) == ["DINKES"]

    @pytest.mark.parametrize("fields", [{"title": " "}, {"place": ""}, {"agency_ids": ()}])
    def test_refuses_what_does_not_fit(self, city, secretary, fields):
        with pytest.raises(BadMeeting):
            make_meeting(city, by=secretary, **fields)

    def test_is_for_the_secretariat(self, city, officer):
        with pytest.raises(NotAllowed):
            make_meeting(city, by=officer)

    def test_changed_by_two_people_is_refused_to_the_second(self, city, meeting, secretary):
        draft = draft_meeting(city, title="Rapat lain")
        actions.change_meeting(meeting=meeting, draft=draft, base_revision=1, by=secretary, at=NOW)

        with pytest.raises(MeetingChanged):
            actions.change_meeting(meeting=meeting, draft=draft, base_revision=1, by=secretary, at=NOW)


class TestSendInvitation:
    def test_reaches_those_who_work_for_the_guests_and_no_others(self, city, meeting, officer, secretary):
        make_person(city, "OFFICER", agency="dp3akb")

        count = actions.send_invitation(meeting=meeting, by=secretary, at=NOW)

        told = Notice.objects.filter(code="assessment.meeting_invited")
        assert count == 1
        assert list(told.values_list("person", flat=True)) == [officer.pk]

    def test_leads_a_partner_to_its_invitation_and_to_nothing_else(self, client, city, partner, secretary):
        meeting = make_meeting(city, by=secretary, agency_ids=(network.get_agency(city, "apsai").ref.id,))
        uninvited = make_meeting(city, by=secretary)

        actions.send_invitation(meeting=meeting, by=secretary, at=NOW)

        client.force_login(partner)
        page = client.get(Notice.objects.get(person=partner).link)
        assert "Aula Balai Kota" in page.content.decode()
        assert client.get(meeting_url(meeting)).status_code == 403
        assert client.get(invitation_url(uninvited)).status_code == 404

    def test_is_there_for_a_partner_only_once_it_is_sent(self, client, city, partner, secretary):
        meeting = make_meeting(city, by=secretary, agency_ids=(network.get_agency(city, "apsai").ref.id,))
        here = {"city": city.slug, "code": meeting.code}
        client.force_login(partner)

        old = client.get(reverse("assessment:meeting_attend", kwargs=here | {"token": "lama"}))
        screen = attending.make_token(meeting, at=timezone.now())
        scanned = client.get(reverse("assessment:meeting_attend", kwargs=here | {"token": screen}))

        assert (client.get(invitation_url(meeting)).status_code, old.status_code) == (404, 404)
        assert scanned.status_code == 200
        actions.send_invitation(meeting=meeting, by=secretary, at=NOW)
        assert client.get(invitation_url(meeting)).status_code == 200

    def test_puts_the_day_into_the_calendar(self, city, meeting, secretary):
        before = list_meeting_spans(city)
        actions.send_invitation(meeting=meeting, by=secretary, at=NOW)

        assert before == []
        assert [(span.first, span.last) for span in list_meeting_spans(city)] == [(TODAY, TODAY)]
        assert "Rapat koordinasi" not in list_meeting_spans(city)[0].title

    def test_has_words_for_a_telephone(self, meeting, secretary):
        point = agenda.add_point(meeting=meeting, text="Pembukaan", by=secretary, at=NOW)

        text = build_invitation(meeting, ["DINKES"], [point])

        assert all(part in text for part in ("DINKES", "23 November 2026", "Aula Balai Kota", "1. Pembukaan"))


class TestAgenda:
    def test_proposes_what_is_late_returned_and_missing(self, running, meeting, secretary, city):
        make_request(running.sheet, by=secretary, kind="", due_on=TODAY + timedelta(days=8))
        make_decision(make_meeting(city, by=secretary), by=secretary)

        later = NOW + timedelta(days=9)
        agenda.propose_agenda(meeting=meeting, by=secretary, at=later)
        agenda.propose_agenda(meeting=meeting, by=secretary, at=later)

        points = queries.list_points(meeting)
        assert [point.source for point in points] == [PointSource.DECISIONS, PointSource.LATE, PointSource.GAPS]
        assert "DINKES 1" in points[1].text

    def test_is_written_ordered_and_shortened_by_hand(self, meeting, secretary):
        first, second, third = (
            agenda.add_point(meeting=meeting, text=text, by=secretary, at=NOW) for text in ("Satu", "Dua", "Tiga")
        )
        agenda.move_point(meeting=meeting, code=third.code, steps=-1, by=secretary, at=NOW)
        agenda.move_point(meeting=meeting, code=first.code, steps=-1, by=secretary, at=NOW)
        agenda.change_point(meeting=meeting, code=third.code, text="Tiga lagi", by=secretary, at=NOW)
        agenda.remove_point(meeting=meeting, code=second.code, by=secretary, at=NOW)

        assert [(point.position, point.text) for point in queries.list_points(meeting)] == [
            (1, "Satu"),
            (2, "Tiga lagi"),
        ]

    def test_point_written_anew_is_not_overwritten_by_the_board(self, running, meeting, secretary):
        agenda.propose_agenda(meeting=meeting, by=secretary, at=NOW)
        point = AgendaPoint.objects.get(source=PointSource.GAPS)
        agenda.change_point(meeting=meeting, code=point.code, text="Fokus 11.1", by=secretary, at=NOW)
        agenda.propose_agenda(meeting=meeting, by=secretary, at=NOW)

        assert AgendaPoint.objects.get(pk=point.pk).text == "Fokus 11.1"

    def test_point_of_another_meeting_is_a_stranger(self, city, meeting, secretary):
        other = agenda.add_point(meeting=make_meeting(city, by=secretary), text="Lain", by=secretary, at=NOW)

        with pytest.raises(Stranger):
            agenda.remove_point(meeting=meeting, code=other.code, by=secretary, at=NOW)


class TestAttend:
    def attend(self, meeting, person, *, token=None, at=NOW):
        known = token or attending.make_token(meeting, at=NOW)
        return attending.attend(meeting=meeting, token=known, by=person, at=at)

    def test_counts_a_member_once_with_the_office(self, meeting, officer):
        self.attend(meeting, officer)
        self.attend(meeting, officer, at=NOW + timedelta(minutes=5))

        assert list(Attendance.objects.values_list("person", "office", "count")) == [(officer.pk, "DINKES", 1)]

    def test_lets_a_partner_in_where_it_is_invited(self, city, meeting, partner, secretary):
        invited = make_meeting(city, by=secretary, agency_ids=(network.get_agency(city, "apsai").ref.id,))

        self.attend(invited, partner)

        assert list(Attendance.objects.values_list("meeting", "office")) == [(invited.pk, "APSAI")]
        with pytest.raises(Stranger):
            self.attend(meeting, partner)

    def test_opens_on_the_day_in_the_zone_of_the_city(self, city, officer, secretary):
        meeting = make_meeting(city, by=secretary, held_on=date(2026, 11, 24))
        midnight = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # in Balikpapan

        said = {"meeting": meeting, "person": officer, "token": attending.make_token(meeting, at=midnight)}
        office = {"meeting": meeting, "office": "PKK", "count": 3, "by": secretary}

        with pytest.raises(NotTheDay, match="24 November 2026"):
            self.attend(**said, at=midnight - timedelta(seconds=1))
        with pytest.raises(NotTheDay):
            attending.note_office(**office, at=midnight - timedelta(seconds=1))
        self.attend(**said, at=midnight)
        attending.note_office(**office, at=midnight)

    def test_refuses_a_link_that_ran_out(self, meeting, officer):
        with pytest.raises(LinkOver):
            self.attend(meeting, officer, at=NOW + timedelta(minutes=16))

    def test_refuses_a_link_of_another_meeting_and_a_changed_one(self, city, meeting, officer, secretary):
        other = attending.make_token(make_meeting(city, by=secretary), at=NOW)

        for token in (other, attending.make_token(meeting, at=NOW)[:-1] + "~", "nonsense"):
            with pytest.raises(LinkOver):
                self.attend(meeting, officer, token=token)
        assert not Attendance.objects.exists()

    def test_counts_an_office_without_names(self, meeting, secretary):
        attending.note_office(meeting=meeting, office=" PKK ", count=3, by=secretary, at=NOW)

        assert list(Attendance.objects.values_list("person", "office", "count")) == [(None, "PKK", 3)]

    @pytest.mark.parametrize(("office", "count"), [("", 1), ("PKK", 0), ("PKK", 501)])
    def test_refuses_an_office_without_name_or_people(self, meeting, secretary, office, count):
        with pytest.raises(BadMeeting):
            attending.note_office(meeting=meeting, office=office, count=count, by=secretary, at=NOW)


class TestDecisions:
    def test_stand_in_the_tasks_of_the_owner_until_done(self, city, meeting, officer, secretary):
        decision = make_decision(meeting, by=secretary)
        own = ["dinkes"]
        before = queries.list_open_decisions(city, own)

        actions.finish_decision(decision=decision, is_done=True, by=officer, at=NOW)
        after = queries.list_open_decisions(city, own)
        actions.finish_decision(decision=decision, is_done=False, by=officer, at=NOW)

        assert (before, after) == ([decision], [])
        assert queries.list_open_decisions(city, own) == [decision]
        assert Notice.objects.get(code="assessment.meeting_decided").person == officer

    def test_are_not_finished_by_others(self, city, meeting, secretary):
        stranger = make_person(city, "OFFICER", agency="dp3akb")
        decision = make_decision(meeting, by=secretary)

        with pytest.raises(NotAllowed):
            actions.finish_decision(decision=decision, is_done=True, by=stranger, at=NOW)

    @pytest.mark.parametrize("fields", [{"text": " "}, {"agency_id": 0}, {"due_on": date(2026, 11, 1)}])
    def test_refuse_what_does_not_fit(self, meeting, secretary, fields):
        with pytest.raises(BadMeeting):
            make_decision(meeting, by=secretary, **fields)

    def test_are_taken_out_once(self, meeting, secretary):
        decision = make_decision(meeting, by=secretary)
        actions.remove_decision(meeting=meeting, code=decision.code, by=secretary, at=NOW)

        assert not MeetingDecision.objects.exists()
        with pytest.raises(Stranger):
            actions.remove_decision(meeting=meeting, code=uuid4(), by=secretary, at=NOW)


class TestWriteMinutes:
    def test_refuses_a_next_meeting_before_this_one(self, meeting, secretary):
        with pytest.raises(BadMeeting):
            actions.write_minutes(meeting=meeting, draft=MinutesDraft("", TODAY), base_revision=1, by=secretary, at=NOW)
