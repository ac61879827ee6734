from datetime import date, timedelta

import pytest
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.rooms.network.posts import actions, queries
from paripurna.rooms.network.posts.types import (
    HandOver,
    HandOverTooEarly,
    HeadTaken,
    NobodyThere,
    PostClosed,
    PostDraft,
    PostTaken,
)
from paripurna.rooms.network.types import OtherCity
from tests.factories.network import make_agency
from tests.factories.regions import make_city
from tests.rooms.network.conftest import NOW

SPRING, SUMMER = date(2026, 3, 1), date(2026, 7, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def post(city):
    make_agency(city)
    return actions.open_post(city=city, draft=PostDraft("dinkes", "Kepala Dinas", is_head=True), by=None, at=NOW)


@pytest.fixture
def hand_over(city, post):
    def act(on, **fields):
        actions.hand_over_post(city=city, pk=post, hand_over=HandOver(on, **fields), by=None, at=NOW)

    return act


class TestHandOver:
    def test_lets_the_follower_begin_the_day_after(self, city, post, hand_over):
        hand_over(SPRING, name="Contoh Ani")
        hand_over(SUMMER, name="Contoh Budi", handed_over="Lemari arsip B")

        detail = queries.get_post(city, post)
        assert detail.row.holder.name == "Contoh Budi"
        first = detail.holders[1]
        assert (first.until, first.handed_over) == (SUMMER - timedelta(days=1), "Lemari arsip B")

    def test_leaves_a_vacancy_when_nobody_follows(self, city, post, hand_over):
        hand_over(SPRING, name="Contoh Ani")
        hand_over(SUMMER)

        (row,) = queries.list_posts(city)
        assert (row.holder, row.vacant_since) == (None, SUMMER - timedelta(days=1))
        assert Event.objects.latest("position").verb == "network.post_vacated"

    def test_names_a_member_by_the_account(self, city, post, hand_over, give_role):
        membership = give_role("OFFICER")

        hand_over(SPRING, membership_id=membership.pk)

        assert queries.get_post(city, post).row.holder.person == str(membership.user.code)
        assert "Contoh" not in str(list(Event.objects.values_list("details", flat=True)))

    def test_refuses_members_of_elsewhere(self, city, hand_over, give_role):
        elsewhere = make_city("64.72", "Kota Samarinda", slug="samarinda")
        stranger = give_role("OFFICER", region=elsewhere.region)

        with pytest.raises(OtherCity):
            hand_over(SPRING, membership_id=stranger.pk)

    @pytest.mark.parametrize("day", [SPRING, SPRING - timedelta(days=9)], ids=["same day", "before"])
    def test_refuses_a_day_before_the_holder_began(self, hand_over, day):
        hand_over(SPRING, name="Contoh Ani")

        with pytest.raises(HandOverTooEarly):
            hand_over(day, name="Contoh Budi")

    def test_refuses_a_day_that_an_earlier_holder_still_held(self, hand_over):
        hand_over(SPRING, name="Contoh Ani")
        hand_over(SUMMER)

        with pytest.raises(HandOverTooEarly):
            hand_over(SUMMER - timedelta(days=5), name="Contoh Budi")

    def test_refuses_to_leave_an_empty_post(self, hand_over):
        with pytest.raises(NobodyThere):
            hand_over(SPRING)

    def test_is_for_managers(self, city, post, give_role):
        told = {"city": city, "pk": post, "hand_over": HandOver(SPRING, name="Contoh"), "at": NOW}

        with pytest.raises(NotAllowed):
            actions.hand_over_post(**told, by=give_role("OFFICER").user)


class TestPosts:
    def test_one_title_and_one_head_an_agency(self, city, post):
        with pytest.raises(PostTaken):
            actions.open_post(city=city, draft=PostDraft("dinkes", "Kepala Dinas"), by=None, at=NOW)
        with pytest.raises(HeadTaken):
            actions.open_post(city=city, draft=PostDraft("dinkes", "Plt Kepala", is_head=True), by=None, at=NOW)

    def test_closing_ends_the_holder_and_can_be_taken_back(self, city, post, hand_over):
        hand_over(SPRING, name="Contoh Ani")

        actions.close_post(city=city, pk=post, on=SUMMER, by=None, at=NOW)

        assert queries.list_posts(city) == []
        assert queries.get_post(city, post).holders[0].until == SUMMER
        with pytest.raises(PostClosed):
            hand_over(SUMMER + timedelta(days=9), name="Contoh Budi")
        actions.reopen_post(city=city, pk=post, by=None, at=NOW)
        assert queries.list_posts(city)[0].holder is None


@pytest.mark.usefixtures("frozen_clock")
class TestPages:
    def test_hand_a_post_over(self, client, city, post, secretary):
        client.force_login(secretary)
        url = reverse("network:post_hand_over", kwargs={"city": city.slug, "pk": post})

        both = client.post(url, {"follower": "", "name": "", "on": ""})
        done = client.post(url, {"name": "Contoh Ani", "on": "2026-03-01"}, follow=True)

        assert both.status_code == 422
        assert "Contoh Ani" in done.content.decode()

    def test_keep_names_from_who_only_reads(self, client, city, hand_over, give_role):
        hand_over(SPRING, name="Contoh Ani")
        client.force_login(give_role("HEAD").user)

        page = client.get(reverse("network:post_list", kwargs={"city": city.slug})).content.decode()

        assert "Kepala Dinas" in page
        assert "Contoh Ani" not in page
