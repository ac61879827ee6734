"""A workbook comes in: what is wrong is named by row, and everything or nothing is written."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse

from paripurna.rooms.assessment.importing.mapping import guess_mapping
from paripurna.rooms.assessment.models import RoundImport
from paripurna.rooms.sheets.queries import edition_of, read_contents
from tests.rooms.assessment.importer import COLUMNS, MARKS, build_workbook


class TestImport:
    def test_previews_and_then_writes_every_mark(self, importer, running):
        begun, preview = importer.bring(MARKS)
        plan = preview.context["plan"]
        assert (plan.mark_count, plan.problems) == (3, ())

        importer.run(begun, plan.sheet_revision)

        running.sheet.refresh_from_db()
        marks = read_contents(running.sheet).marks["evaluasi_mandiri"]
        assert {number: mark.points for number, mark in marks.items()} == {
            "1.1": Decimal("12.00"),
            "1.2a": Decimal("0.75"),
            "2.1": Decimal("3.00"),
        }

    @pytest.mark.parametrize(
        ("row", "named"),
        [
            (["9.99", 1], "9.99"),
            (["1.1", "dua belas"], "dua belas"),
            (["1.1", 12.5], "12,5"),
            (["1.1", -1], "−1"),
            (["1.2a", 1], "1.2a"),
        ],
        ids=["unknown question", "text for a number", "above the maximum", "below zero", "twice"],
    )
    def test_names_the_row_and_writes_nothing(self, importer, running, row, named):
        begun, preview = importer.bring([*MARKS[:1], ["1.2a", 1], row])
        problem = preview.context["plan"].problems[0]

        importer.run(begun, preview.context["plan"].sheet_revision)

        assert problem.place.endswith("!3")
        assert named in problem.sentence
        assert problem.remedy
        running.sheet.refresh_from_db()
        assert read_contents(running.sheet).marks == {}

    def test_tells_a_number_that_the_spreadsheet_cut(self, importer):
        _begun, preview = importer.bring([["No", "Nilai"], [14.1, 1], [14.1, 2]])

        assert "14.10" in preview.context["plan"].problems[0].remedy

    def test_asks_again_when_the_round_changed_since_the_preview(self, importer, running):
        first, preview = importer.bring(MARKS)
        other, other_preview = importer.bring([["No", "Nilai"], ["3.2", 1]])
        importer.run(other, other_preview.context["plan"].sheet_revision)

        importer.run(first, preview.context["plan"].sheet_revision)

        first.refresh_from_db()
        assert first.done_at is None

    def test_knows_the_same_file_again(self, importer):
        begun, preview = importer.bring(MARKS)
        importer.run(begun, preview.context["plan"].sheet_revision)

        _again, preview = importer.bring(MARKS)

        assert not preview.context["plan"].changes

    @pytest.mark.parametrize(
        ("name", "content"),
        [("palsu.xlsx", b"bukan buku kerja"), ("kosong.xlsx", b""), ("rusak.xlsx", b"PK\x03\x04 rusak")],
    )
    def test_refuses_what_is_no_workbook(self, importer, name, content):
        file = io.BytesIO(content)
        file.name = name

        response = importer.upload(file)

        assert response.status_code == 422 or not response.context
        assert not RoundImport.objects.exclude(done_at=None).exists()

    def test_takes_back_its_own_export(self, importer, running, client):
        begun, preview = importer.bring(MARKS)
        importer.run(begun, preview.context["plan"].sheet_revision)
        url = reverse("assessment:export_workbook", kwargs={"city": "balikpapan", "code": running.code})
        file = io.BytesIO(b"".join(client.get(url).streaming_content))
        file.name = "ekspor.xlsx"

        importer.upload(file)

        again = RoundImport.objects.latest("begun_at")
        plan = client.get(importer.url("import_preview", again.code)).context["plan"]
        assert (plan.problems, plan.changes) == ((), ())
        assert plan.row_count > 270


class TestColumnOfMarks:
    """Marks are not guessed to a stage: the wrong one would be an official self-evaluation that nobody gave."""

    def test_is_asked_about(self, importer, running):
        importer.upload(build_workbook([["No", "Nilai"], ["1.1", 12]]))
        begun = RoundImport.objects.get()

        page = importer.client.get(importer.url("import_map", begun.code)).content.decode()
        assert "Nilai tahap mana? Pilih." in page
        refused = importer.client.post(
            importer.url("import_map", begun.code), {"column-0": "NUMBER", "column-1": "ASK"}
        )
        assert refused.status_code == 422
        assert "Sebutkan di tahap mana nilai pada kolom “Nilai” diberikan" in refused.content.decode()

    @pytest.mark.parametrize(
        ("heading", "target"),
        [
            ("Nilai", "ASK"),
            ("Skor akhir", "ASK"),
            ("Nilai mandiri", "MARK:evaluasi_mandiri"),
            ("Nilai administrasi", "MARK:verifikasi_administrasi"),
            ("Nilai final", "MARK:verifikasi_final"),
            ("Nilai verifikasi", "ASK"),
            ("Alasan verifikasi administrasi", "REASON:verifikasi_administrasi"),
            ("Kode alasan: verifikasi administrasi", "REASON_CODE:verifikasi_administrasi"),
        ],
    )
    def test_is_known_by_a_word_of_one_stage_only(self, running, heading, target):
        edition = edition_of(running.sheet)

        assert guess_mapping(["No", heading], edition)[1] == target

    def test_brings_a_reason_of_the_list_with_its_words(self, importer, running):
        columns = COLUMNS | {"column-1": "MARK:verifikasi_final", "column-2": "REASON:verifikasi_final"}
        rows = [["No", "Nilai", "Alasan"], ["1.1", 1, "Belum ditandatangani: SK 12"], ["2.1", 0, "tidak ditemukan"]]
        begun, _preview = importer.bring(rows, columns)
        importer.run(begun, running.sheet.revision)

        marks = read_contents(running.sheet).marks["verifikasi_final"]
        assert (marks["1.1"].reason_code, marks["1.1"].reason) == ("UNSIGNED", "SK 12")
        assert (marks["2.1"].reason_code, marks["2.1"].reason) == ("", "tidak ditemukan")

    def test_brings_the_code_of_a_reason_from_a_column_of_its_own(self, importer, running):
        columns = {"column-0": "NUMBER", "column-1": "MARK:verifikasi_final"}
        columns |= {"column-2": "REASON_CODE:verifikasi_final", "column-3": "REASON:verifikasi_final"}
        head = ["No", "Nilai", "Kode", "Alasan"]
        rows = [head, ["1.1", 1, "UNSIGNED", "SK 12"], ["1.2a", 0, "belum ditandatangani", ""], ["2.1", 0, "", "lain"]]
        begun, preview = importer.bring(rows, columns)
        importer.run(begun, running.sheet.revision)

        marks = read_contents(running.sheet).marks["verifikasi_final"]
        told = {number: (mark.reason_code, mark.reason) for number, mark in marks.items()}
        assert told == {"1.1": ("UNSIGNED", "SK 12"), "1.2a": ("UNSIGNED", ""), "2.1": ("", "lain")}
        assert "SK 12" in preview.context["plan"].changes[0].after

    def test_keeps_own_words_where_only_the_code_stands_again(self, importer, running):
        columns = {"column-0": "NUMBER", "column-1": "MARK:verifikasi_final"}
        columns |= {"column-2": "REASON_CODE:verifikasi_final", "column-3": "REASON:verifikasi_final"}
        begun, _preview = importer.bring([["No", "Nilai", "Kode", "Alasan"], ["1.1", 1, "LATE", "3 Mei"]], columns)
        importer.run(begun, running.sheet.revision)

        _begun, preview = importer.bring([["No", "Nilai", "Kode", "Alasan"], ["1.1", 1, "LATE", ""]], columns)

        assert (preview.context["plan"].changes, preview.context["plan"].problems) == ((), ())

    def test_refuses_a_code_that_the_list_has_not(self, importer):
        columns = COLUMNS | {"column-1": "MARK:verifikasi_final", "column-2": "REASON_CODE:verifikasi_final"}
        _begun, preview = importer.bring([["No", "Nilai", "Kode"], ["1.1", 1, "A7"]], columns)

        (problem,) = preview.context["plan"].problems
        assert (problem.column, "A7" in problem.sentence, "UNSIGNED" in problem.remedy) == ("Kode", True, True)
