"""Bringing documents, changing and withdrawing them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from paripurna.platform.access.types import NotAllowed, Stranger
from paripurna.platform.audit.chains import verify
from paripurna.platform.files.models import StoredFile
from paripurna.rooms.evidence import actions, queries
from paripurna.rooms.evidence.models import Document, Reading
from paripurna.rooms.evidence.types import (
    BadDocument,
    ChildContent,
    ChildRecordsRefused,
    Confidentiality,
    DocumentChanged,
    DocumentKind,
    DocumentWithdrawn,
    LinkExists,
    ProofScore,
    ReadingState,
)
from tests.factories.evidence import NOW, draft_document, link, make_document, make_file
from tests.factories.sheets import FILLED, fill

ON = date(2026, 11, 23)


class TestOneDecreeForManyQuestions:
    def test_is_stored_once_and_its_withdrawal_shows_everywhere(self, city, sheet, secretary):
        questions = [number for number in FILLED if number != "1.1"]
        document = make_document(city, by=secretary, kind=DocumentKind.PHOTO, period_start=ON, period_end=ON)
        for number in questions:
            fill(sheet, number, by=secretary)
            link(document, sheet, number, by=secretary, kind="foto")
        actions.change_document(
            document=document,
            draft=draft_document(
                city, kind=DocumentKind.PHOTO, period_start=date(2025, 3, 1), period_end=date(2025, 3, 1)
            ),
            base_revision=1,
            by=secretary,
            at=NOW,
        )
        before = queries.read_proofs(sheet, on=ON)

        actions.withdraw_document(document=document, reason="Salah unggah", by=secretary, at=NOW)

        after = queries.read_proofs(sheet, on=ON)
        assert StoredFile.objects.count() == 1
        assert {before[number].score for number in questions} == {ProofScore.COMPLETE}
        assert {after[number].score for number in questions} == {ProofScore.PARTIAL}
        assert {each.check for number in questions for each in after[number].findings if each.blocks} == {"withdrawn"}

    def test_cannot_prove_the_same_question_twice(self, city, sheet, officer):
        document = make_document(city, by=officer)
        link(document, sheet, "1.1", by=officer)

        with pytest.raises(LinkExists):
            link(document, sheet, "1.1", by=officer)


class TestAddDocument:
    def test_refuses_the_name_of_another_agency(self, city, neighbor):
        with pytest.raises(NotAllowed):
            make_document(city, by=neighbor, agency="dinkes")

    def test_refuses_records_of_a_child(self, city, officer):
        with pytest.raises(ChildRecordsRefused):
            make_document(city, by=officer, child_content=ChildContent.RECORDS)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"title": "  "}, "title"),
            ({"valid_to": date(2024, 1, 1)}, "valid_to"),
            ({"period_start": date(2025, 1, 1)}, "period_end"),
            ({"kind": DocumentKind.LINK}, "link"),
        ],
    )
    def test_names_the_field_that_contradicts(self, city, officer, fields, field):
        with pytest.raises(BadDocument) as caught:
            make_document(city, by=officer, **fields)

        assert caught.value.field == field

    def test_is_never_read_when_it_shows_children(self, city, officer):
        document = make_document(city, by=officer, child_content=ChildContent.FACES)

        assert Reading.objects.get(version=document.current).state == ReadingState.NOT_READ

    def test_is_told_in_the_audit(self, city, officer):
        make_document(city, by=officer)

        report = verify(city.code)
        assert report.is_whole
        assert report.events > 0

    def test_cannot_become_a_record_of_a_child_behind_our_back(self, city, officer):
        document = make_document(city, by=officer)

        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=document.pk).update(child_content="RECORDS")


class TestChangeDocument:
    def test_tells_when_someone_else_changed_it(self, city, officer):
        document = make_document(city, by=officer)
        actions.confirm_signature(document=document, seen_on=ON, by=officer, at=NOW)

        with pytest.raises(DocumentChanged):
            actions.change_document(document=document, draft=draft_document(city), base_revision=1, by=officer, at=NOW)

    def test_forgets_what_was_read_once_it_shows_children(self, city, officer):
        document = make_document(city, by=officer)
        Reading.objects.filter(version=document.current).update(state="READ", text="nama anak", stems="nama anak")

        draft = draft_document(city, child_content=ChildContent.DATA)
        actions.change_document(document=document, draft=draft, base_revision=1, by=officer, at=NOW)

        reading = Reading.objects.get(version=document.current)
        assert (reading.state, reading.text, reading.stems) == (ReadingState.NOT_READ, "", "")

    def test_refuses_a_withdrawn_one(self, city, officer):
        document = make_document(city, by=officer)
        actions.withdraw_document(document=document, reason="salah berkas", by=officer, at=NOW)

        with pytest.raises(DocumentWithdrawn):
            actions.add_version(document=document, file=make_file(), filename="b.txt", note="", by=officer, at=NOW)


class TestVersions:
    def test_follow_each_other_and_what_was_checked_does_not(self, city, sheet, officer, verifier):
        document = make_document(city, by=officer)
        evidence = link(document, sheet, "1.1", by=officer)
        fill(sheet, "1.1", by=officer)
        actions.check_evidence(
            link=queries.get_link(city, queries.read_scope(verifier, city, on=ON), evidence.code),
            is_right=True,
            by=verifier,
            at=NOW,
        )
        checked = queries.read_proof(sheet, "1.1", on=ON).score

        actions.add_version(document=document, file=make_file(), filename="b.txt", note="ttd", by=officer, at=NOW)

        assert checked is ProofScore.CHECKED
        assert queries.read_proof(sheet, "1.1", on=ON).score is ProofScore.COMPLETE
        assert [version.number for version in document.versions.order_by("number")] == [1, 2]


class TestScope:
    @pytest.fixture
    def documents(self, city, sheet, officer):
        shared = make_document(city, by=officer, title="dibagi")
        make_document(city, by=officer, title="sendiri")
        secret = make_document(city, by=officer, title="rahasia", confidentiality=Confidentiality.CONFIDENTIAL)
        faces = make_document(city, by=officer, title="wajah", child_content=ChildContent.FACES)
        return shared, secret, faces

    def see(self, user, city):
        scope = queries.read_scope(user, city, on=ON)
        return {document.title for document in queries.list_documents(city, scope)}

    def test_shows_an_agency_its_own(self, city, documents, officer):
        assert self.see(officer, city) == {"dibagi", "sendiri", "rahasia", "wajah"}

    def test_shows_others_what_proves_their_questions_unless_kept_apart(
        self, city, sheet, documents, neighbor, secretary
    ):
        before = self.see(neighbor, city)
        for document in documents:
            link(document, sheet, "2.1", by=secretary)

        assert before == set()
        assert self.see(neighbor, city) == {"dibagi", "wajah"}

    def test_shows_the_head_all_that_is_not_kept_apart(self, city, documents, head):
        assert self.see(head, city) == {"dibagi", "sendiri", "wajah"}

    def test_shows_the_verifier_all(self, city, documents, verifier):
        assert self.see(verifier, city) == {"dibagi", "sendiri", "rahasia", "wajah"}

    def test_hides_a_document_from_a_stranger(self, city, documents, neighbor):
        with pytest.raises(Stranger):
            queries.get_document(city, queries.read_scope(neighbor, city, on=ON), documents[0].code)
