"""`paripurna score`: table, predicate and contradictions of a file, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from paripurna.cli.score import score
from tests.platform.tables.workbook_files import SHEET_PART, build_sheet_xml, build_workbook, replace_part

TESTS = Path(__file__).parents[1]
REGENCY = TESTS / "golden" / "sample-regency-2024.yaml"
VILLAGE = TESTS / "core" / "instrument" / "editions" / "desa-2013"


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(score, [str(argument) for argument in arguments])


def _read(path: Path, *arguments: object) -> dict[str, Any]:
    result = _run(path, "--json", *arguments)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.output)
    return data


def _write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


class TestTable:
    def test_shows_points_predicate_and_contradictions(self) -> None:
        lines = _run(REGENCY).output.splitlines()

        assert lines[-1].endswith("Pertentangan ini sudah tercatat dalam edisi.")
        assert "Jumlah".ljust(56) + "   771,81 1.000,00" in lines
        assert {"Predikat: Nindya", "Menuju Utama: kurang 28,2", "Pertentangan:"} <= set(lines)
        assert sum(line.startswith("- ") for line in lines) == 17

    def test_speaks_english(self) -> None:
        output = _run(REGENCY, "--language", "en").output

        assert "Grade: Nindya" in output
        assert "- Indicator 7: the recorded score is 25; the questions add up to 20." in output


class TestYaml:
    def test_reads_answers_marks_and_totals(self, tmp_path: Path) -> None:
        text = """
        answers: {A1: {value: "5"}, A2: {value: tujuh}, Z9: {value: "1"}}
        marks: {A3: 2, B1: dua}
        recorded: {total: 7.5, sums: {clusters: 8}, strands: {desa: 7}, indicators: {A: 7}}
        """
        found = _read(_write(tmp_path, "nilai.yaml", text), "--edition", VILLAGE, "--language", "en")

        assert (found["total"], found["grade"], found["distance"]) == ("7.00", "kurang", "3.01")
        assert len(found["problems"]) == 3
        assert {(one["kind"], one["found"]) for one in found["contradictions"]} == {
            ("MISSING_ANSWER", "2"),
            ("RECORDED_TOTAL_DISAGREES", "7.5"),
            ("RECORDED_TOTAL_DISAGREES", "8"),
            ("RECORDED_PARTS_DISAGREE", "8"),
        }

    @pytest.mark.parametrize("text", ["[1, 2", "- a", "\xff"])
    def test_refuses_what_is_not_yaml(self, tmp_path: Path, text: str) -> None:
        result = _run(_write(tmp_path, "nilai.yml", text.encode("latin-1")))

        assert (result.exit_code, result.output) == (1, "Error: Berkas ini bukan YAML yang dapat dibaca.\n")

    def test_refuses_yaml_about_something_else(self, tmp_path: Path) -> None:
        result = _run(_write(tmp_path, "nilai.yml", "results: [{city: Solo, points: 851}]"), "--json")

        assert result.exit_code == 1
        assert "tidak memuat “marks”" in result.output


class TestWorkbook:
    def test_reads_marks_answers_and_recorded_totals(self, tmp_path: Path) -> None:
        rows = [
            ["Rekap nilai desa"],
            ["Nomor", "Uraian", "Jawaban (JSON)", "Nilai"],
            ["desa", "Desa", None, 7],
            ["A", "Kesehatan", None, 8],
            ["A1", "Stunting", '{"value": 5}', None],
            ["A2", "Jarak", '{"value": 2', None],
            ["A3", "Kematian", None, "dua"],
            ["B1", "Sekolah", None, 2],
            ["B1", "Sekolah", None, 3],
            ["C7", "Asing", None, 1],
            [None, "catatan", None, 9],
            ["B2", "Forum", "rutin", 9],
            ["Jumlah", None, None, "16,5"],
        ]
        found = _read(_write(tmp_path, "n.xlsx", build_workbook(rows)), "--edition", VILLAGE, "--language", "en")

        assert found["total"] == "7.00"
        assert [(one["kind"], one["place"]) for one in found["contradictions"]] == [
            ("MARK_ABOVE_MAXIMUM", "B2"),
            ("UNKNOWN_QUESTION", "C7"),
            ("MISSING_ANSWER", "total"),
            ("RECORDED_TOTAL_DISAGREES", "A"),
            ("RECORDED_TOTAL_DISAGREES", "total"),
            ("RECORDED_PARTS_DISAGREE", "total"),
        ]
        assert [problem.split(":")[0] for problem in found["problems"]] == ["Nilai C6", "Nilai D7", "Nilai D9"]

    def test_reads_a_number_cell_as_a_question(self, tmp_path: Path) -> None:
        data = build_workbook([["No", "Nilai"], [4.1, 1], [4.2, 1], [14.1, 2], [14.1, 4]])

        found = _read(_write(tmp_path, "nilai.xlsx", data))

        assert found["total"] == "4.00"
        assert "Bila yang dimaksud 14.10, jadikan selnya teks." in found["problems"][0]

    def test_notes_formulas_that_were_never_saved(self, tmp_path: Path) -> None:
        cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>No</t></is></c><c r="B1" t="inlineStr"><is><t>Nilai</t></is></c></row>'
        cells += '<row r="2"><c r="A2"><v>4.1</v></c><c r="B2"><f>1</f></c></row>'
        data = replace_part(build_workbook([["x"]]), SHEET_PART, build_sheet_xml(cells.encode()))

        assert _read(_write(tmp_path, "nilai.xlsx", data))["problems"][0].startswith("1 rumus tanpa nilai tersimpan")

    def test_refuses_a_file_without_the_columns(self, tmp_path: Path) -> None:
        result = _run(_write(tmp_path, "nilai.csv", "a;b\n1;2\n"))

        assert result.exit_code == 1
        assert "Tidak ada lembar dengan kolom nomor pertanyaan dan kolom nilai." in result.output

    def test_notes_repeated_numbers_and_words_of_a_spreadsheet(self, tmp_path: Path) -> None:
        data = build_workbook([["No", "Nilai"], ["1.2a", 1], ["1.2a", 0], ["1.1", True]])

        assert _read(_write(tmp_path, "nilai.xlsx", data))["problems"] == [
            "Nilai B3: nomor 1.2a sudah ada; yang pertama dipakai.",
            "Nilai B4: “TRUE” bukan angka; dilewati.",
        ]

    def test_reads_our_own_export_at_the_stage_that_is_asked_for(self, tmp_path: Path) -> None:
        rows = [
            ["Nomor", "Pertanyaan", "Jawaban", "Nilai: Evaluasi mandiri (EM)", "Nilai: Pemeriksaan internal"],
            ["1.1", "Perda", "Peraturan daerah (Perda)", None, 6],
            ["12.1", "Persalinan", "80 / 100", 1.5, None],
        ]
        path = _write(tmp_path, "ekspor.xlsx", build_workbook(rows))

        assert _read(path)["total"] == "13.50"
        assert _read(path, "--stage", "pemeriksaan_internal")["total"] == "9.00"
        assert "Tahap “nanti” tidak ada" in _run(path, "--stage", "nanti").output

    def test_reads_csv_of_our_own(self, tmp_path: Path) -> None:
        path = _write(tmp_path, "ekspor.csv", "number,question,answer,mark:evaluasi_mandiri\n4.4,Mekanisme,,4.5\n")

        assert _read(path)["total"] == "4.50"

    def test_reads_csv(self, tmp_path: Path) -> None:
        path = _write(tmp_path, "nilai.csv", "No;Nilai\n4.4;4,5\n")

        assert _read(path, "--regency", "--remote")["total"] == "4.50"


class TestRefusals:
    def test_say_what_is_wrong_with_the_file(self, tmp_path: Path) -> None:
        result = _run(_write(tmp_path, "nilai.xlsx", "<html>"))

        assert result.exit_code == 1
        assert "bukan buku kerja Excel" in result.output

    def test_say_that_there_is_no_such_edition(self) -> None:
        assert "Edisi “kla-1999” tidak ada." in _run(REGENCY, "--edition", "kla-1999").output

    def test_tell_the_problems_of_a_broken_edition(self) -> None:
        result = _run(REGENCY, "--edition", TESTS / "core" / "instrument" / "editions" / "rusak")

        assert result.exit_code == 1
        assert len(result.output.splitlines()) > 5

    def test_tell_failures_of_mandatory_parts(self, tmp_path: Path) -> None:
        school = TESTS / "core" / "instrument" / "editions" / "sekolah-2014"

        output = _run(_write(tmp_path, "n.yaml", "marks: {'1.1': 50}"), "--edition", school).output

        assert "Syarat wajib belum terpenuhi: 2.1" in output
