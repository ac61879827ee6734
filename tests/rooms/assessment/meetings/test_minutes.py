"""The minutes: set as PDF, signed off into the library, and then still."""

from datetime import date, timedelta

import pytest

from paripurna.rooms.assessment.meetings import actions, agenda, attending
from paripurna.rooms.assessment.meetings.minutes import build_content, set_minutes, sign_minutes
from paripurna.rooms.assessment.meetings.page import build_meeting_page
from paripurna.rooms.assessment.meetings.types import BadMeeting, MeetingClosed, MinutesDraft
from paripurna.rooms.evidence.types import DocumentKind
from tests.factories.assessment import NOW
from tests.factories.meetings import draft_meeting, make_decision

TODAY = date(2026, 11, 23)


@pytest.fixture
def held(meeting, officer, secretary):
    """A meeting with everything in it, as read again."""
    agenda.add_point(meeting=meeting, text="Pembukaan", by=secretary, at=NOW)
    attending.note_office(meeting=meeting, office="DINKES", count=2, by=secretary, at=NOW)
    token = attending.make_token(meeting, at=NOW)
    attending.attend(meeting=meeting, token=token, by=officer, at=NOW)
    make_decision(meeting, by=secretary)
    draft = MinutesDraft("Semua sepakat.", TODAY + timedelta(days=28))
    return actions.write_minutes(meeting=meeting, draft=draft, base_revision=1, by=secretary, at=NOW)


def test_count_offices_and_name_nobody(held, officer, secretary):
    content = build_content(build_meeting_page(held, secretary, on=TODAY))

    assert content["offices"] == [{"office": "DINKES", "count": 3}]
    assert content["points"] == ["Pembukaan"]
    assert [decision["owner"] for decision in content["decisions"]] == ["DINKES"]
    assert officer.name not in str(content)


def test_are_a_pdf(held, secretary):
    assert set_minutes(build_meeting_page(held, secretary, on=TODAY)).startswith(b"%PDF")


def test_signed_off_are_a_document_and_change_no_more(held, secretary):
    document = sign_minutes(meeting=held, base_revision=2, by=secretary, at=NOW)

    held.refresh_from_db()
    assert (held.document, held.signed_by) == (document, secretary)
    assert (document.kind, document.signed_on) == (DocumentKind.MINUTES, TODAY)
    with pytest.raises(MeetingClosed):
        agenda.add_point(meeting=held, text="Lagi", by=secretary, at=NOW)
    with pytest.raises(MeetingClosed):
        actions.change_meeting(meeting=held, draft=draft_meeting(held.city), base_revision=3, by=secretary, at=NOW)


def test_decisions_are_still_finished_after_the_signature(held, officer, secretary):
    sign_minutes(meeting=held, base_revision=2, by=secretary, at=NOW)

    assert actions.finish_decision(decision=held.decisions.get(), is_done=True, by=officer, at=NOW).done_at == NOW


def test_are_not_signed_empty_or_before_the_day(meeting, secretary):
    for at in (NOW, NOW - timedelta(days=2)):
        with pytest.raises(BadMeeting):
            sign_minutes(meeting=meeting, base_revision=1, by=secretary, at=at)
