"""What the clock does to requests, and what happens when a person leaves."""

from datetime import timedelta

import pytest

from paripurna.platform.access import actions as access
from paripurna.platform.access.models import Membership
from paripurna.platform.notices import actions as notices
from paripurna.platform.notices.models import Notice
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.actions import handover, reminding
from paripurna.rooms.evidence.types import BadRequest, RequestStep
from paripurna.rooms.network import actions as network
from tests.factories.evidence import NOW
from tests.factories.requests import DUE, answer, make_request, step
from tests.factories.sheets import make_person


def at_days(before: int):
    """The morning `before` days ahead of the due date (negative: after it)."""
    return NOW + (DUE - NOW.date()) - timedelta(days=before)


class TestRemindByDate:
    @pytest.mark.parametrize("before", [3, 1, 0, -2, -7])
    def test_reminds_on_its_days(self, sheet, officer, secretary, before):
        make_request(sheet, by=secretary)

        count = reminding.remind_by_date(city=sheet.city, at=at_days(before))

        assert count == 1
        assert Notice.objects.filter(person=officer, code="evidence.due" if before >= 0 else "evidence.past").exists()

    @pytest.mark.parametrize("before", [7, 2, -1, -3, -8])
    def test_is_quiet_on_other_days(self, sheet, secretary, before):
        make_request(sheet, by=secretary)

        assert reminding.remind_by_date(city=sheet.city, at=at_days(before)) == 0

    def test_reminds_once_a_day_even_if_the_notice_was_read(self, sheet, officer, secretary):
        make_request(sheet, by=secretary)
        reminding.remind_by_date(city=sheet.city, at=at_days(3))
        notices.mark_all_read(person=officer, at=NOW)

        assert reminding.remind_by_date(city=sheet.city, at=at_days(3)) == 0

    def test_leaves_answered_ones_alone(self, sheet, officer, secretary):
        answer(make_request(sheet, by=secretary), by=officer)

        assert reminding.remind_by_date(city=sheet.city, at=at_days(3)) == 0

    def test_asks_only_the_person_it_was_handed_to(self, sheet, officer, secretary):
        colleague = make_person(sheet.city, "OFFICER", agency="dinkes", username="rekan")
        step(make_request(sheet, by=secretary), RequestStep.DELEGATE, by=officer, delegate=colleague)

        reminding.remind_by_date(city=sheet.city, at=at_days(1))

        told = Notice.objects.filter(code="evidence.due").values_list("person", flat=True)
        assert list(told) == [colleague.pk]


class TestEscalateByDate:
    def test_tells_the_head_once_after_so_many_days(self, sheet, secretary):
        boss = make_person(sheet.city, "HEAD", agency="dinkes", username="kepala")
        make_request(sheet, by=secretary)

        early = reminding.escalate_by_date(city=sheet.city, after_days=5, at=at_days(-4))
        due, again = (reminding.escalate_by_date(city=sheet.city, after_days=5, at=at_days(-days)) for days in (5, 6))

        assert (early, due, again) == (0, 1, 0)
        assert Notice.objects.filter(person=boss, code="evidence.escalated").count() == 1

    def test_does_nothing_unless_it_is_set(self, sheet, secretary):
        make_request(sheet, by=secretary)

        assert reminding.escalate_by_date(city=sheet.city, after_days=0, at=at_days(-30)) == 0


@pytest.fixture
def colleague(city):
    return make_person(city, "OFFICER", agency="dinkes", username="rekan")


@pytest.fixture
def delegated(sheet, officer, secretary, colleague):
    return step(make_request(sheet, by=secretary), RequestStep.DELEGATE, by=officer, delegate=colleague)


class TestLeaving:
    def test_gives_back_what_is_open_when_the_role_ends(self, sheet, colleague, secretary, delegated):
        membership = Membership.objects.get(user=colleague)

        access.end_membership(membership=membership, reason="pindah", by=secretary, at=NOW)

        delegated.refresh_from_db()
        last = delegated.events.order_by("pk").last()
        assert (delegated.delegate, last.step, bool(last.note)) == (None, RequestStep.DELEGATE, True)

    def test_gives_back_when_the_agency_is_left(self, sheet, colleague, secretary, delegated):
        membership = Membership.objects.get(user=colleague)

        network.leave_agency(membership_id=membership.pk, city=sheet.city, agency_code="dinkes", by=secretary, at=NOW)

        delegated.refresh_from_db()
        assert delegated.delegate is None

    def test_gives_back_when_the_account_is_erased(self, sheet, colleague, secretary, delegated):
        access.erase_person(person=colleague, city=sheet.city, by=secretary, at=NOW)

        delegated.refresh_from_db()
        assert delegated.delegate is None

    def test_keeps_what_the_person_still_works_for(self, sheet, colleague, secretary, delegated):
        membership = Membership.objects.get(user=colleague)
        network.join_agency(membership=membership, city=sheet.city, agency_code="dp3akb", by=secretary, at=NOW)

        network.leave_agency(membership_id=membership.pk, city=sheet.city, agency_code="dp3akb", by=secretary, at=NOW)

        delegated.refresh_from_db()
        assert delegated.delegate == colleague

    def test_by_a_date_that_ran_out_is_seen_by_the_clock(self, sheet, colleague, delegated):
        Membership.objects.filter(user=colleague).update(valid_to=NOW.date())

        count = reminding.release_all_left(city=sheet.city, at=NOW + timedelta(days=2))

        delegated.refresh_from_db()
        assert (count, delegated.delegate) == (1, None)


class TestHandOver:
    def test_moves_to_the_successor_and_tells(self, sheet, officer, colleague, secretary, delegated):
        given = {"city": sheet.city, "person": colleague, "codes": [delegated.code], "note": "pindah tugas"}

        moved = handover.hand_over_requests(successor=officer, by=secretary, at=NOW, **given)

        delegated.refresh_from_db()
        assert (moved, delegated.delegate) == (1, officer)
        assert delegated.events.order_by("pk").last().note == "pindah tugas"
        assert Notice.objects.filter(person=officer, code="evidence.handed_over").exists()

    def test_refuses_a_successor_of_another_agency(self, sheet, neighbor, colleague, secretary, delegated):
        with pytest.raises(BadRequest):
            handover.hand_over_requests(
                city=sheet.city,
                person=colleague,
                codes=[delegated.code],
                successor=neighbor,
                note="",
                by=secretary,
                at=NOW,
            )

    def test_of_others_is_for_the_secretariat(self, sheet, officer, colleague, delegated):
        from paripurna.platform.access.types import NotAllowed

        with pytest.raises(NotAllowed):
            handover.hand_over_requests(
                city=sheet.city, person=colleague, codes=[], successor=officer, note="", by=officer, at=NOW
            )


def test_a_reminder_does_not_disturb_who_has_the_page_open(sheet, officer, secretary):
    request = make_request(sheet, by=secretary)
    actions.step_requests(city=sheet.city, codes=[request.code], step=RequestStep.REMIND, by=secretary, at=NOW)

    assert answer(request, by=officer).state == "ANSWERED"
