from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.platform.access.models import Membership
from paripurna.platform.access.types import NotAllowed, RoleCode, Stranger
from paripurna.platform.facts.queries import compute_facts
from paripurna.platform.facts.types import FactRequest, FactScope
from paripurna.rooms.network.actions import join_agency
from paripurna.rooms.network.types import AgencyKind
from paripurna.rooms.registers.actions import add_entry
from paripurna.rooms.registers.partnerships import actions, queries
from paripurna.rooms.registers.partnerships.description import PARTNERSHIPS
from paripurna.rooms.registers.partnerships.facts import Partners, Partnerships
from paripurna.rooms.registers.partnerships.types import DeliveryDraft, DeliveryInFuture, DeliveryTooEarly
from tests.factories.access import make_member, sign_in
from tests.factories.network import make_agency

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
BEGUN = date(2026, 2, 1)
YEAR = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "today": TODAY}


@pytest.fixture
def company(city):
    return make_agency(city, "pt-laut", name="PT Laut Contoh", kind=AgencyKind.COMPANY)


@pytest.fixture
def promise(city, agency, company):
    def act(title="Dua taman", partner=None, **values):
        said = {"partner_id": (partner or company).id, "title": title, "form": "MONEY", "agency_id": agency.id}
        said |= {"subjects": ["play_space"], "starts_on": BEGUN, "value_idr": 500_000_000} | values
        return add_entry(register=PARTNERSHIPS, city=city, values=said, by=None, at=NOW)

    return act


def deliver(partnership, **fields):
    draft = DeliveryDraft(**{"delivered_on": date(2026, 5, 1), "value_idr": 200_000_000} | fields)
    actions.add_delivery(partnership=partnership, draft=draft, by=None, at=NOW)


def fact(city, **params):
    request = FactRequest("registers.partnerships", Partnerships(**params))
    return compute_facts(FactScope(city.pk, **YEAR), [request])[request]


class TestFacts:
    def test_count_partners_once_and_bring_a_row_for_each_promise(self, city, promise):
        promise(agreement_number="MoU 1/2026")
        promise("Seratus buku", form="GOODS", value_idr=None)

        found = fact(city, subjects=("play_space",))

        assert (found.value, found.row_count) == (1, 2)
        assert {row["document"] for row in found.rows} == {"MoU 1/2026", ""}
        assert {row["partner"] for row in found.rows} == {"PT Laut Contoh"}

    def test_a_promise_changes_its_subject_and_strand_and_nothing_else(self, city, promise):
        promise("Lain", subjects=["nutrition"])
        before = fact(city, subjects=("nutrition",)).value

        promise()

        assert fact(city, subjects=("play_space",)).value == 1
        assert fact(city, strands=("family_care",)).value == 1
        assert fact(city, strands=("special_protection",)).value == 0
        assert fact(city, subjects=("nutrition",)).value == before

    def test_tell_society_from_offices(self, city, promise):
        promise(partner=make_agency(city, "dinkes"))

        assert fact(city, subjects=("play_space",)).value == 1
        assert fact(city, subjects=("play_space",), partners=Partners.SOCIETY).value == 0

    def test_ask_for_a_delivery_in_the_period(self, city, promise):
        made = promise()
        assert fact(city, subjects=("play_space",), delivered=True).value == 0

        deliver(made)

        assert fact(city, subjects=("play_space",), delivered=True).value == 1

    def test_know_nothing_of_a_city_without_partnerships_and_nothing_of_other_years(self, city, promise):
        assert fact(city, subjects=("play_space",)).value is None

        promise("Dahulu", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))

        assert fact(city, subjects=("play_space",)).value is None


