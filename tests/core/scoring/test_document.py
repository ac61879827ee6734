"""docs/methods/scoring.md is tested like code: every worked example and every table of figures."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.scoring import score, score_marks
from paripurna.core.scoring.kinds import KINDS
from paripurna.core.scoring.result import ContradictionKind
from tests.core.scoring.building import build_question, build_single
from tests.core.scoring.test_golden import _score_regency
from tests.core.scoring.test_other_instruments import _score_school

DOCUMENT = (Path(__file__).parents[3] / "docs" / "methods" / "scoring.md").read_text(encoding="utf-8")
EXAMPLES = [
    YAML(typ="base", pure=True).load(block) for block in re.findall(r"```yaml\n(.*?)```", DOCUMENT, flags=re.DOTALL)
]


def _read_table(head: str) -> list[list[str]]:
    after = DOCUMENT[DOCUMENT.index(head) :].splitlines()[2:]
    rows = after[: next(index for index, line in enumerate(after) if not line.startswith("|"))]
    return [[cell.strip(" *") for cell in row.strip("|").split("|")] for row in rows]


class TestExamples:
    @pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["question"]["rule"]["kind"])
    def test_are_worth_what_the_document_says(self, example: dict[str, Any]) -> None:
        question = Question.model_validate({"number": "1", "label": "Contoh", **example["question"]})
        answer = parse_value(question.rule, example["answer"])

        result = score(build_single(question), answers={"1": answer})

        assert result.total == Decimal(example["points"])

    def test_show_every_kind(self) -> None:
        kinds = {example["question"]["rule"]["kind"] for example in EXAMPLES}

        assert kinds == {rule.model_fields["kind"].default for rule in KINDS}


class TestTables:
    def test_of_grades_are_true(self) -> None:
        edition = build_single(build_question("a", max_points=1000))
        for total, grade, distance in _read_table("| total | grade | distance |"):
            found = score_marks(edition, {"a": Decimal(total)})
            assert (found.grade.code, str(found.distance or "")) == (grade, distance)

    def test_of_weights_are_true(self) -> None:
        *rows, total = _read_table("| component | won | of | weight | brings |")
        result = _score_school("0")

        for row, part in zip(rows, result.strands, strict=True):
            assert (Decimal(row[1]), Decimal(row[2]), row[4]) == (part.points, part.max_points, str(part.weighted))
        assert total[4] == str(result.total)

    def test_of_the_regency_are_true(self) -> None:
        rows = _read_table("| place | questions add up to | recorded |")
        found = [
            one for one in _score_regency().contradictions if one.kind is ContradictionKind.RECORDED_TOTAL_DISAGREES
        ]

        assert rows == [
            [one.place if one.place != "total" else one.detail, str(one.expected), str(one.found)] for one in found
        ]

    def test_of_contradictions_name_every_kind(self) -> None:
        named = {name for row in _read_table("| kind | when |") for name in re.findall(r"`(\w+)`", row[0])}

        assert named == set(ContradictionKind)
