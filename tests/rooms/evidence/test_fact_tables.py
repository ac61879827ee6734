"""Evidence tables: made of the rows behind a question, signed off by a person, looked at again."""

from __future__ import annotations

import io
from datetime import datetime
from html import unescape

import pypdfium2
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from paripurna.platform.access.types import NotAllowed
from paripurna.platform.audit.models import Event
from paripurna.platform.files.queries import open_chunks
from paripurna.rooms.evidence import actions
from paripurna.rooms.evidence.fact_tables.reading import find_signed, find_table, look_again
from paripurna.rooms.evidence.models import Document, Evidence, SignedTable
from paripurna.rooms.evidence.types import BadDocument, DocumentChanged, DocumentKind
from tests.factories.evidence import NOW
from tests.factories.facts import Figures
from tests.factories.sheets import make_person

ON = NOW.date()
LATER = datetime(2026, 12, 1, 2, 0, tzinfo=NOW.tzinfo)


def read_text(document: Document) -> str:
    content = b"".join(open_chunks(document.current.file))
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.fixture
def signed(figures: Figures, sheet, secretary) -> Document:
    """A table of question 2.2, signed off by the secretariat."""
    figures.put("forums", 3)
    return sign(sheet, "2.2", by=secretary)


def sign(sheet, question, *, by, at=NOW) -> Document:
    seen = find_table(sheet, question, on=ON).digest
    return actions.sign_fact_table(sheet=sheet, question=question, seen=seen, by=by, at=at)


class TestSignFactTable:
    def test_keeps_a_pdf_in_the_library_that_proves_its_question(self, signed, sheet, secretary) -> None:
        text = read_text(signed)

        assert (signed.kind, signed.agency.code) == (DocumentKind.FACT_TABLE, "dp3akb")
        assert (signed.period_start, signed.period_end) == (sheet.period_start, sheet.period_end)
        assert f"disahkan oleh {secretary.name}" in text
        assert "Jumlah forum anak kelurahan" in text
        assert Evidence.objects.get().question == "2.2"
        assert Event.objects.filter(verb="evidence.table_signed").count() == 1

    def test_never_shows_persons(self, signed) -> None:
        assert "Sari" not in read_text(signed)

    def test_becomes_a_version_of_the_table_before(self, signed, figures, sheet, secretary) -> None:
        figures.put("forums", 4)

        again = sign(sheet, "2.2", by=secretary, at=LATER)

        assert again.pk == signed.pk
        assert again.versions.count() == SignedTable.objects.count() == 2
        assert Evidence.objects.count() == 1

    def test_begins_anew_when_the_one_before_was_withdrawn(self, signed, sheet, secretary) -> None:
        actions.withdraw_document(document=signed, reason="Salah periode", by=secretary, at=NOW)

        assert sign(sheet, "2.2", by=secretary, at=LATER).pk != signed.pk

    def test_refuses_rows_that_the_person_has_not_seen(self, figures, sheet, secretary) -> None:
        figures.put("forums", 3)
        seen = find_table(sheet, "2.2", on=ON).digest
        figures.put("forums", 4)

        with pytest.raises(DocumentChanged):
            actions.sign_fact_table(sheet=sheet, question="2.2", seen=seen, by=secretary, at=NOW)

        assert not Document.objects.exists()

    @pytest.mark.parametrize("question", ["2.2", "1.4"])
    def test_refuses_where_there_are_no_rows(self, figures, sheet, secretary, question) -> None:
        with pytest.raises(BadDocument):
            actions.sign_fact_table(sheet=sheet, question=question, seen="", by=secretary, at=NOW)

    def test_is_for_who_answers_the_question(self, figures, sheet, officer, neighbor) -> None:
        figures.put("forums", 3)

        with pytest.raises(NotAllowed):
            sign(sheet, "2.2", by=officer)
        assert sign(sheet, "2.2", by=neighbor).agency.code == "dp3akb"


