"""Pages of the operator."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from paripurna.platform.audit.models import Event
from paripurna.rooms.assessment.handover.models import EntryTick
from paripurna.rooms.assessment.handover.queries import find_rule, list_scores
from tests.factories.assessment import answer_round
from tests.factories.evidence import link, make_document, make_file


@pytest.fixture
def answered(running):
    answer_round(running, share="0.8", leave=("1.2a",))
    return running


@pytest.fixture
def url(running):
    def build(name, **kwargs):
        return reverse(f"assessment:{name}", kwargs={"city": "balikpapan", "code": running.code, **kwargs})

    return build


def test_question_is_copied_ticked_and_leads_on(client, secretary, url, answered):
    client.force_login(secretary)
    page = client.get(url("entry_question", question="1.1")).content.decode()

    ticked = client.post(url("entry_tick", question="1.1"), {"entered": "1", "revision": "1", "after": "1.2a"})

    assert "data-p-copy" in page
    assert ticked.url == url("entry_question", question="1.2a")
    assert EntryTick.objects.get().question == "1.1"


def test_stale_tick_stays_and_says_so(client, secretary, url, answered):
    client.force_login(secretary)

    response = client.post(url("entry_tick", question="1.1"), {"entered": "1", "revision": "9", "after": "1.2a"})

    assert response.url == url("entry_question", question="1.1")
    assert not EntryTick.objects.exists()


@pytest.mark.parametrize(("chosen", "is_there"), [("belum", False), ("sudah", True), ("berubah", False), ("x", True)])
def test_list_is_filtered(client, secretary, url, answered, chosen, is_there):
    client.force_login(secretary)
    client.post(url("entry_tick", question="1.1"), {"entered": "1", "revision": "1"})

    page = client.get(url("entry"), {"tampil": chosen}).content.decode()

    assert (url("entry_question", question="1.1") + '"' in page) is is_there


def test_files_are_one_pdf_with_the_name_of_the_rule(client, secretary, url, running, small_paper):
    for _two in range(2):
        document = make_document(running.city, by=secretary, file=make_file(small_paper, "surat.pdf"))
        link(document, running.sheet, "1.1", by=secretary)
    client.force_login(secretary)

    response = client.post(url("entry_file", question="1.1"))

    assert len(PdfReader(io.BytesIO(b"".join(response))).pages) == 2
    assert (
        "1.1_balikpapan" in response["Content-Disposition"] or "1.1_kota-balikpapan" in response["Content-Disposition"]
    )
    assert Event.objects.get(verb="assessment.entry_file_taken").details["documents"] == 2


def test_restricted_papers_leave_only_when_asked_for_and_the_audit_keeps_it(
    client, secretary, url, running, small_paper
):
    paper = make_file(small_paper, "surat.pdf")
    document = make_document(running.city, by=secretary, file=paper, confidentiality="CONFIDENTIAL")
    link(document, running.sheet, "1.1", by=secretary)
    client.force_login(secretary)

    usual = client.post(url("entry_file", question="1.1"))
    asked = client.post(url("entry_file", question="1.1"), {"restricted": "1"})

    assert usual.status_code == 302
    assert b"".join(asked).startswith(b"%PDF")
    assert Event.objects.get(verb="assessment.entry_file_taken").details["restricted"] == 1


def test_scores_are_typed_as_people_write_them(client, secretary, url, answered):
    client.force_login(secretary)

    client.post(url("entry_scores_keep"), {"INDICATOR:5": "12,5", "STRAND:K1": "", "TOTAL:": "812,25", "lain": "x"})
    client.post(url("entry_scores_keep"), {"INDICATOR:5": "banyak"})
    one = client.post(url("entry_scores_keep"), {"QUESTION:1.1": "3", "question": "1.1"})

    assert sorted(str(points) for points in list_scores(answered).values()) == ["12.50", "3.00", "812.25"]
    assert one.url == url("entry_question", question="1.1")
    assert client.get(url("entry_scores")).status_code == 200


def test_rule_is_set(client, secretary, url, running):
    client.force_login(secretary)

    client.post(url("entry_rule"), {"limit_megabytes": "5", "name_pattern": "{nomor}"})
    client.post(url("entry_rule"), {"limit_megabytes": "7", "name_pattern": "{kota}"})
    client.post(url("entry_rule"), {"limit_megabytes": "banyak"})

    assert find_rule(running.city).limit_megabytes == 5


@pytest.mark.parametrize("name", ["entry_question"])
def test_unknown_question_is_not_found(client, secretary, url, running, name):
    client.force_login(secretary)

    assert client.get(url(name, question="99.9")).status_code == 404
    assert client.post(url("entry_tick", question="99.9")).status_code == 404
    assert client.post(url("entry_file", question="99.9")).status_code == 404