class TestDeliveries:
    def test_stand_in_the_year_of_the_partner(self, city, company, promise):
        deliver(promise(amount=Decimal(2), unit="taman"), amount=Decimal(1))

        year = queries.build_partner_year(city, company, 2026)

        assert (year.promised_idr, year.delivered_idr, year.delivery_count) == (500_000_000, 200_000_000, 1)
        assert year.lines[0].delivered_amount == 1
        assert queries.build_partner_year(city, company, 2027).delivery_count == 0
        (row,) = queries.list_partners(city, 2026)
        assert (row.partner, row.promises, row.kept) == (company, 1, 1)

    @pytest.mark.parametrize(
        ("day", "error"), [(TODAY + timedelta(days=1), DeliveryInFuture), (BEGUN - timedelta(days=1), DeliveryTooEarly)]
    )
    def test_have_a_day_that_can_be(self, promise, day, error):
        with pytest.raises(error):
            deliver(promise(), delivered_on=day)

    def test_are_noted_by_the_agency_that_keeps_the_entry(self, city, promise):
        officer = make_member(city, RoleCode.OFFICER, username="petugas")
        draft = DeliveryDraft(TODAY)

        with pytest.raises(NotAllowed):
            actions.add_delivery(partnership=promise(), draft=draft, by=officer, at=NOW)


class TestAPartner:
    @pytest.fixture
    def guest(self, city, company):
        user = make_member(city, RoleCode.PARTNER, username="mitra")
        join_agency(membership=Membership.objects.get(user=user), city=city, agency_code=company.code, by=None, at=NOW)
        return user

    def test_sees_its_own_promises_and_nobody_elses(self, client, city, guest, promise):
        promise()
        other = make_agency(city, "pt-gunung", kind=AgencyKind.COMPANY)
        theirs = promise("Rahasia pesaing", partner=other)
        client = sign_in(client, guest)

        page = client.get(reverse("registers:own_promises", kwargs={"city": city.slug})).content.decode()

        assert "Dua taman" in page
        assert "Rahasia pesaing" not in page
        for name, kwargs in {
            "entry": {"register": "kemitraan", "code": theirs.code},
            "entry_list": {"register": "kemitraan"},
            "partner_year": {"partner": other.code},
        }.items():
            assert client.get(reverse(f"registers:{name}", kwargs={"city": city.slug} | kwargs)).status_code == 403
        url = reverse("registers:own_delivery", kwargs={"city": city.slug, "pk": theirs.pk})
        assert client.post(url, {"delivered_on": "2026-05-01"}).status_code == 404
        with pytest.raises(Stranger):
            actions.report_delivery(partnership=theirs, draft=DeliveryDraft(TODAY), by=guest, at=NOW)

    def test_reports_what_counts_once_the_agency_confirms(self, client, city, company, guest, promise):
        made = promise()
        client = sign_in(client, guest)

        client.post(
            reverse("registers:own_delivery", kwargs={"city": city.slug, "pk": made.pk}),
            {"delivered_on": "2026-05-01", "value_idr": "Rp 1.250.000"},
        )

        (delivery,) = queries.list_deliveries(made)
        assert (delivery.value_idr, delivery.by_partner, delivery.confirmed_at) == (1_250_000, True, None)
        assert fact(city, subjects=("play_space",), delivered=True).value == 0
        actions.confirm_delivery(partnership=made, delivery_id=delivery.pk, by=None, at=NOW)
        assert fact(city, subjects=("play_space",), delivered=True).value == 1

    def test_comes_home_to_its_promises(self, client, city, guest):
        home = sign_in(client, guest).get("/")

        assert home.url == reverse("registers:own_promises", kwargs={"city": city.slug})


class TestPages:
    def test_note_a_delivery_and_take_it_out(self, page, city, promise):
        made = promise()
        here = {"city": city.slug, "code": made.code}

        page.post(reverse("registers:delivery_add", kwargs=here), {"delivered_on": "2026-05-01", "amount": "1,5"})
        (delivery,) = queries.list_deliveries(made)
        shown = page.get(reverse("registers:entry", kwargs=here | {"register": "kemitraan"})).content.decode()
        page.post(reverse("registers:delivery_settle", kwargs=here), {"delivery": delivery.pk, "do": "remove"})

        assert delivery.amount == Decimal("1.5")
        assert "1 Mei 2026" in shown
        assert queries.list_deliveries(made) == []

    def test_show_partners_and_their_year(self, page, city, company, promise):
        deliver(promise())

        listed = page.get(reverse("registers:partner_list", kwargs={"city": city.slug})).content.decode()
        year = page.get(reverse("registers:partner_year", kwargs={"city": city.slug, "partner": company.code}))

        assert "PT Laut Contoh" in listed
        assert "Rp200.000.000" in year.content.decode()
