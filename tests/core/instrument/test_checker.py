"""Every check finds what it is for, and nothing in a sound edition."""

from __future__ import annotations

from typing import Any

import pytest

from paripurna.core.instrument.checker import check_edition
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.problem import Severity
from tests.core.instrument.making import a_question, an_edition, yes_no

INFERRED = {"standing": "INFERRED", "source": "S1", "note": "Contoh"}


def codes(edition: Edition) -> list[str]:
    return [problem.code for problem in check_edition(edition)]


def with_rule(rule: dict[str, Any], **more: Any) -> Edition:
    return an_edition(a_question(rule={**INFERRED, **rule}, **more))


def bands(*rows: tuple[str | None, str | None, str], **more: Any) -> dict[str, Any]:
    made = [{"low": low, "high": high, "points": points} for low, high, points in rows]
    return {"kind": "bands", "bands": made, **more}


def anomaly(kind: str) -> dict[str, str]:
    return {"code": "janggal", "kind": kind, "text": "Janggal"}


class TestSound:
    def test_finds_nothing_in_a_sound_edition(self):
        assert codes(an_edition()) == []

    @pytest.mark.parametrize(
        "rule",
        [
            bands((None, "10", "0"), ("10", None, "5")),
            bands(("0", "10", "0"), ("10", None, "5")),
            bands(("10", None, "5"), (None, "10", "0")),
            {
                "kind": "count",
                "bands": [{"low": 0, "high": 0, "high_included": True, "points": 0}, {"low": 1, "points": 5}],
            },
            {"kind": "linear", "zero_at": "0", "full_at": "10"},
            {"kind": "ratio", "zero_at": "0", "full_at": "100"},
            {"kind": "trend", "improved": "5", "steady": "2", "worsened": "0"},
            {"kind": "free"},
            {"kind": "checklist", "items": [{"code": c, "label": c, "points": 3} for c in "ab"]},
            {"kind": "checklist", "cap": "5", "items": [{"code": c, "label": c, "points": 3} for c in "ab"]},
        ],
    )
    def test_accepts_sound_rules(self, rule):
        assert codes(with_rule(rule)) == []


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            (bands(("0", "10", "0"), ("9", None, "5")), "BANDS_OVERLAP"),
            (bands(("0", None, "0"), ("9", None, "5")), "BANDS_OVERLAP"),
            (bands(("0", "8", "0"), ("9", None, "5")), "BANDS_GAP"),
            (bands(("1", "8", "0"), ("8", None, "5")), "BANDS_START"),
            (bands(("0", "8", "0"), ("8", "9", "5")), "BANDS_END"),
            (bands((None, "8", "0"), ("8", "8", "2"), ("8", None, "5")), "BAND_EMPTY"),
            (bands((None, "8", "5"), ("8", None, "0")), "POLARITY_REVERSED"),
            (bands((None, "8", "0"), ("8", None, "4")), "MAXIMUM_NOT_REACHED"),
            (bands((None, "8", "0"), ("8", None, "6")), "POINTS_ABOVE_MAXIMUM"),
            (bands(), "EMPTY_LIST"),
            ({"kind": "choice", "options": []}, "EMPTY_LIST"),
            ({"kind": "checklist", "items": []}, "EMPTY_LIST"),
            ({"kind": "checklist", "items": [{"code": "a", "label": "A", "points": 3}]}, "MAXIMUM_NOT_REACHED"),
            (
                {"kind": "checklist", "cap": 9, "items": [{"code": "a", "label": "A", "points": 9}]},
                "POINTS_ABOVE_MAXIMUM",
            ),
            ({"kind": "linear", "zero_at": "1", "full_at": "1"}, "LINEAR_FLAT"),
            ({"kind": "linear", "zero_at": "1", "full_at": "0"}, "POLARITY_REVERSED"),
            ({"kind": "ratio"}, "RATIO_WITHOUT_STEPS"),
            ({"kind": "ratio", "zero_at": "1"}, "RATIO_WITHOUT_STEPS"),
            ({"kind": "ratio", "zero_at": "0", "bands": [{"points": 5}]}, "RATIO_WITH_BOTH"),
            ({"kind": "trend", "improved": "5", "steady": "6", "worsened": "0"}, "POINTS_ABOVE_MAXIMUM"),
            ({"kind": "trend", "improved": "5", "steady": "0", "worsened": "1"}, "POLARITY_REVERSED"),
            ({"kind": "matrix", "columns": [], "bands": [{"points": 5}]}, "EMPTY_LIST"),
            (
                {"kind": "count", "bands": [{"low": 0, "high": "1.5", "points": 0}, {"low": "2.5", "points": 5}]},
                "BANDS_GAP",
            ),
            (
                {"kind": "count", "bands": [{"low": 0, "high": 2, "points": 0}, {"low": 1, "points": 5}]},
                "BANDS_OVERLAP",
            ),
            ({"kind": "choice", "options": [{"code": "ya", "label": "Ya", "points": 5}]}, "CHOICE_WITHOUT_ZERO"),
            (yes_no(options=[{"code": "ya", "label": "Ya", "points": p} for p in (5, 0)]), "DUPLICATE"),
            (yes_no(note=None), "NOTE_MISSING"),
            (yes_no(standing="OFFICIAL", source=""), "SOURCE_MISSING"),
            (yes_no(source="S1+S7"), "UNKNOWN_REFERENCE"),
        ],
    )
    def test_finds_what_cannot_be_right(self, rule, found):
        assert found in codes(with_rule(rule))

    @pytest.mark.parametrize(
        ("left", "right", "found"),
        [
            ({"high": 5, "high_included": True}, {"low": 5}, ["BANDS_OVERLAP"]),
            ({"high": 5}, {"low": 5, "low_included": False}, ["BANDS_GAP"]),
            ({"high": 5, "high_included": True}, {"low": 5, "low_included": False}, []),
        ],
    )
    def test_asks_who_holds_the_limit(self, left, right, found):
        rule = {"kind": "bands", "bands": [{**left, "points": 0}, {**right, "points": 5}]}

        assert codes(with_rule(rule)) == found

    def test_skips_whole_numbers_that_no_band_holds_at_an_open_limit(self):
        rows = [{"low": 0, "high": 2, "points": 0}, {"low": 2, "low_included": False, "points": 5}]

        assert codes(with_rule({"kind": "count", "bands": rows})) == ["BANDS_GAP"]

    def test_reads_a_count_that_begins_below_zero(self):
        rows = [{"high": 1, "points": 0}, {"low": 1, "points": 5}]

        assert codes(with_rule({"kind": "count", "bands": rows})) == []

    def test_turns_round_where_less_is_better(self):
        rule = bands((None, "8", "5"), ("8", None, "0"))

        assert codes(with_rule(rule, polarity="LESS_IS_BETTER")) == []
        assert codes(with_rule({"kind": "linear", "zero_at": "9", "full_at": "1"}, polarity="LESS_IS_BETTER")) == []


