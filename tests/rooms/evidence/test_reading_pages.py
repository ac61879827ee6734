"""What people see of the reading of documents: its state, signatures, and what the text offers."""

import pytest
from django.test import Client
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.files.reading.sentences import sentence_of_scan, sentence_of_signature
from paripurna.platform.files.reading.types import Illegible, OcrState, Trouble, Verdict
from paripurna.rooms.evidence import actions, machine, queries
from paripurna.rooms.evidence.models import Reading
from paripurna.rooms.evidence.pages.reading_note import LOOKS, REASONS, build_reading_note
from paripurna.rooms.evidence.types import NotReadAgain, ReadingState, Unreadable
from tests.factories.evidence import NOW, make_document, make_file
from tests.platform.files.reading import signing

LETTER = b"""KEPUTUSAN WALI KOTA BALIKPAPAN
NOMOR 188.45-71/2025
tentang Gugus Tugas Kota Layak Anak.
Ditetapkan di Balikpapan
pada tanggal 5 Februari 2025
"""


def see(user, name, document, **query):
    client = Client()
    client.force_login(user)
    place = {"city": "balikpapan", "code": document.code}
    return client.get(reverse(f"evidence:{name}", kwargs=place), query)


def set_state(document, state, **values):
    Reading.objects.filter(version=document.current_id).update(state=state, **values)


class TestReadAgain:
    def test_queues_what_failed_and_tells_the_audit(self, city, officer):
        document = make_document(city, by=officer)
        set_state(document, ReadingState.FAILED, reason=Unreadable.GIVEN_UP, attempts=4)

        actions.read_again(document=document, by=officer, at=NOW)

        reading = Reading.objects.get(version=document.current_id)
        assert (reading.state, reading.reason, reading.attempts) == (ReadingState.WAITING, "", 0)
        assert Event.objects.filter(verb="evidence.reading_asked_again").count() == 1
        assert machine.read_version(document.current_id, at=NOW) == ReadingState.READ

    @pytest.mark.parametrize("state", [ReadingState.WAITING, ReadingState.READ, ReadingState.NOT_READ])
    def test_refuses_what_needs_no_reading(self, city, officer, state):
        document = make_document(city, by=officer)
        set_state(document, state)

        with pytest.raises(NotReadAgain):
            actions.read_again(document=document, by=officer, at=NOW)

    def test_refuses_those_who_may_not_change_it(self, city, officer, neighbor):
        document = make_document(city, by=officer)
        set_state(document, ReadingState.FAILED)

        with pytest.raises(NotAllowed):
            actions.read_again(document=document, by=neighbor, at=NOW)


class TestDocumentPage:
    def test_says_why_it_could_not_be_read_and_offers_to_try_again(self, city, officer, head):
        document = make_document(city, by=officer)
        set_state(document, ReadingState.FAILED, reason=Trouble.TOO_SLOW.value)

        own, other = (see(user, "document", document).context["page"].reading for user in (officer, head))

        assert [str(sentence) for sentence in own.sentences] == [str(REASONS["TOO_SLOW"])]
        assert (own.may_read_again, other.may_read_again) == (True, False)

    def test_tells_who_signed_electronically(self, city, officer):
        document = make_document(city, by=officer, file=make_file(signing.signed(), "sk.pdf"))
        machine.read_version(document.current_id, at=NOW)

        signature = see(officer, "document", document).context["page"].reading.signatures[0]

        assert (signature.signed_at, signature.is_sound) == (signing.DAY, True)
        assert signature.sentence == sentence_of_signature(Verdict.STRANGER)

    def test_is_read_in_one_statement(self, city, officer, django_assert_num_queries):
        document = make_document(city, by=officer, file=make_file(LETTER))

        with django_assert_num_queries(1):
            note = build_reading_note(document, may_open=True, may_edit=True)

        assert note.label == ReadingState.WAITING.label


class TestOffers:
    def test_offers_what_the_text_says_where_a_field_is_empty(self, city, officer):
        document = make_document(city, by=officer, number="", signed_on=None, valid_from=None, file=make_file(LETTER))
        machine.read_version(document.current_id, at=NOW)

        page = see(officer, "document_change", document)
        filled = see(officer, "document_change", document, pakai="number")

        assert page.context["offers"]["number"].plain == "188.45-71/2025"
        assert page.context["offers"]["signed_on"].plain == "2025-02-05"
        assert page.context["form"]["number"].value() == ""
        assert filled.context["form"]["number"].value() == "188.45-71/2025"

    def test_offers_nothing_for_what_a_person_has_said(self, city, officer):
        document = make_document(city, by=officer, file=make_file(LETTER))
        machine.read_version(document.current_id, at=NOW)

        assert see(officer, "document_change", document).context["offers"]["number"] is None


class TestLibrary:
    def test_counts_what_waits_among_what_the_person_may_see(self, city, officer, neighbor):
        read, _waiting = (make_document(city, by=officer) for _ in range(2))
        machine.read_version(read.current_id, at=NOW)
        scopes = [queries.read_scope(user, city, on=NOW.date()) for user in (officer, neighbor)]

        assert [queries.count_waiting(city, scope) for scope in scopes] == [1, 0]


def test_every_code_has_its_words():
    assert set(LOOKS) == set(ReadingState)
    assert set(REASONS) >= {*Trouble, *Unreadable, OcrState.NO_PROGRAM, OcrState.NO_LANGUAGE}
    assert all(map(sentence_of_scan, Illegible))
    assert all(map(sentence_of_signature, Verdict))
