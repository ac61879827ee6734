"""The real thing: a regency's published marks of 2024, and the published results of cities.

The facts are in tests/golden/ with their sources; the figures expected here are worked out by hand in docs/methods/scoring.md.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.shelf import get_edition
from paripurna.core.scoring import FilledSheet, RecordedTotals, Score, describe, find_grade, score_marks
from paripurna.core.scoring.many import score_many
from paripurna.core.scoring.result import Contradiction, ContradictionKind, Level

GOLDEN = Path(__file__).parents[2] / "golden"
KIND = ContradictionKind


def _read(name: str) -> Any:
    return YAML(typ="base", pure=True).load((GOLDEN / name).read_text(encoding="utf-8"))


def _as_points(texts: dict[str, str]) -> dict[str, Decimal]:
    return {number: Decimal(text) for number, text in texts.items()}


@cache
def _get_edition() -> Edition:
    return get_edition("kla-2024")


@cache
def _score_regency() -> Score:
    sample = _read("sample-regency-2024.yaml")
    recorded = RecordedTotals(
        indicators=_as_points(sample["recorded"]["indicators"]),
        strands=_as_points(sample["recorded"]["clusters"]),
        sums=_as_points(
            {"strands" if name == "clusters" else name: text for name, text in sample["recorded"]["sums"].items()}
        ),
    )
    return score_marks(_get_edition(), _as_points(sample["questions"]), recorded=recorded)


def _find(kind: ContradictionKind, level: Level) -> dict[str, Contradiction]:
    found = [one for one in _score_regency().contradictions if (one.kind, one.level) == (kind, level)]
    return {one.detail if level is Level.TOTAL else one.place: one for one in found}


def _numbers(found: dict[str, Contradiction]) -> dict[str, tuple[str, str]]:
    return {place: (str(one.expected), str(one.found)) for place, one in found.items()}


class TestSampleRegency:
    def test_adds_up_to_nindya(self) -> None:
        result = _score_regency()

        assert (result.total, result.grade.code, result.distance) == (Decimal("771.81"), "nindya", Decimal("28.20"))
        assert not any(part.overflow for part in result.indicators)

    def test_has_three_recorded_totals_that_disagree(self) -> None:
        assert _numbers(_find(KIND.RECORDED_TOTAL_DISAGREES, Level.TOTAL)) == {
            "strands": ("771.81", "770.36"),
            "indicators": ("771.81", "765.46"),
        }
        sentences = [describe(one, "id") for one in _find(KIND.RECORDED_TOTAL_DISAGREES, Level.TOTAL).values()]
        assert sentences[0].startswith(
            "Nilai total: nilai tercatat (jumlah klaster) 770,36, sedangkan pertanyaannya berjumlah 771,81."
        )

    def test_has_indicators_recorded_otherwise_than_their_questions(self) -> None:
        found = _find(KIND.RECORDED_TOTAL_DISAGREES, Level.INDICATOR)

        assert _numbers(found) == {
            "1": ("72.41", "73.16"),
            "7": ("20.00", "25"),
            "17": ("27.00", "28"),
            "19": ("42.60", "39.6"),
            "21B": ("14.40", "15.2"),
            "26": ("52.40", "41.5"),
        }
        assert all(one.declared for one in found.values())

    def test_has_clusters_recorded_otherwise_than_their_questions(self) -> None:
        assert _numbers(_find(KIND.RECORDED_TOTAL_DISAGREES, Level.STRAND)) == {
            "K0": ("126.91", "127.66"),
            "K3": ("136.00", "137"),
            "K4": ("94.60", "91.6"),
            "K5": ("163.00", "163.8"),
            "K6": ("68.50", "67.5"),
        }

    def test_has_clusters_recorded_otherwise_than_their_recorded_indicators(self) -> None:
        assert _numbers(_find(KIND.RECORDED_PARTS_DISAGREE, Level.STRAND)) == {
            "K2": ("98.80", "93.8"),
            "K6": ("57.60", "67.5"),
        }

    def test_has_maxima_that_disagree(self) -> None:
        found = _find(KIND.MAXIMA_DISAGREE, Level.INDICATOR)

        assert _numbers(found) == {"19": ("51", "54.00"), "21B": ("17", "18.00")}
        assert all(one.declared for one in found.values())
        assert describe(found["19"], "en").startswith("Indicator 19: the maxima of its parts add up to 54 against 51.")

    def test_has_no_other_contradiction(self) -> None:
        counted = 2 + 6 + 5 + 2 + 2

        assert len(_score_regency().contradictions) == counted

    def test_scores_the_same_in_a_row_of_many(self) -> None:
        marks = _as_points(_read("sample-regency-2024.yaml")["questions"])

        assert score_many(_get_edition(), [FilledSheet(), FilledSheet(marks=marks)]).total(1) == Decimal("771.81")


CASES = [case for case in _read("published-results.yaml")["cases"] if case["value"]]
CODES = {
    "none": "none",
    "Pratama": "pratama",
    "Madya": "madya",
    "Nindya": "nindya",
    "Utama": "utama",
    "KLA/Paripurna": "kla",
}


class TestPublishedResults:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['region']} {case['year']} {case['stage']}")
    def test_get_their_predicate(self, case: dict[str, str]) -> None:
        assert find_grade(_get_edition(), Decimal(case["value"])).code == CODES[case["predicate_by_rule"]]
