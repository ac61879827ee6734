"""A folder becomes an edition, or every problem is told with file, line, question and remedy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from paripurna.core.instrument.canonical import edition_to_json
from paripurna.core.instrument.loader import is_edition, load_edition, read_edition
from paripurna.core.instrument.model import Combination
from paripurna.core.instrument.problem import EditionError, Severity
from paripurna.core.instrument.yaml_tree import read_tree

EDITIONS = Path(__file__).parent / "editions"

# (code, file, line, question) of every error in editions/rusak
BROKEN = [
    ("FAILED_GRADE_MISSING", "edition.yaml", 8, ""),
    ("GRADES_GAP", "edition.yaml", 10, ""),
    ("MAXIMA_DISAGREE", "satu.yaml", 3, ""),
    ("MAXIMA_DISAGREE", "satu.yaml", 7, ""),
    ("UNKNOWN_REFERENCE", "satu.yaml", 12, "1.1"),
    ("BANDS_OVERLAP", "satu.yaml", 18, "1.1"),
    ("UNKNOWN_REFERENCE", "satu.yaml", 22, "1.2"),
    ("BANDS_GAP", "satu.yaml", 28, "1.2"),
    ("DUPLICATE", "satu.yaml", 29, "1.2"),
    ("POLARITY_REVERSED", "satu.yaml", 38, "1.2"),
    ("GATE_CYCLE", "satu.yaml", 42, "1.4"),
    ("UNKNOWN_REFERENCE", "satu.yaml", 45, "1.4"),
    ("POINTS_ABOVE_MAXIMUM", "satu.yaml", 46, "1.4"),
    ("LABEL_MISSING", "satu.yaml", 50, "1.5"),
    ("UNKNOWN_REFERENCE", "satu.yaml", 53, "1.5"),
    ("MANDATORY_ABOVE_MAXIMUM", "satu.yaml", 62, "2.1"),
    ("MAXIMUM_NOT_REACHED", "satu.yaml", 63, "2.1"),
]


@pytest.fixture
def village(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EDITIONS / "desa-2013", tmp_path / "desa"))


def replace(file: Path, old: str, new: str) -> int:
    """Change the file and return the line of the change."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


class TestLoadEdition:
    def test_reads_a_standard_with_weights_and_mandatory_items(self):
        edition = load_edition(EDITIONS / "sekolah-2014")

        assert edition.combination is Combination.WEIGHTED
        assert [strand.weight for strand in edition.strands] == [25, 15, 20, 10, 15, 15]
        assert [strand.max_points for strand in edition.strands] == [115, 25, 25, 65, 45, 30]
        assert [each.mandatory_points for each in edition.indicators] == [50, 6, 13, 28, 28, 9]
        assert edition.failed_grade == "belum"

    def test_reads_a_village_form_on_another_scale(self):
        edition = load_edition(EDITIONS / "desa-2013")

        assert edition.reference == "desa-2013@2.1"
        assert [question.rule.kind for question in edition.questions] == ["bands", "linear", "trend", "ratio", "count"]

    def test_tells_every_error_with_its_place(self):
        with pytest.raises(EditionError) as caught:
            load_edition(EDITIONS / "rusak")

        problems = caught.value.problems
        assert [(each.code, Path(each.file).name, each.line, each.question) for each in problems] == BROKEN
        assert all(each.sentence.id and each.sentence.en and each.remedy.id and each.remedy.en for each in problems)

    def test_reads_one_file_as_the_house_exports_it(self, tmp_path, village):
        edition = load_edition(village)
        file = tmp_path / "luar.yaml"
        file.write_bytes(edition_to_json(edition))

        assert load_edition(file) == edition

    def test_names_the_line_in_one_file(self, tmp_path, village):
        plain = json.loads(edition_to_json(load_edition(village)))
        plain["strands"][0]["max_points"] = "999"
        file = tmp_path / "luar.yaml"
        file.write_text(json.dumps(plain, indent=1))

        lines = file.read_text().splitlines()

        assert any('"999"' in lines[(problem.line or 0) - 1] for problem in read_edition(file).errors)

    def test_guesses_what_was_meant(self):
        problem = next(each for each in read_edition(EDITIONS / "rusak").problems if "lura" in each.sentence.id)

        assert "“lurah”" in problem.remedy.id
        assert problem.in_language("en").startswith(f"{problem.file}:12: [1.1] The role “lura”")


# (old, new, code): one change that makes the village form unreadable
SHAPES = [
    ("label: Kematian bayi", "lable: Kematian bayi", "FIELD_UNKNOWN"),
    ("        label: Kematian bayi\n", "", "FIELD_MISSING"),
    ("max_points: 3", "max_points: tiga", "NOT_A_NUMBER"),
    ("max_points: 3", "max_points: .inf", "NOT_A_NUMBER"),
    ("max_points: 3", "max_points: -3", "BELOW_ZERO"),
    ("kind: trend", "kind: tren", "KIND_UNKNOWN"),
    ("{kind: trend, ", "{", "KIND_UNKNOWN"),
    ("polarity: LESS_IS_BETTER", "polarity: SEDIKIT", "NOT_ALLOWED"),
    ("high_included: true", "high_included: barangkali", "NOT_ALLOWED"),
    ("roles: [lurah]", "roles: lurah", "WRONG_SHAPE"),
]


