"""A city replaces inferred rules by data, and official ones only on purpose."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from paripurna.core.instrument.model import Edition, Source
from paripurna.core.instrument.problem import EditionError
from paripurna.core.instrument.revision import Change, MaximumChange, RuleChange, apply_revision, next_version
from paripurna.core.instrument.text import Standing
from tests.core.instrument.making import a_question, an_edition, yes_no

BASE = an_edition(a_question("1"), a_question("2", rule=yes_no(standing="OFFICIAL")))
JUKNIS = Source(code="J1", text="Petunjuk teknis 2026")


def change(question: str = "1", **more: Any) -> RuleChange:
    return RuleChange.model_validate({"question": question, "source": "S1", **more})


def options(*points: str) -> list[dict[str, str]]:
    return [{"code": f"o{index}", "label": "Pilihan", "points": each} for index, each in enumerate(points)]


def refused(*changes: Change, base: Edition = BASE) -> list[str]:
    with pytest.raises(EditionError) as caught:
        apply_revision(base, changes, local="balikpapan")
    return [problem.code for problem in caught.value.problems]


class TestApplyRevision:
    def test_replaces_options_and_says_who_decided(self):
        revised = apply_revision(BASE, [change(options=options("5", "2", "0"))], local="balikpapan")

        rule = revised.question_by_number["1"].rule
        assert [option.points for option in rule.options] == [5, 2, 0]
        assert (rule.standing, rule.source, rule.note) == (Standing.LOCAL, "S1", None)
        assert (revised.id, revised.version) == ("contoh", "1+balikpapan.1")
        assert BASE.question_by_number["1"].rule.standing is Standing.INFERRED

    def test_replaces_the_whole_rule_from_an_added_source(self):
        rule = {"kind": "free", "note": "Formulir resmi"}
        official = change(rule=rule, source="J1", standing="OFFICIAL")

        revised = apply_revision(BASE, [official], local="balikpapan", sources=[JUKNIS])

        rule = revised.question_by_number["1"].rule
        assert (rule.kind, rule.standing, rule.source) == ("free", Standing.OFFICIAL, "J1")
        assert rule.note.id == "Formulir resmi"
        assert revised.sources[-1] == JUKNIS

    def test_replaces_bands(self):
        bands = [{"high": 3, "points": 0}, {"low": 3, "points": 5}]
        base = an_edition(a_question(rule={"kind": "bands", "bands": [{"points": 5}]}))

        revised = apply_revision(base, [change(bands=bands)], local="kota")

        assert len(revised.questions[0].rule.bands) == 2

    def test_changes_text_roles_and_evidence_without_touching_the_rule(self):
        revised = apply_revision(BASE, [change(label="Baru", roles=["lurah"], evidence=[])], local="balikpapan")

        question = revised.question_by_number["1"]
        assert (question.label.id, question.roles, question.standing) == ("Baru", ("lurah",), Standing.LOCAL)
        assert question.rule == BASE.question_by_number["1"].rule

    def test_moves_maxima_together(self):
        changes = [
            change(max_points="7", options=options("7", "0")),
            MaximumChange(part="I", max_points=Decimal(12), source="S1"),
            MaximumChange(part="S", max_points=Decimal(12), source="S1"),
        ]
        base = BASE.model_copy(
            update={"max_points": Decimal(12), "grades": (BASE.grades[0].model_copy(update={"high": Decimal(12)}),)}
        )

        revised = apply_revision(base, changes, local="balikpapan")

        assert revised.strands[0].max_points == revised.indicators[0].max_points == 12

    def test_refuses_what_the_checker_refuses(self):
        assert refused(change(options=options("6", "0"))) == ["POINTS_ABOVE_MAXIMUM"]
        assert refused(change(label="x", source="S9")) == ["UNKNOWN_REFERENCE"]

    def test_asks_for_a_flag_before_it_replaces_an_official_rule(self):
        assert refused(change("2", options=options("5", "0"))) == ["OFFICIAL_RULE"]
        flagged = change("2", options=options("5", "0"), replaces_official=True)

        revised = apply_revision(BASE, [flagged, change("1", label="Baru")], local="balikpapan")

        assert revised.question_by_number["2"].rule.standing is Standing.LOCAL

    @pytest.mark.parametrize(
        ("changes", "found"),
        [
            ([change("9", label="x")], ["QUESTION_UNKNOWN"]),
            ([change(label="x"), change(label="y")], ["CHANGED_TWICE"]),
            ([change(label="x", standing="UNKNOWN")], ["STANDING_NOT_ALLOWED"]),
            ([change()], ["NOTHING_CHANGED"]),
            ([change(bands=[])], ["CHANGE_DOES_NOT_FIT"]),
            ([MaximumChange(part="X", max_points=Decimal(1), source="S1")], ["PART_UNKNOWN"]),
        ],
    )
    def test_refuses_changes_that_make_no_sense(self, changes, found):
        assert refused(*changes) == found


class TestNextVersion:
    @pytest.mark.parametrize(
        ("version", "following"),
        [("1", "1+kota.1"), ("1+kota.1", "1+kota.2"), ("1.2+kota.9", "1.2+kota.10"), ("1+lain.3", "1+kota.1")],
    )
    def test_counts_within_the_local_line(self, version, following):
        assert next_version(version, "kota") == following
