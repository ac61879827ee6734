"""The decree of a task force in the register of regulations: found by its number, or entered from the task force."""

from datetime import date

import pytest
from django.urls import reverse

from paripurna.core.instrument.shelf import get_edition
from paripurna.rooms.network.task_force.actions import appoint_task_force
from paripurna.rooms.network.task_force.types import TaskForceDraft
from paripurna.rooms.registers.actions import attach_document
from paripurna.rooms.registers.models import Regulation
from paripurna.rooms.registers.queries import find_regulation
from paripurna.rooms.registers.regulations import REGULATIONS
from paripurna.rooms.sheets.live.answers import read_live_answers
from tests.factories.evidence import make_document
from tests.factories.registers import NOW, make_regulation
from tests.factories.sheets import make_person, make_sheet

DAY = date(2025, 1, 13)


@pytest.fixture(autouse=True)
def task_force(city, agency):
    draft = TaskForceDraft("Gugus Tugas KLA", "188.45-71/2025", DAY, DAY)
    return appoint_task_force(city=city, draft=draft, by=None, at=NOW)


def show(client):
    return client.get(reverse("network:task_force_now", kwargs={"city": "balikpapan"}))


def test_is_entered_from_the_task_force_and_answers_its_question(page, city, agency):
    edition, sheet = get_edition("kla-2024"), make_sheet(city)
    offered = show(page).context["enter_url"]

    form = page.get(offered).context["form"]
    typed = {name: value for name, value in form.initial.items() if name in form.fields}
    page.post(offered, typed | {"agency_id": agency.code})

    entry = Regulation.objects.get()
    assert (entry.kind, entry.number, entry.year, entry.enacted_on) == ("DECREE", "188.45-71", 2025, DAY)
    assert str(entry.code) in show(page).context["decree"].url
    assert read_live_answers(sheet, edition, on=NOW.date())["2.1"].value is not None


def test_shows_its_documents_and_where_one_is_attached_to_who_keeps_it(page, client, city, agency, secretary):
    entry = make_regulation(city, agency, kind="DECREE", number="188.45-71", year=2025)
    document = make_document(city, by=secretary, agency=agency.code, title="SK Gugus Tugas")
    attach_document(register=REGULATIONS, entry=entry, document=document, by=secretary, at=NOW)

    seen = show(page).context["decree"]
    client.force_login(make_person(city, "HEAD", username="wira"))
    told = show(client).context["decree"]

    assert [title for title, _url in seen.documents] == ["SK Gugus Tugas"]
    assert (bool(seen.attach_url), told.attach_url) == (True, "")


@pytest.mark.parametrize("cited", ["188.45-71/2025", " 188.45-71 Tahun 2025", "188.45-71 / 2025"])
def test_is_found_however_it_is_cited(city, agency, cited):
    entry = make_regulation(city, agency, kind="DECREE", number="188.45-71", year=2025)
    make_regulation(city, agency, kind="DECREE", number="188.45-71", year=2024)

    assert find_regulation(city, cited) == entry
