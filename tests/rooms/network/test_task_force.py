from datetime import date, timedelta

import pytest
from django.urls import reverse

from paripurna.rooms.network.demo import load_balikpapan_agencies, load_example_task_force
from paripurna.rooms.network.posts.actions import hand_over_post, open_post
from paripurna.rooms.network.posts.types import HandOver, PostDraft
from paripurna.rooms.network.task_force import actions, queries
from paripurna.rooms.network.task_force.types import (
    ChairTaken,
    DecreeTaken,
    PostElsewhere,
    SeatDraft,
    SeatTaken,
    TaskForceDates,
    TaskForceDraft,
)
from paripurna.rooms.network.types import Duty
from tests.factories.network import make_agency
from tests.rooms.network.conftest import NOW

DAY = date(2026, 1, 5)
pytestmark = pytest.mark.django_db


def draft(number="188.45/1", day=DAY, **fields):
    return TaskForceDraft("Gugus Tugas", number, day, day, **fields)


@pytest.fixture
def task_force(city):
    make_agency(city, "dinkes")
    make_agency(city, "bappeda")
    return actions.appoint_task_force(city=city, draft=draft(), by=None, at=NOW)


@pytest.fixture
def seat(city, task_force):
    def act(code, duty=Duty.MEMBER, strand="", post=None):
        given = SeatDraft(strand, duty, code, post)
        actions.seat_agency(city=city, pk=task_force, draft=given, by=None, at=NOW)

    return act


class TestSeats:
    def test_stand_by_duty_in_each_part(self, city, task_force, seat):
        seat("dinkes")
        seat("bappeda", Duty.CHAIR)
        seat("dinkes", Duty.CHAIR, strand="K3")

        seats = queries.get_task_force(city, task_force).seats

        assert [found.agency.code for found in seats[""]] == ["bappeda", "dinkes"]
        assert [found.duty for found in seats["K3"]] == [Duty.CHAIR]

    def test_follow_the_post_to_whoever_holds_it(self, city, task_force, seat):
        post = open_post(city=city, draft=PostDraft("dinkes", "Kepala Dinas"), by=None, at=NOW)
        seat("dinkes", post=post)
        assert queries.get_task_force(city, task_force).vacant_count == 1

        hand_over_post(city=city, pk=post, hand_over=HandOver(DAY, name="Contoh Ani"), by=None, at=NOW)

        (found,) = queries.get_task_force(city, task_force).seats[""]
        assert found.post.holder.name == "Contoh Ani"

    def test_are_taken_once_and_have_one_chair(self, city, seat):
        seat("bappeda", Duty.CHAIR)

        with pytest.raises(SeatTaken):
            seat("bappeda")
        with pytest.raises(ChairTaken):
            seat("dinkes", Duty.CHAIR)

    def test_refuse_the_post_of_another_agency(self, city, seat):
        post = open_post(city=city, draft=PostDraft("bappeda", "Kepala"), by=None, at=NOW)

        with pytest.raises(PostElsewhere):
            seat("dinkes", post=post)


class TestANewDecree:
    def test_takes_the_seats_over_and_ends_the_one_before(self, city, task_force, seat):
        seat("bappeda", Duty.CHAIR)
        day = DAY + timedelta(days=365)

        new = actions.appoint_task_force(city=city, draft=draft("188.45/2", day), follows=task_force, by=None, at=NOW)

        assert queries.find_task_force(city, on=day).ref.id == new
        assert queries.find_task_force(city, on=day - timedelta(days=1)).ref.id == task_force
        assert [found.agency.code for found in queries.get_task_force(city, new).seats[""]] == ["bappeda"]

    def test_needs_a_number_and_days_of_its_own(self, city, task_force):
        with pytest.raises(DecreeTaken):
            actions.appoint_task_force(city=city, draft=draft(), by=None, at=NOW)
        with pytest.raises(TaskForceDates):
            actions.appoint_task_force(
                city=city, draft=draft("188.45/2", DAY - timedelta(days=1)), follows=task_force, by=None, at=NOW
            )


@pytest.mark.usefixtures("frozen_clock")
class TestPages:
    def test_show_the_example_part_by_part(self, client, city, secretary):
        load_balikpapan_agencies(city, by=None, at=NOW)
        load_example_task_force(city, by=None, at=NOW)
        load_example_task_force(city, by=None, at=NOW)
        client.force_login(secretary)

        page = client.get(reverse("network:task_force_now", kwargs={"city": city.slug})).content.decode()

        assert "188.45-71/2024" in page
        assert "Contoh Siti Rahma" in page
        assert len(queries.list_task_forces(city)) == 1

    def test_add_and_remove_a_seat(self, client, city, task_force, secretary):
        client.force_login(secretary)
        here = {"city": city.slug, "pk": task_force}
        given = {"strand": "", "duty": "CHAIR", "sits": "dinkes"}

        added = client.post(reverse("network:seat_add", kwargs=here), given)
        again = client.post(reverse("network:seat_add", kwargs=here), given)

        assert (added.status_code, again.status_code) == (302, 422)
        (found,) = queries.get_task_force(city, task_force).seats[""]
        client.post(reverse("network:seat_remove", kwargs=here | {"seat_id": found.id}))
        assert queries.get_task_force(city, task_force).seats == {}
