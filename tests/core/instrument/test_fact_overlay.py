"""What an overlay of facts may say, and how its mistakes are told."""

from collections.abc import Iterable, Mapping

import pytest

from paripurna.core.instrument.fact_checks import check_fact_overlay
from paripurna.core.instrument.fact_overlay import get_fact_overlay
from paripurna.core.instrument.problem import EditionError, Severity
from tests.core.instrument.making import a_question, an_edition, yes_no

EDITION = an_edition(
    a_question("1", rule=yes_no()),
    a_question("2", rule={"kind": "ratio", "bands": [{"low": "0", "points": "5"}]}),
    a_question("3", rule={"kind": "free"}),
    a_question("4", rule={"kind": "matrix", "bands": [], "columns": [{"code": "mitra", "label": "Mitra"}]}),
    a_question("5", rule={"kind": "checklist", "items": [{"code": "a", "label": "A", "points": "1"}]}),
)
SOUND = """edition: contoh
forms:
  levels: {give: steps, steps: [{at_least: 1, option: ya}, {at_least: 0, option: tidak}]}
bindings:
  '1': {source: training, params: {subject: crc}, answer: levels}
  '2': {source: training, params: {subject: crc}, answer: share}
  '4': {source: training, params: {subject: crc}, answer: {give: rows, columns: {mitra: name}}}
  '5': {source: training, params: {subject: crc}, answer: {give: items, items: [{item: a, at_least: 1}]}}
manual:
  - {why: Dinilai orang., questions: ['3']}
"""


def accept_subject(params: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    return [] if params == {"subject": "crc"} else [("subject", "unknown subject")]


@pytest.fixture
def check(tmp_path):
    def check(text: str):
        (tmp_path / "contoh").mkdir(exist_ok=True)
        (tmp_path / "contoh" / "facts.yaml").write_text(text)
        return check_fact_overlay(EDITION, {"training": accept_subject}, tmp_path)

    return check


def test_a_sound_overlay_has_no_problems(check) -> None:
    assert check(SOUND) == ()


def test_an_edition_without_overlay_has_no_problems(tmp_path) -> None:
    assert check_fact_overlay(EDITION, {}, tmp_path) == ()


@pytest.mark.parametrize(
    ("good", "bad", "line", "code", "word"),
    [
        ("'1': {source: training", "'1': {source: trainin", 5, "SOURCE_UNKNOWN", "training"),
        ("{subject: crc}, answer: levels", "{subject: sea}, answer: levels", 5, "BAD_PARAMS", "unknown subject"),
        ("'2': {source", "'9': {source", 6, "UNKNOWN_REFERENCE", "“9”"),
        ("answer: levels", "answer: level", 5, "UNKNOWN_REFERENCE", "levels"),
        ("answer: share", "answer: number", 6, "FORM_DOES_NOT_FIT", "ratio"),
        ("option: ya", "option: iya", 5, "UNKNOWN_REFERENCE", "iya"),
        (
            "answer: levels",
            "answer: {give: codes, options: {PERDA: iya}, otherwise: tidak}",
            5,
            "UNKNOWN_REFERENCE",
            "iya",
        ),
        ("{mitra: name}", "{mitr: name}", 7, "UNKNOWN_REFERENCE", "mitra"),
        ("{item: a,", "{item: b,", 8, "UNKNOWN_REFERENCE", "“b”"),
        ("questions: ['3']", "questions: ['3', '1']", 10, "ANSWERED_TWICE", "1"),
        ("questions: ['3']", "questions: ['3', '8']", 10, "UNKNOWN_REFERENCE", "“8”"),
        ("answer: share", "answer: {give: guess}", 6, "FORM_UNKNOWN", "guess"),
        ("edition: contoh", "edition: lain", 1, "OTHER_EDITION", "lain"),
        ("edition: contoh", "edition: [", None, "NOT_YAML", ""),
        ("edition: contoh", "edition: contoh\nwarna: biru", 2, "FIELD_UNKNOWN", "warna"),
    ],
)
def test_a_mistake_is_named_with_its_line(check, good, bad, line, code, word) -> None:
    assert good in SOUND

    problems = [problem for problem in check(SOUND.replace(good, bad, 1)) if problem.severity is Severity.ERROR]

    assert problems[0].code == code
    assert line is None or problems[0].line == line
    assert word in problems[0].in_language("en")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("{give: mark, rule: Merata}", "MARK_NEEDS_ONE_RULE"),
        ("{give: mark, rule: Merata, full_at: 6, steps: [{at_least: 1, points: 1}]}", "MARK_NEEDS_ONE_RULE"),
        ("{give: mark, rule: Merata, steps: [{at_least: 1, points: 9}]}", "MARK_ABOVE_MAXIMUM"),
    ],
)
def test_a_suggested_mark_has_one_rule_and_stays_below_the_maximum(check, answer, code) -> None:
    free = f"'3': {{source: training, params: {{subject: crc}}, answer: {answer}}}\nmanual:\n"

    problems = check(SOUND.replace("manual:\n", "  " + free).replace("questions: ['3']", "questions: []"))

    assert [problem.code for problem in problems] == [code]


def test_a_question_that_nobody_answers_is_a_warning(check) -> None:
    problems = check(SOUND.replace("questions: ['3']", "questions: []"))

    assert [(problem.code, problem.severity, problem.question) for problem in problems] == [
        ("ANSWERED_BY_NOBODY", Severity.WARNING, "3")
    ]


class TestGetFactOverlay:
    def test_is_empty_where_nothing_is_written(self, tmp_path) -> None:
        assert get_fact_overlay(EDITION, tmp_path).bindings == {}

    def test_refuses_a_broken_file(self, check, tmp_path) -> None:
        check(SOUND.replace("answer: share", "answer: {give: guess}"))

        with pytest.raises(EditionError, match="guess"):
            get_fact_overlay(EDITION, tmp_path)

    def test_reads_a_file_again_when_it_has_changed(self, check, tmp_path) -> None:
        check(SOUND)
        before = get_fact_overlay(EDITION, tmp_path).hash
        check(SOUND.replace("subject: crc", "subject: other", 1))

        assert get_fact_overlay(EDITION, tmp_path).hash != before