class TestMaxima:
    def test_refuses_maxima_that_do_not_add_up(self):
        assert codes(an_edition(max_points="6")).count("MAXIMA_DISAGREE") == 1

    def test_only_warns_where_the_contradiction_is_declared(self):
        edition = an_edition(max_points="6", anomalies=[anomaly("MAXIMA")])

        found = [problem for problem in check_edition(edition) if problem.code == "MAXIMA_DISAGREE"]
        assert [problem.severity for problem in found] == [Severity.WARNING]

    def test_doubts_a_declaration_without_contradiction(self):
        assert codes(an_edition(anomalies=[anomaly("MAXIMA")])) == ["ANOMALY_WITHOUT_CONTRADICTION"]
        assert codes(an_edition(anomalies=[anomaly("RECORDED")])) == []

    def test_does_not_add_variants_for_different_subjects(self):
        remote = a_question("1a", applies_to={"remote": True})
        other = a_question("1b", applies_to={"remote": False, "region_types": ["kota", "kabupaten"]})
        edition = an_edition(a_question("1"))
        data = edition.model_dump()
        data["strands"][0]["indicators"][0]["questions"] = [remote, other]

        assert codes(Edition.model_validate(data)) == []

    def test_asks_weights_of_a_weighted_edition(self):
        strand = an_edition().model_dump()["strands"][0]

        assert "WEIGHT_MISSING" in codes(an_edition(combination="WEIGHTED"))
        assert "WEIGHTS_DISAGREE" in codes(an_edition(combination="WEIGHTED", strands=[{**strand, "weight": 4}]))
        assert codes(an_edition(combination="WEIGHTED", strands=[{**strand, "weight": 5}])) == []

    def test_refuses_weights_of_a_plain_sum(self):
        strand = an_edition().model_dump()["strands"][0]

        assert codes(an_edition(strands=[{**strand, "weight": 5}])) == ["WEIGHT_UNUSED"]

    def test_asks_for_the_grade_of_failure(self):
        assert codes(an_edition(a_question(mandatory=True))) == ["FAILED_GRADE_MISSING"]
        assert codes(an_edition(a_question(mandatory=True), failed_grade="semua")) == []
        assert codes(an_edition(a_question(mandatory_points=5), failed_grade="semua")) == []
        assert "MANDATORY_ABOVE_MAXIMUM" in codes(an_edition(a_question(mandatory_points=6), failed_grade="semua"))


