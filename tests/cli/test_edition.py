"""`paripurna edition` tells authors what they need, in their language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from paripurna.cli.edition import edition
from paripurna.cli.edition_text import tell_edition, tell_question
from paripurna.core.instrument.canonical import content_hash
from paripurna.core.instrument.shelf import get_edition

EDITIONS = Path(__file__).parents[1] / "core" / "instrument" / "editions"
VILLAGE = str(EDITIONS / "desa-2013")
SCHOOL = str(EDITIONS / "sekolah-2014")


def run(*words: str) -> Result:
    return CliRunner().invoke(edition, words)


class TestCheck:
    def test_passes_what_ships(self):
        result = run("check")

        assert result.exit_code == 0
        assert "kla-2024@1: baik, peringatan: 3." in result.output

    def test_fails_and_tells_file_and_line(self):
        result = run("check", str(EDITIONS / "rusak"), VILLAGE, "--language", "en")

        assert result.exit_code == 1
        assert "satu.yaml:18: [1.1] The bands [0; 3) and [2; ∞) overlap." in result.output
        assert "desa-2013@2.1: sound, warnings: 0." in result.output

    def test_finds_a_shipped_edition_by_id(self):
        assert run("check", "kla-2024@1").exit_code == 0

    def test_names_what_there_is(self):
        result = run("check", "kla-1999")

        assert result.exit_code == 1
        assert "Edisi “kla-1999” tidak ada. Yang ada: kecamatan-2024, kelurahan-2024, kla-2024, " in result.output


class TestShow:
    def test_shows_the_whole(self):
        result = run("show", "kla-2024")

        assert "(900; 1000]    KLA (Paripurna)" in result.output
        assert "26.17" in result.output

    @pytest.mark.parametrize("number", ["1.1", "6.3", "7.2", "12.4", "21B.1", "3.1a"])
    def test_shows_one_question_with_its_grounds(self, number):
        result = run("show", "kla-2024", "--question", number)

        assert "catatan: " in result.output
        assert result.output.startswith(number)

    @pytest.mark.parametrize("number", ["A1", "A2", "A3", "B2"])
    def test_shows_steps_of_every_kind(self, number):
        result = run("show", VILLAGE, "--question", number, "--language", "en")

        assert "polarity: " in result.output
        assert "  5" in result.output or "  0" in result.output or "  300" in result.output

    def test_speaks_json(self):
        assert json.loads(run("show", VILLAGE, "--json").output)["id"] == "desa-2013"
        assert json.loads(run("show", VILLAGE, "--json", "--question", "A1").output)["number"] == "A1"

    def test_knows_what_is_not_there(self):
        assert "Pertanyaan “Z9” tidak ada dalam desa-2013@2.1." in run("show", VILLAGE, "--question", "Z9").output
        assert "There is no edition “x”" in run("show", "x", "--language", "en").output
        assert "GRADES" not in run("show", str(EDITIONS / "rusak")).output

    def test_shows_a_school_question_whose_note_says_example(self):
        assert "contoh" in run("show", SCHOOL, "--question", "1.1").output


class TestDiff:
    def test_tells_no_difference(self):
        assert run("diff", VILLAGE, VILLAGE).output == "Tidak ada perbedaan.\n"

    def test_counts_differences(self):
        output = run("diff", VILLAGE, SCHOOL, "--language", "en").output

        assert "- question A1: Balita stunting (persen)" in output
        assert "added, " in output


class TestCrosswalk:
    def test_proposes_and_checks_its_own_proposal(self, tmp_path: Path):
        file = tmp_path / "crosswalk-from-desa-2013.yaml"
        file.write_text(run("crosswalk", VILLAGE, SCHOOL).output)

        assert "{kind: RETIRED, old: ['A1'], new: []}" in file.read_text()
        assert run("crosswalk", VILLAGE, SCHOOL, "--check", str(file)).output == f"{file.name}: baik, 17 hubungan.\n"

    def test_tells_what_is_wrong(self, tmp_path: Path):
        result = run("crosswalk", VILLAGE, VILLAGE, "--check", str(tmp_path / "tidak-ada.yaml"))

        assert result.exit_code == 1
        assert "tidak ada" in result.output


class TestSchemaAndHash:
    def test_prints_the_schema(self):
        assert json.loads(run("schema").output)["title"] == "Paripurna edition"

    def test_writes_the_schema(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("paripurna.cli.edition.SHIPPED", tmp_path)

        assert "edition.schema.json ditulis." in run("schema", "--write").output

    def test_prints_hashes(self):
        line = f"{content_hash(get_edition('kla-2024'))}  kla-2024@1"

        assert line in run("hash").output
        assert run("hash", "kla-2024").output == line + "\n"


class TestEditionText:
    def test_leaves_out_the_notes_that_are_not_there(self):
        bare = get_edition("kla-2024").model_copy(update={"note": None})
        question = bare.questions[0]
        silent = question.model_copy(update={"rule": question.rule.model_copy(update={"note": None})})

        assert "rekonstruksi dari" not in "\n".join(tell_edition(bare, "id"))
        assert "catatan" not in "\n".join(tell_question(silent, bare, "id"))
