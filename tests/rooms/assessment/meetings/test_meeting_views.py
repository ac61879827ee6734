"""Pages of the meetings, as people open them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from paripurna.rooms.assessment.meetings.models import Attendance, Meeting, MeetingDecision
from tests.factories.meetings import make_decision, make_meeting


@pytest.fixture
def url():
    def build(name, **kwargs):
        return reverse(f"assessment:{name}", kwargs={"city": "balikpapan", **kwargs})

    return build


@pytest.fixture
def today(city, secretary):
    return make_meeting(city, by=secretary, held_on=timezone.localdate())


def test_is_called_prepared_attended_decided_and_signed(client, city, running, secretary, officer, url):
    client.force_login(secretary)
    form = client.get(url("meeting_call")).context["form"]
    chosen = [value for value, _label in form.fields["agencies"].choices]
    said = {"title": "Rapat", "held_on": str(timezone.localdate()), "begins_at": "09:00", "place": "Aula"}
    client.post(url("meeting_call"), said | {"agencies": chosen})
    meeting = Meeting.objects.get()

    client.post(url("agenda_propose", code=meeting.code))
    client.post(url("meeting_invite", code=meeting.code))
    client.post(url("meeting_office", code=meeting.code), {"office": "PKK", "count": "4"})
    due = str(timezone.localdate() + timedelta(days=7))
    decided = {"text": "Lengkapi SK", "agency": chosen[0], "due_on": due}
    client.post(url("decision_add", code=meeting.code), decided)
    minutes = {"minutes": "Sepakat.", "next_on": "", "base_revision": "1"}
    client.post(url("minutes_write", code=meeting.code), minutes)
    client.post(url("minutes_sign", code=meeting.code), {"base_revision": "2"})

    meeting.refresh_from_db()
    page = client.get(url("meeting", code=meeting.code)).content.decode()
    assert meeting.signed_at
    assert meeting.document
    assert meeting.invited_at
    assert "Lengkapi SK" in page
    assert "PKK" in page
    assert client.get(url("minutes", code=meeting.code)).status_code == 200


def test_link_of_the_code_notes_who_opens_it(client, today, secretary, officer, url):
    client.force_login(secretary)
    address = client.get(url("meeting_screen", code=today.code)).context["address"]
    client.force_login(officer)

    asked = client.get(address)
    client.post(address)

    assert asked.status_code == 200
    assert Attendance.objects.get().person == officer
    broken = client.post(url("meeting_attend", code=today.code, token="nonsense"))
    assert broken.status_code == 422


def test_decision_stands_in_my_tasks_and_is_done_there(client, today, secretary, officer, url):
    decision = make_decision(today, by=secretary, due_on=timezone.localdate())
    client.force_login(officer)
    assert decision.text in client.get(url("tasks")).content.decode()

    answer = client.post(url("decision_done", code=decision.code), {"step": "selesai", "back": url("tasks")})

    assert answer["Location"] == url("tasks")
    assert decision.text not in client.get(url("tasks")).content.decode()
    assert decision.text in client.get(url("decisions") + "?keadaan=selesai").content.decode()
    elsewhere = client.post(url("decision_done", code=decision.code), {"step": "buka", "back": "https://example.com"})
    assert elsewhere["Location"].startswith(url("meeting", code=today.code))
    assert MeetingDecision.objects.open().exists()


def test_list_finds_words_of_decisions(client, today, secretary, url):
    make_decision(today, by=secretary, due_on=timezone.localdate())
    client.force_login(secretary)

    found = client.get(url("meetings"), {"cari": "puskesmas"}).content.decode()
    missed = client.get(url("meetings"), {"cari": "tidakada"}).content.decode()

    assert today.title in found
    assert today.title not in missed


def test_what_is_typed_survives_a_refusal(client, today, secretary, url):
    client.force_login(secretary)
    minutes = {"minutes": "Yang saya ketik", "next_on": "", "base_revision": "9"}

    answer = client.post(url("minutes_write", code=today.code), minutes)

    assert answer.status_code == 422
    assert "Yang saya ketik" in answer.content.decode()
