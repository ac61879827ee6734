"""Pages of the visit, as people open them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from paripurna.rooms.assessment.visit import queries
from paripurna.rooms.assessment.visit.models import VisitAsk
from paripurna.rooms.assessment.visit.types import AskState
from tests.factories.evidence import make_document
from tests.factories.visit import make_ask, make_site


@pytest.fixture
def url(running):
    def build(name, **kwargs):
        return reverse(f"assessment:{name}", kwargs={"city": "balikpapan", "code": running.code, **kwargs})

    return build


def test_is_begun_from_the_template_and_shown_everywhere(client, secretary, url, running):
    client.force_login(secretary)
    offer = client.get(url("visit")).content.decode()

    client.post(url("visit_begin"), {"way": "template"})

    assert "template" in offer
    for name in ("visit", "visit_print", "visit_day", "visit_asks", "visit_edit", "visit_site_add"):
        assert client.get(url(name)).status_code == 200, name
    assert "PUSPAGA" in client.get(url("visit")).content.decode()


def test_frame_is_saved_and_a_stale_one_kept_for_the_writer(client, secretary, url, plan):
    client.force_login(secretary)
    said = {"begins_at": "09:00", "note": "Pakai batik", "base_revision": "1"}

    assert client.post(url("visit_edit"), said).status_code == 302
    stale = client.post(url("visit_edit"), said | {"note": "Pakai seragam"})

    assert stale.status_code == 422
    assert "Pakai seragam" in stale.content.decode()
    assert queries.find_plan(plan.round).note == "Pakai batik"


def test_site_is_added_changed_moved_and_taken_out(client, secretary, url, plan):
    client.force_login(secretary)
    said = {"kind": "SCHOOL", "name": "SD Contoh", "minutes": "20", "travel": "5", "questions": "1.1; 1.2a 1.1"}
    client.post(url("visit_site_add"), said)
    client.post(url("visit_site_add"), said | {"name": "SMP Contoh"})
    first, second = queries.list_sites(plan)
    changed = client.post(url("visit_site", site=first.code), said | {"name": "SD Lain", "base_revision": "1"})
    revision = queries.find_plan(plan.round).revision
    moved = {"order": f"{second.code},{first.code}", "moved": str(second.code), "base_revision": str(revision)}
    client.post(url("visit_order"), moved)
    client.post(url("visit_site_remove", site=second.code))

    assert changed.status_code == 302
    (left,) = queries.list_sites(plan)
    assert (left.name, left.questions, left.position) == ("SD Lain", ["1.1", "1.2a"], 1)


def test_wrong_numbers_are_told_beside_the_form(client, secretary, url, plan):
    client.force_login(secretary)
    said = {"kind": "SCHOOL", "name": "SD Contoh", "minutes": "20", "travel": "5", "questions": "99.9"}

    response = client.post(url("visit_site_add"), said)

    assert response.status_code == 422
    assert "99.9" in response.content.decode()


def test_day_leads_from_site_to_site(client, secretary, url, plan):
    site = make_site(plan, by=secretary, person_name="Ibu Contoh", person_phone="0812 000 111", questions=())
    client.force_login(secretary)
    before = client.get(url("visit_day")).content.decode()

    client.post(url("visit_site_done", site=site.code), {"done": "1"})
    client.post(url("visit_line", site=site.code), {"result": "GOOD", "note": "4G"})

    assert "tel:0812000111" in before
    assert queries.get_site(plan, site.code).done_at
    assert queries.get_site(plan, site.code).line_note == "4G"


def test_numbers_to_call_are_not_shown_to_others(client, officer, secretary, url, plan):
    make_site(plan, by=secretary, person_name="Ibu Rahasia", person_phone="0812 000 111")
    client.force_login(officer)

    for name in ("visit", "visit_print", "visit_day"):
        page = client.get(url(name)).content.decode()
        assert "Ibu Rahasia" not in page
        assert "0812" not in page


def test_paper_is_asked_for_once_brought_and_handed_over(client, officer, secretary, url, plan):
    agency = make_ask(plan, by=secretary).agency_id
    client.force_login(secretary)
    said = {"key": str(uuid4()), "title": "SK contoh", "agency": str(agency), "question": "1.1"}
    for _twice in range(2):
        client.post(url("visit_ask_add"), said)
    ask = VisitAsk.objects.get(title="SK contoh")
    document = make_document(plan.city, by=officer)
    client.force_login(officer)
    offered = client.get(url("visit_ask_document", ask=ask.code)).content.decode()
    brought = {"step": "BRING", "base_revision": "1", "document": str(document.code)}
    client.post(url("visit_ask", ask=ask.code), brought)
    client.force_login(secretary)
    client.post(url("visit_ask", ask=ask.code), {"step": "HAND_OVER", "base_revision": "2"})

    assert document.title in offered
    ask.refresh_from_db()
    assert ask.state == AskState.HANDED_OVER
    assert document.title in client.get(url("visit_asks")).content.decode()


@pytest.mark.parametrize("data", [{"step": "PIKNIK"}, {"step": "BRING", "document": "bukan-kode"}])
def test_nonsense_is_not_found(client, secretary, url, plan, data):
    ask = make_ask(plan, by=secretary)
    client.force_login(secretary)

    assert client.post(url("visit_ask", ask=ask.code), data).status_code == 404


def test_clock_is_set_in_the_city_zone(client, secretary, url, plan):
    client.force_login(secretary)

    client.post(url("visit_hours"), {"starts": "2026-11-25T10:00"})
    client.post(url("visit_hours"), {"starts": "kapan-kapan"})

    assert queries.find_plan(plan.round).asks_from.isoformat() == "2026-11-25T02:00:00+00:00"


def test_copies_from_another_round_or_not_at_all(client, secretary, url, plan):
    client.force_login(secretary)

    assert client.post(url("visit_begin"), {"way": str(uuid4())}).status_code == 404
