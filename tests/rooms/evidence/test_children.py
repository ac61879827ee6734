"""What the machine suspects, what people answer, and the end of a content that shows children."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.files import actions as files
from paripurna.platform.files import store
from paripurna.platform.files.reading import faces as finder
from paripurna.platform.files.reading.types import Box
from paripurna.platform.notices.models import Notice
from paripurna.rooms.evidence import actions, machine, queries
from paripurna.rooms.evidence.models import Reading
from paripurna.rooms.evidence.openness import Keeping
from paripurna.rooms.evidence.types import (
    BadDocument,
    ChildContent,
    ChildRecordsRefused,
    DocumentKind,
    DocumentState,
    ProofScore,
    ReadingState,
)
from tests.factories.evidence import NOW, draft_document, link, make_document, make_file
from tests.platform.files.samples import jpeg

REPORT = b"Laporan kunjungan. NIK 6471051203150001 atas nama anak itu."
ON = date(2026, 11, 23)


@pytest.fixture
def suspected(city, officer):
    document = make_document(city, by=officer, kind=DocumentKind.REPORT, valid_from=None, file=make_file(REPORT))
    machine.read_version(document.current_id, at=NOW)
    document.refresh_from_db()
    return document


class TestSuspectChildren:
    def test_keeps_it_apart_and_forgets_what_was_read(self, suspected):
        reading = Reading.objects.get(version=suspected.current_id)

        assert (suspected.suspected, suspected.keeping) == ("IDENTITY", Keeping.APART)
        assert (reading.state, reading.text, reading.found) == (ReadingState.NOT_READ, "", {})

    def test_asks_the_bringer_and_the_secretariat_without_saying_why(self, city, secretary, head, officer):
        document = make_document(city, by=officer, kind=DocumentKind.REPORT, valid_from=None, file=make_file(REPORT))

        machine.read_version(document.current_id, at=NOW)

        notices = Notice.objects.filter(code="evidence.children_suspected")
        assert {notice.person for notice in notices} == {officer, secretary}
        assert all(notice.params == {} for notice in notices)
        assert Event.objects.get(verb="evidence.children_suspected").details == {"why": "IDENTITY"}

    def test_looks_at_photos(self, city, officer, monkeypatch):
        monkeypatch.setattr(finder, "find_faces", lambda file, *, page=1: (Box(0.1, 0.1, 0.1, 0.1),))
        file = make_file(jpeg(size=(300, 200)), "foto.jpg")
        photo = make_document(city, by=officer, kind=DocumentKind.PHOTO, valid_from=None, file=file)

        machine.read_version(photo.current_id, at=NOW)

        photo.refresh_from_db()
        assert photo.suspected == "FACE"

    def test_notes_a_finding_at_the_question(self, city, sheet, suspected, officer):
        link(suspected, sheet, "1.1", by=officer)

        proof = queries.read_proof(sheet, "1.1", on=ON)

        assert "children_suspected" in {finding.check for finding in proof.findings}

    def test_leaves_ordinary_papers_readable_without_their_numbers(self, city, officer):
        text = b"Daftar panitia: Sri, NIK 6471051203800003"
        document = make_document(city, by=officer, file=make_file(text))

        machine.read_version(document.current_id, at=NOW)

        reading = Reading.objects.get(version=document.current_id)
        assert reading.state == ReadingState.READ
        assert "6471" not in reading.text + reading.stems


class TestAnswerSuspicion:
    def test_opens_what_shows_no_children_and_asks_no_more(self, suspected, officer):
        actions.answer_suspicion(document=suspected, child_content=ChildContent.NONE, by=officer, at=NOW)

        machine.read_version(suspected.current_id, at=NOW)

        suspected.refresh_from_db()
        assert suspected.keeping is Keeping.SHARED
        reading = Reading.objects.get(version=suspected.current_id)
        assert reading.state == ReadingState.READ
        assert "6471051203150001" not in reading.text

    def test_asks_again_of_a_new_version(self, suspected, officer):
        actions.answer_suspicion(document=suspected, child_content=ChildContent.NONE, by=officer, at=NOW)
        newer = make_file(REPORT + b" Tambahan.")
        document = actions.add_version(document=suspected, file=newer, filename="b.txt", note="", by=officer, at=NOW)

        machine.read_version(document.current_id, at=NOW)

        document.refresh_from_db()
        assert document.suspected == "IDENTITY"

    @pytest.mark.parametrize("child_content", [ChildContent.FACES, ChildContent.DATA])
    def test_keeps_apart_what_does_and_gives_it_an_end(self, suspected, officer, child_content):
        document = actions.answer_suspicion(document=suspected, child_content=child_content, by=officer, at=NOW)

        assert document.is_restricted
        assert document.keep_until is not None
        assert Event.objects.get(verb="evidence.suspicion_answered").details == {"child_content": child_content.value}

    def test_refuses_records_and_a_second_answer(self, suspected, officer):
        with pytest.raises(ChildRecordsRefused):
            actions.answer_suspicion(document=suspected, child_content=ChildContent.RECORDS, by=officer, at=NOW)
        actions.answer_suspicion(document=suspected, child_content=ChildContent.DATA, by=officer, at=NOW)
        with pytest.raises(BadDocument):
            actions.answer_suspicion(document=suspected, child_content=ChildContent.NONE, by=officer, at=NOW)

    def test_is_for_the_own_agency(self, suspected, neighbor):
        with pytest.raises(NotAllowed):
            actions.answer_suspicion(document=suspected, child_content=ChildContent.NONE, by=neighbor, at=NOW)

    def test_can_be_given_by_changing_the_document(self, city, suspected, officer):
        draft = draft_document(
            city, kind=DocumentKind.REPORT, title="Laporan", valid_from=None, child_content=ChildContent.DATA
        )

        actions.change_document(document=suspected, draft=draft, base_revision=suspected.revision, by=officer, at=NOW)

        suspected.refresh_from_db()
        assert (suspected.suspected, suspected.child_content) == ("", ChildContent.DATA)


class TestAnswerPage:
    def post(self, user, document, answer):
        client = Client()
        client.force_login(user)
        place = {"city": "balikpapan", "code": document.code}
        return client.post(reverse("evidence:suspicion_answer", kwargs=place), {"answer": answer}, follow=True)

    def test_says_why_to_who_may_look(self, suspected, officer):
        client = Client()
        client.force_login(officer)

        page = client.get(reverse("evidence:document", kwargs={"city": "balikpapan", "code": suspected.code}))

        assert "menyerupai NIK" in page.content.decode()

    @pytest.mark.parametrize("answer", ["NONE", "FACES", "DATA"])
    def test_takes_each_answer(self, suspected, officer, answer):
        self.post(officer, suspected, answer)

        suspected.refresh_from_db()
        assert (suspected.suspected, suspected.child_content) == ("", answer)

    def test_withdraws_what_does_not_belong_here(self, suspected, officer):
        self.post(officer, suspected, "WITHDRAW")

        suspected.refresh_from_db()
        assert (suspected.state, suspected.keeping) == (DocumentState.WITHDRAWN, Keeping.APART)

    @pytest.mark.parametrize("answer", ["", "RECORDS", "apa saja"])
    def test_opens_nothing_by_any_other_word(self, suspected, officer, answer):
        self.post(officer, suspected, answer)

        suspected.refresh_from_db()
        assert suspected.keeping is Keeping.APART


class TestEndContent:
    @pytest.fixture
    def document(self, city, officer):
        return make_document(city, by=officer, child_content=ChildContent.DATA, keep_until=ON + timedelta(days=1))

    def test_deletes_the_content_after_its_last_day_and_keeps_the_description(self, city, sheet, document, officer):
        link(document, sheet, "1.1", by=officer)
        key = store.key_of(document.current.file.hash)
        later = NOW + timedelta(days=2)

        assert queries.list_over(on=later.date()) == [document.pk]
        assert actions.end_content(document_id=document.pk, at=later)
        files.sweep_orphans(at=later)

        document.refresh_from_db()
        assert (document.current, document.versions.count(), document.title[:2]) == (None, 0, "SK")
        assert document.links.standing().exists()
        assert not store.exists(key)
        assert Event.objects.get(verb="evidence.content_deleted").details == {"count": 1}

    def test_proves_nothing_any_more_unless_somebody_says_why(self, sheet, document, officer, verifier):
        evidence = link(document, sheet, "1.1", by=officer)
        actions.check_evidence(link=evidence, is_right=True, by=verifier, at=NOW)
        before = queries.read_proof(sheet, "1.1", on=ON)

        actions.end_content(document_id=document.pk, at=NOW + timedelta(days=2))

        after = queries.read_proof(sheet, "1.1", on=ON)
        assert [one.blocks for one in after.findings if one.check == "content_deleted"] == [True]
        assert (before.links[0].is_checked, after.links[0].is_checked) == (True, False)
        assert after.score is ProofScore.PARTIAL

    def test_waits_for_the_day_to_be_over(self, document):
        assert not actions.end_content(document_id=document.pk, at=NOW + timedelta(days=1))

    def test_says_so_on_the_page_and_lets_the_description_be_changed(self, city, document, officer):
        actions.end_content(document_id=document.pk, at=NOW + timedelta(days=2))
        document.refresh_from_db()
        client = Client()
        client.force_login(officer)

        page = client.get(reverse("evidence:document", kwargs={"city": "balikpapan", "code": document.code}))
        draft = draft_document(city, title="Judul baru", child_content=ChildContent.DATA)
        actions.change_document(document=document, draft=draft, base_revision=document.revision, by=officer, at=NOW)

        assert "isi dihapus pada" in page.content.decode()

    def test_takes_a_new_version_as_a_new_beginning(self, document, officer):
        actions.end_content(document_id=document.pk, at=NOW + timedelta(days=2))
        document.refresh_from_db()

        actions.add_version(document=document, file=make_file(), filename="c.txt", note="", by=officer, at=NOW)

        document.refresh_from_db()
        assert (document.content_deleted_at, document.versions.count()) == (None, 1)


class TestKeepUntil:
    def test_is_what_the_house_has_set(self, city, officer, settings):
        settings.CHILD_CONTENT_DAYS = 10

        document = make_document(city, by=officer, child_content=ChildContent.FACES)

        assert document.keep_until == ON + timedelta(days=10)

    @pytest.mark.parametrize(("days", "child_content"), [(0, ChildContent.FACES), (10, ChildContent.NONE)])
    def test_is_open_where_nothing_is_set_or_no_child_is_shown(self, city, officer, settings, days, child_content):
        settings.CHILD_CONTENT_DAYS = days

        assert make_document(city, by=officer, child_content=child_content).keep_until is None

    def test_is_never_a_day_gone_by(self, city, officer):
        with pytest.raises(BadDocument):
            make_document(city, by=officer, child_content=ChildContent.DATA, keep_until=ON)