class TestLookAgain:
    def test_tells_whether_the_register_has_moved(self, signed, figures) -> None:
        still = look_again(signed, on=ON)
        figures.put("forums", 4)
        moved = look_again(signed, on=ON)

        assert (still.has_moved, moved.has_moved) == (False, True)

    def test_tells_that_the_rows_are_gone(self, signed, figures) -> None:
        figures.facts.clear()

        assert look_again(signed, on=ON).has_moved

    def test_knows_nothing_of_other_documents(self, signed, figures, sheet, secretary) -> None:
        signed.kind = DocumentKind.DECREE

        assert look_again(signed, on=ON) is None

    def test_finds_the_signed_table_of_a_question(self, signed, sheet, secretary) -> None:
        found = find_signed(sheet, "2.2", on=ON)

        assert (found.document, found.signed_by, found.row_count) == (signed, secretary.name, 1)
        assert find_signed(sheet, "2.4", on=ON) is None


class TestPages:
    def url(self, sheet, name, question="2.2", **more):
        place = {"city": sheet.city.slug, "sheet": sheet.code, "question": question, **more}
        return reverse(f"evidence:{name}", kwargs=place)

    def test_show_the_rows_and_offer_to_sign(self, figures, sheet, secretary, client) -> None:
        figures.put("forums", 3)
        client.force_login(secretary)

        page = unescape(client.get(self.url(sheet, "fact_table")).content.decode())

        assert "Sahkan dan simpan di pustaka" in page
        assert find_table(sheet, "2.2", on=ON).digest in page
        assert "Sari" not in page

    def test_sign_and_lead_to_the_document_which_tells_of_its_source(self, figures, sheet, secretary, client) -> None:
        figures.put("forums", 3)
        client.force_login(secretary)
        seen = find_table(sheet, "2.2", on=ON).digest

        response = client.post(self.url(sheet, "fact_table_sign"), {"seen": seen}, follow=True)
        figures.put("forums", 5)
        question = client.get(reverse("sheets:question", args=[sheet.city.slug, sheet.code, "2.2"]))

        assert "Isi register hari ini masih sama." in unescape(response.content.decode())
        assert "Sejak itu register sudah bergeser: sahkan yang baru." in unescape(question.content.decode())

    def test_refuse_to_sign_what_changed_meanwhile(self, figures, sheet, secretary, client) -> None:
        figures.put("forums", 3)
        client.force_login(secretary)

        response = client.post(self.url(sheet, "fact_table_sign"), {"seen": "other"}, follow=True)

        assert "berubah sejak Anda melihatnya" in unescape(response.content.decode())
        assert not Document.objects.exists()

    def test_send_a_workbook_with_numbers_as_numbers_and_both_periods(self, figures, sheet, secretary, client) -> None:
        figures.put("marriage", "12.1")
        figures.put("marriage", "13", year=2024)
        client.force_login(secretary)

        response = client.get(self.url(sheet, "fact_table_file", "2.1", form="xlsx"))
        rows = list(load_workbook(io.BytesIO(response.content)).active.values)

        assert rows == [
            ("1 Januari 2025 – 31 Desember 2025",),
            ("Value",),
            (12.1,),
            ("1 Januari 2024 – 31 Desember 2024",),
            ("Value",),
            (13,),
        ]

    def test_send_an_unsigned_pdf(self, figures, sheet, secretary, client) -> None:
        figures.put("forums", 3)
        client.force_login(secretary)

        response = client.get(self.url(sheet, "fact_table_file", form="pdf"))

        assert response.content.startswith(b"%PDF")
        assert "disahkan" not in "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(response.content)
        )

    @pytest.mark.parametrize(("question", "form"), [("1.4", "pdf"), ("9.9", "pdf"), ("2.2", "docx")])
    def test_find_nothing_else(self, figures, sheet, secretary, client, question, form) -> None:
        client.force_login(secretary)

        assert client.get(self.url(sheet, "fact_table_file", question, form=form)).status_code == 404

    def test_offer_no_signing_to_who_may_not(self, figures, city, sheet, client) -> None:
        figures.put("forums", 3)
        client.force_login(make_person(city, "HEAD"))

        assert "Sahkan dan simpan" not in unescape(client.get(self.url(sheet, "fact_table")).content.decode())
