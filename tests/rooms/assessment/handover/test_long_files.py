"""Files that take long are made by a worker, and leave only while they are what was asked for."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from paripurna.platform.audit.models import Event
from paripurna.platform.jobs.inline import run_pending
from paripurna.rooms.assessment.handover import files, long_files
from paripurna.rooms.assessment.handover.models import EntryFile
from paripurna.rooms.evidence import actions as evidence
from tests.factories.assessment import NOW
from tests.factories.evidence import link, make_document, make_file
from tests.factories.sheets import make_person

pytestmark = pytest.mark.usefixtures("frozen_clock")


@pytest.fixture
def url(running):
    def build(name, **kwargs):
        place = {"city": "balikpapan", "code": running.code, "question": "1.1"}
        return reverse(f"assessment:{name}", kwargs=place | kwargs)

    return build


@pytest.fixture
def document(running, secretary, small_paper):
    document = make_document(running.city, by=secretary, file=make_file(small_paper, "surat.pdf"))
    link(document, running.sheet, "1.1", by=secretary)
    return document


@pytest.fixture
def at_desk(client, secretary, document, monkeypatch):
    """Everything is long here."""
    monkeypatch.setattr(files, "IN_REQUEST", 1)
    client.force_login(secretary)
    return client


def test_a_worker_makes_it_and_the_page_tells_how_far_it_is(at_desk, url):
    at_desk.post(url("entry_file"))
    at_desk.post(url("entry_file"))
    asked = EntryFile.objects.get()
    waiting = at_desk.get(url("entry_question")).content.decode()

    run_pending()

    assert "hx-trigger" in waiting
    assert url("entry_made_file", file=asked.code) in at_desk.get(url("entry_made", file=asked.code)).content.decode()
    sent = at_desk.get(url("entry_made_file", file=asked.code))
    assert len(PdfReader(io.BytesIO(b"".join(sent))).pages) == 1
    assert Event.objects.get(verb="assessment.entry_file_taken").details["documents"] == 1


def test_what_was_withdrawn_since_does_not_leave(at_desk, url, document, secretary):
    at_desk.post(url("entry_file"))
    run_pending()
    asked = EntryFile.objects.get()
    evidence.withdraw_document(document=document, reason="salah dokumen", by=secretary, at=NOW)

    assert at_desk.get(url("entry_made_file", file=asked.code)).status_code == 302
    assert not Event.objects.filter(verb="assessment.entry_file_taken").exists()


def test_what_cannot_be_is_said_by_the_job(at_desk, url, document, secretary):
    at_desk.post(url("entry_file"))
    evidence.withdraw_document(document=document, reason="salah dokumen", by=secretary, at=NOW)

    run_pending()

    page = at_desk.get(url("entry_made", file=EntryFile.objects.get().code)).content.decode()
    assert "sudah berubah" in page


def test_is_of_who_asked_and_for_a_day(at_desk, client, url, city, running):
    at_desk.post(url("entry_file"))
    asked = EntryFile.objects.get()
    client.force_login(make_person(city, "SECRETARIAT", username="lain"))

    assert client.get(url("entry_made", file=asked.code)).status_code == 404
    assert long_files.expire_files(at=NOW) == 0
    assert long_files.expire_files(at=NOW + long_files.KEPT_FOR) == 1
