"""What is sent twice is written once, at the same moment too; a page that was sent for something else is told so."""

from uuid import uuid4

import pytest
from django.urls import reverse

from paripurna.rooms.places import actions
from paripurna.rooms.places.inspections import actions as inspections
from paripurna.rooms.places.queries import Place
from tests.factories.inspections import TODAY, draft_finding
from tests.factories.places import NOW, draft_place, make_place
from tests.factories.regions import make_city
from tests.factories.standing import take_step
from tests.rooms.places.test_form import TYPED
from tests.threads import at_once

REPORT = {"text": "Ayunan putus", "severity": "NOTE", "topic": "SAFETY"}
UPKEEP = {"title": "Cat", "due_on": TODAY.isoformat()}


@pytest.fixture
def elsewhere(db):
    return make_place(make_city("64.72", "Kota Samarinda", slug="samarinda"), name="Taman Samarinda")


def _report(place, secretary, uuid):
    inspections.report_finding(place=place, draft=draft_finding(), uuid=uuid, by=None, at=NOW)


def _plan(place, secretary, uuid):
    inspections.plan_upkeep(place=place, title="Cat", due_on=TODAY, uuid=uuid, by=None, at=NOW)


class TestTwiceAtOnce:
    @pytest.mark.django_db(transaction=True)
    def test_is_written_once_and_answered_alike(self, city):
        uuid, added = uuid4(), []

        def add():
            added.append(actions.add_place(city=city, values=draft_place(), uuid=uuid, by=None, at=NOW).pk)

        at_once(add, (), ())

        assert len(added) == 2
        assert set(added) == set(Place.objects.of_city(city.pk).values_list("pk", flat=True))


class TestSentElsewhere:
    @pytest.mark.parametrize(
        ("name", "write", "sent"),
        [("report", _report, REPORT), ("upkeep_plan", _plan, UPKEEP)],
        ids=["a finding", "upkeep"],
    )
    def test_is_said_on_the_form_of_another_place(self, page, city, secretary, elsewhere, name, write, sent):
        place, uuid = make_place(city), uuid4()
        write(elsewhere, secretary, uuid)
        address = reverse(f"inspections:{name}", kwargs={"city": "balikpapan", "code": place.code})

        answer = page.post(address, sent | {"uuid": str(uuid)})

        assert answer.status_code == 422
        assert "dipakai untuk hal lain" in answer.content.decode()

    def test_is_said_where_a_place_of_another_city_was_added_with_it(self, page, city, elsewhere):
        sent = TYPED | {"uuid": str(elsewhere.uuid)}

        answer = page.post(reverse("places:place_add", kwargs={"city": "balikpapan"}), sent)

        assert answer.status_code == 422
        assert "dipakai untuk hal lain" in answer.content.decode()

    def test_is_said_where_a_step_of_another_place_was_taken_with_it(self, page, city, elsewhere):
        place, taken = make_place(city), take_step(elsewhere)
        step = {"city": "balikpapan", "code": place.code, "slug": "sertifikat"}
        sent = {"uuid": str(taken.uuid), "issuer": "MINISTRY", "issuer_name": "KPPPA", "number": "9/2026"}
        sent["issued_on"] = "2026-06-01"

        answer = page.post(reverse("places:step_take", kwargs=step), sent)

        assert answer.status_code == 422
        assert "dipakai untuk hal lain" in answer.content.decode()