class TestGates:
    def test_finds_gates_that_lead_nowhere(self):
        assert codes(an_edition(a_question(gate={"question": "9", "at_least": 1}))) == ["UNKNOWN_REFERENCE"]

    def test_finds_gates_that_ask_too_much(self):
        edition = an_edition(a_question("1"), a_question("2", gate={"question": "1", "at_least": 6}))

        assert codes(edition) == ["GATE_ABOVE_MAXIMUM"]

    def test_tells_a_circle_once_and_not_those_who_lead_into_it(self):
        gates = {"1": "2", "2": "3", "3": "2"}
        edition = an_edition(*(a_question(n, gate={"question": to, "at_least": 1}) for n, to in gates.items()))

        assert codes(edition) == ["GATE_CYCLE"]


def grade(low: int, high: int, **more: Any) -> dict[str, Any]:
    return {"code": f"g{low}", "label": "G", "low": low, "high": high, **more}


class TestGrades:
    @pytest.mark.parametrize(
        ("grades", "found"),
        [
            ([grade(0, 2, low_included=True), grade(1, 5)], ["GRADES_OVERLAP"]),
            ([grade(0, 2, low_included=True), grade(2, 5, low_included=True)], ["GRADES_OVERLAP"]),
            ([grade(0, 2, low_included=True, high_included=False), grade(2, 5)], ["GRADES_GAP"]),
            ([grade(0, 2, low_included=True), grade(3, 5)], ["GRADES_GAP"]),
            ([grade(0, 5)], ["GRADES_COVER"]),
            ([grade(0, 5, low_included=True, high_included=False)], ["GRADES_COVER"]),
            ([grade(0, 4, low_included=True)], ["GRADES_COVER"]),
            ([grade(0, 6, low_included=True)], ["GRADES_COVER"]),
            ([grade(0, 2, low_included=True, high_included=False), grade(2, 5, low_included=True)], []),
        ],
    )
    def test_cover_the_scale_exactly_once(self, grades, found):
        assert codes(an_edition(grades=grades)) == found


class TestNames:
    def test_finds_empty_lists(self):
        strand = an_edition().model_dump()["strands"][0]
        empty = {**strand["indicators"][0], "questions": []}

        assert "EMPTY_LIST" in codes(an_edition(grades=[]))
        assert "EMPTY_LIST" in codes(an_edition(strands=[]))
        assert "EMPTY_LIST" in codes(an_edition(strands=[{**strand, "indicators": []}]))
        assert "EMPTY_LIST" in codes(an_edition(strands=[{**strand, "indicators": [empty]}]))

    def test_finds_names_given_twice(self):
        strand = an_edition().model_dump()["strands"][0]
        role = {"code": "lurah", "label": "Lurah"}

        assert codes(an_edition(roles=[role, role])) == ["DUPLICATE"]
        assert codes(an_edition(strands=[strand, strand], max_points="10")).count("DUPLICATE") == 3


class TestReferences:
    @pytest.mark.parametrize(
        "question",
        [
            {"roles": ["camat"]},
            {"evidence": ["foto"]},
            {"theme": "tema"},
            {"linked_indicator": "X"},
            {"source": "S9"},
            {"anomalies": [{"code": "a", "text": "A", "source": "S9"}]},
        ],
    )
    def test_finds_names_that_lead_nowhere(self, question):
        assert codes(an_edition(a_question(**question))) == ["UNKNOWN_REFERENCE"]

    @pytest.mark.parametrize(
        "edition",
        [
            {"failed_grade": "gagal"},
            {"stages": [{"code": "a", "label": "A", "source": "S9"}]},
            {"anomalies": [{"code": "a", "text": "A", "source": "S9"}]},
        ],
    )
    def test_finds_them_in_the_head_too(self, edition):
        assert codes(an_edition(**edition)) == ["UNKNOWN_REFERENCE"]

    def test_finds_them_at_indicators(self):
        strand = an_edition().model_dump()["strands"][0]
        strand["anomalies"] = [{"code": "a", "text": "A", "source": "S9"}]

        assert codes(an_edition(strands=[strand])) == ["UNKNOWN_REFERENCE"]


class TestLabels:
    def test_asks_for_indonesian(self):
        blank = {"id": " ", "en": "Something"}

        assert codes(an_edition(a_question(label=blank))) == ["LABEL_MISSING"]
        assert codes(an_edition(title=blank)) == ["LABEL_MISSING"]
