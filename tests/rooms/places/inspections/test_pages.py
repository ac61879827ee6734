"""The pages of inspections: plans, findings, upkeep, plates; and how many statements the lists ask."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from paripurna.platform.access.types import NotAllowed, RoleCode
from paripurna.rooms.places.actions import withdraw_place
from paripurna.rooms.places.inspections import actions, calendar_days, queries
from paripurna.rooms.places.inspections.actions.planning import order_by_nearness
from paripurna.rooms.places.inspections.telling import list_blockers
from paripurna.rooms.places.inspections.types import Waiting
from tests.factories.access import make_member, sign_in
from tests.factories.inspections import TODAY, draft_finding, make_finding, make_inspection
from tests.factories.places import NOW, make_place
from tests.factories.regions import make_region, make_square
from tests.factories.standing import take_step

GOLDEN = Path(__file__).parents[3] / "golden" / "query-counts-inspections.json"

PARTS = (("Barat", 116.829, -1.275), ("Tengah", 116.8536, -1.2436), ("Timur", 116.8962, -1.2424))


def at(name, **parts):
    return reverse(f"inspections:{name}", kwargs={"city": "balikpapan", **parts})


def make_place_at(city, name, lon, lat):
    """This function will return a place with a position, in a city whose borders nobody loaded."""
    place = make_place(city, name=name)
    queries.Place.objects.of_city(city.pk).filter(pk=place.pk).update(lon=lon, lat=lat)
    place.refresh_from_db()
    return place


def report(place, by, **values):
    return actions.report_finding(place=place, draft=draft_finding(**values), by=by, at=NOW)


class TestPlan:
    def test_puts_chosen_places_into_a_route_from_near_to_near(self, page, city, rahma):
        west, middle, east = (make_place_at(city, *part) for part in PARTS)
        sent = {"inspector": rahma.code, "planned_on": TODAY, "places": [west.code, east.code, middle.code]}

        assert page.post(at("plan"), sent).status_code == 302

        assert [stop.place.name for stop in queries.list_route(city, rahma, TODAY)] == ["Barat", "Tengah", "Timur"]
        assert "Barat" in page.get(at("plan")).content.decode()

    def test_lets_who_goes_put_the_stops_into_another_order(self, page, city, secretary, dimas):
        for place in (make_place_at(city, *part) for part in PARTS):
            make_inspection(place, secretary)
        first, second, third = (stop.uuid for stop in queries.list_route(city, secretary, TODAY))
        swapped = f"{second},{first},{third}"

        assert f'value="{swapped}"' in page.get(at("route"), {"hari": TODAY}).content.decode()
        page.post(at("route_order"), {"day": TODAY, "order": swapped})
        refused = page.post(at("route_order"), {"day": TODAY, "order": f"{first},{uuid4()}"}, follow=True)

        assert [stop.uuid for stop in queries.list_route(city, secretary, TODAY)] == [second, first, third]
        assert "berubah" in refused.content.decode()
        with pytest.raises(NotAllowed):
            actions.order_route(city=city, inspector=secretary, day=TODAY, stops=[first], by=dimas, at=NOW)

    def test_lets_who_plans_order_the_route_of_another(self, page, city, rahma):
        for place in (make_place_at(city, *part) for part in PARTS):
            make_inspection(place, rahma)
        first, second, third = queries.list_route(city, rahma, TODAY)
        withdraw_place(place=second.place, by=None, at=NOW)
        swapped = f"{third.uuid},{first.uuid}"

        assert f'value="{swapped}"' in page.get(at("plan")).content.decode()
        page.post(at("route_order"), {"day": TODAY, "person": rahma.code, "order": swapped})

        assert [stop.uuid for stop in queries.list_route(city, rahma, TODAY)] == [third.uuid, second.uuid, first.uuid]

    def test_offers_play_spaces_and_another_kind_when_asked(self, page, city):
        make_place(city, name="Taman Warga")
        make_place(city, name="SD Contoh", kind="school")
        make_place(city, name="Rencana", phase="IDEA")

        def offered(**asked):
            return [name for _code, name in page.get(at("plan"), asked).context["form"].fields["places"].choices]

        assert [len(offered()), len(offered(jenis="school")), len(offered(wilayah="64.71.99"))] == [1, 1, 0]
        assert offered(jenis="school")[0].startswith("SD Contoh")

    def test_offers_no_place_twice_and_leaves_places_without_a_position_last(self, page, city, rahma):
        nowhere, somewhere = make_place(city, name="Entah"), make_place_at(city, *PARTS[0])
        make_inspection(nowhere, rahma)

        sent = {"inspector": rahma.code, "planned_on": TODAY, "places": [nowhere.code]}
        assert page.post(at("plan"), sent).status_code == 422

        assert order_by_nearness([nowhere, somewhere]) == [somewhere, nowhere]


class TestBegin:
    def test_opens_the_sheet_that_is_under_way_or_a_new_one_of_today(self, page, city, place, secretary):
        first, again = (page.post(at("begin", code=place.code)).url for _twice in range(2))

        (planned,) = queries.list_planned(city)
        assert first == again == f"/daerah/balikpapan/isi/{planned.sheet.code}/"
        assert (planned.inspector, planned.planned_on) == (secretary, timezone.localdate())
        without = make_place(city, kind="public_space", name="Lapangan")
        assert page.post(at("begin", code=without.code)).url == f"/daerah/balikpapan/sarana/{without.code}/"


class TestFindings:
    def test_lists_what_stands_by_day_and_filters(self, page, city, place, secretary):
        late = report(place, secretary, text="Lama", due_on=date(2026, 1, 5))
        report(make_place(city, name="Lain"), secretary, text="Baru", severity="NOTE", topic="OTHER")

        everything = page.get(at("findings")).content.decode()
        passed = page.get(at("findings"), {"keadaan": "lewat"}).content.decode()

        assert everything.index("Lama") < everything.index("Baru")
        assert "menunggu ditentukan siapa yang memperbaiki" in everything
        assert ("Lama" in passed, "Baru" in passed) == (True, False)
        assert "Tidak ada yang cocok" in page.get(at("findings"), {"berat": "LIMITS"}).content.decode()
        assert [blocker.url for blocker in list_blockers(place)] == [at("finding", uuid=late.uuid)]

    def test_is_changed_only_on_top_of_what_was_seen(self, page, place, secretary):
        finding = report(place, secretary)
        sent = {"text": "Ayunan", "severity": "NOTE", "topic": "OTHER", "revision": finding.revision}

        for _twice in range(2):
            assert page.post(at("change", uuid=finding.uuid), sent | {"owner_name": "Pak RT"}).status_code == 302

        finding.refresh_from_db()
        assert (finding.severity, finding.owner_name, finding.revision) == ("NOTE", "Pak RT", 2)
        assert "Orang lain sudah mengubah" in page.get(at("finding", uuid=finding.uuid)).content.decode()

    def test_is_reported_once_however_often_it_is_sent(self, page, place):
        asked = page.get(at("report", code=place.code))
        sent = {"uuid": asked.context["form"]["uuid"].value(), "text": "Pagar", "severity": "LIMITS", "topic": "SAFETY"}

        for _twice in range(2):
            assert page.post(at("report", code=place.code), sent).status_code == 302

        assert [each.text for each in queries.list_findings_of(place)] == ["Pagar"]

    def test_is_not_repaired_tomorrow(self, page, place, secretary):
        finding = report(place, secretary)
        sent = {"note": "x", "done_on": timezone.localdate() + timedelta(days=1), "revision": finding.revision}

        assert page.post(at("repair", uuid=finding.uuid), sent).status_code == 422

        finding.refresh_from_db()
        assert finding.state == "OPEN"


class TestUpkeep:
    def test_goes_from_the_place_to_the_calendar_to_the_costs(self, page, city, place):
        asked = page.get(at("upkeep_plan", code=place.code))
        sent = {
            "uuid": asked.context["form"]["uuid"].value(),
            "title": "Cat ulang",
            "due_on": TODAY,
            "every_months": 12,
        }
        page.post(at("upkeep_plan", code=place.code), sent)
        (planned,) = queries.list_upkeep(city)

        done = {"done_on": TODAY, "cost_idr": "1.500.000", "fund": "CSR"}
        assert page.post(at("upkeep_done", uuid=planned.uuid), done).status_code == 302

        shown = page.get(at("upkeep")).content.decode()
        assert "November 2027" in shown
        assert "1.500.000" in shown

    def test_tells_the_calendar_days_but_no_finding_and_no_place_that_is_hidden_or_withdrawn(self, city, place, rahma):
        make_inspection(place, rahma)
        report(place, rahma, topic="SECURITY", text="Gembok")
        make_place(city, kind="protection_body", name="Rumah aman")
        gone = make_place(city, name="Ditarik")
        make_inspection(gone, rahma)
        for each in queries.Place.objects.of_city(city.pk):
            actions.plan_upkeep(place=each, title="Cat", due_on=TODAY, by=None, at=NOW)
        withdraw_place(place=gone, by=None, at=NOW)

        titles = [span.title for span in calendar_days.list_days(city)]

        assert titles == ["Pemeriksaan: Taman Contoh", "Cat: Taman Contoh"]


class TestPlate:
    def test_leads_to_the_page_of_the_place_and_says_what_to_do(self, page, place):
        shown = page.get(at("plate", code=place.code))

        (plate,) = shown.context["plates"]
        assert plate.address.endswith(f"/daerah/balikpapan/sarana/{place.code}/")
        assert plate.picture.startswith("data:image/svg+xml")
        assert "129" in shown.content.decode()


class TestQueryCounts:
    @pytest.fixture
    def count(self, page):
        def count_one(address):
            page.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert page.get(address).status_code == 200
            return len(asked)

        return count_one

    def test_lists_ask_as_often_as_they_did(self, city, place, secretary, rahma, count):
        day = timezone.localdate()
        addresses = {"rute": at("route"), "rencana": at("plan"), "temuan": at("findings"), "pemeliharaan": at("upkeep")}

        def grow(name):
            new = make_place(city, name=name)
            make_inspection(new, secretary, day=day)
            make_finding(make_place(city, name=f"{name} lain"), rahma)
            actions.plan_upkeep(place=new, title="Cat", due_on=day, by=None, at=NOW)

        grow("A")
        few = {name: count(address) for name, address in addresses.items()}
        for name in "BCDEF":
            grow(name)
        many = {name: count(address) for name, address in addresses.items()}

        assert many == few
        if os.environ.get("PARIPURNA_GOLDEN") == "1":
            GOLDEN.write_text(json.dumps(many, indent=1) + "\n", encoding="utf-8")
        assert many == json.loads(GOLDEN.read_text(encoding="utf-8"))


class TestWaitingCard:
    def test_counts_places_of_the_part_that_the_person_keeps(self, client, city, rahma):
        make_square("64.71.01.1001", "Hijau", west=116.8, south=-1.3)
        green, elsewhere = make_place(city, name="Hijau", lon=116.85, lat=-1.25), make_place(city, name="Entah")
        report(green, rahma, topic="SECURITY")
        make_inspection(elsewhere, rahma, day=timezone.localdate())
        take_step(elsewhere, valid_to=timezone.localdate() + timedelta(days=59))
        keeper = make_member(city, RoleCode.KELURAHAN, region=make_region("64.71.01.1001", "Hijau"))

        def read(person):
            home = sign_in(client, person).get(reverse("assessment:home", kwargs={"city": "balikpapan"}))
            cards = {card.template: card.context for card in home.context["cards"]}
            return cards["inspections/card_waiting.html"]["waiting"]

        assert read(rahma) == Waiting(1, 1, 1)
        assert read(keeper) == Waiting(1, 0, 0)
        assert read(make_member(city, RoleCode.HEAD)) == Waiting(1, 1, 0)