class TestReadEdition:
    @pytest.mark.parametrize(("old", "new", "code"), SHAPES)
    def test_tells_what_has_the_wrong_shape(self, village, old, new, code):
        replace(village / "desa.yaml", old, new)

        reading = read_edition(village)

        assert reading.edition is None
        assert code in {problem.code for problem in reading.errors}
        assert all(problem.question.startswith("A") for problem in reading.errors)
        assert all(problem.file.endswith("desa.yaml") and problem.line for problem in reading.errors)

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("polarity: LESS_IS_BETTER", "polarity: SEDIKIT", "Yang diperbolehkan: MORE_IS_BETTER, LESS_IS_BETTER."),
            ("roles: [lurah]", "roles: lurah", "Bentuk isian “roles” salah (seharusnya daftar)."),
        ],
    )
    def test_speaks_one_language_at_a_time(self, village, old, new, words):
        replace(village / "desa.yaml", old, new)

        assert words in read_edition(village).errors[0].in_language("id")

    def test_names_the_line_of_the_bad_value(self, village):
        line = replace(village / "desa.yaml", "max_points: 3", "max_points: tiga")

        assert [problem.line for problem in read_edition(village).errors] == [line]

    def test_names_the_head_where_no_question_is_meant(self, village):
        replace(village / "edition.yaml", "version: '2.1'", "version: dua")

        problem = read_edition(village).errors[0]

        assert (problem.code, problem.line, problem.question) == ("WRONG_SHAPE", 3, "")

    @pytest.mark.parametrize("names", ["[]", "desa.yaml", "[../desa.yaml]", "[edition.yaml]", "[desa.txt]"])
    def test_refuses_strands_that_are_no_files(self, village, names):
        replace(village / "edition.yaml", "[desa.yaml]", names)

        assert [problem.code for problem in read_edition(village).problems] == ["STRANDS_NOT_FILES"]

    def test_tells_a_missing_file(self, village):
        (village / "desa.yaml").unlink()

        problem = read_edition(village).problems[0]

        assert problem.code == "NO_FILE"
        assert problem.in_language("id").startswith(f"{problem.file}: Berkas “desa.yaml” tidak ada.")

    def test_tells_a_missing_head(self, tmp_path):
        with pytest.raises(EditionError, match=r"edition\.yaml"):
            load_edition(tmp_path)

    def test_lets_warnings_pass(self, village):
        replace(village / "desa.yaml", "points: 0}", "points: 0.5}")

        reading = read_edition(village)

        assert not reading.errors
        assert all(problem.severity is Severity.WARNING for problem in reading.problems)


class TestReadTree:
    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("a: 1\nb: [1\n", "NOT_YAML", 3),
            ("a: 1\n\tb: 2\n", "NOT_YAML", 2),
            ("- a\n", "NOT_A_MAPPING", 1),
            ("", "NOT_A_MAPPING", 1),
            ("a: 1\nb: 2\na: 3\n", "DUPLICATE_KEY", 3),
            ("a: &x [1]\nb: *x\n", "ALIAS", 1),
            ("a: 1\n---\nb: 2\n", "NOT_YAML", 2),
        ],
    )
    def test_tells_what_is_no_plain_yaml(self, tmp_path, text, code, line):
        file = tmp_path / "x.yaml"
        file.write_text(text)

        problem = read_tree(file).problems[0]

        assert (problem.code, problem.line) == (code, line)

    def test_refuses_other_encodings(self, tmp_path):
        file = tmp_path / "x.yaml"
        file.write_bytes(b"a: \xff\xfe")

        assert [problem.code for problem in read_tree(file).problems] == ["NOT_UTF8"]

    def test_refuses_characters_that_yaml_forbids(self, tmp_path):
        file = tmp_path / "x.yaml"
        file.write_bytes(b"a: \x07")

        assert [problem.code for problem in read_tree(file).problems] == ["NOT_YAML"]

    def test_keeps_numbers_and_dates_as_text(self, tmp_path):
        file = tmp_path / "x.yaml"
        file.write_text("a: 12.10\nb: 1.2e3\nc: 2013-07-23\nd: no\ne: true\nf: 'true'\ng:\nh: 010\n")

        data = read_tree(file).data

        assert list(data.values()) == ["12.10", "1.2e3", "2013-07-23", "no", True, "true", None, "010"]


def test_an_edition_is_a_folder_with_a_head_or_one_file(tmp_path):
    (tmp_path / "satu.yaml").touch()

    assert not is_edition(tmp_path)
    assert is_edition(tmp_path / "satu.yaml")
    assert is_edition(EDITIONS / "rusak")
