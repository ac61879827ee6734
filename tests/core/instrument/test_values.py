"""Answers are read exactly or refused with the field and the remedy."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from paripurna.core.instrument import rules
from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import parse_number, parse_value
from paripurna.core.instrument.values import (
    Change,
    Chosen,
    Counted,
    Measured,
    Rows,
    Share,
    Ticked,
    dump_value,
    is_empty,
)

CHOICE = rules.ChoiceRule(
    options=(rules.Option(code="ya", label="Ya", points="1"), rules.Option(code="tidak", label="Tidak", points="0"))
)
CHECKLIST = rules.ChecklistRule(
    items=(rules.Item(code="a", label="A", points="1"), rules.Item(code="b", label="B", points="2"))
)
BANDS = rules.BandsRule(bands=(rules.Band(points="0"),))
LINEAR = rules.LinearRule(zero_at="0", full_at="10")
COUNT = rules.CountRule(bands=(rules.Band(points="0"),))
RATIO = rules.RatioRule(zero_at="0", full_at="100")
TREND = rules.TrendRule(improved="2", steady="1", worsened="0")
TREND_WITH_REFERENCE = rules.TrendRule(improved="2", steady="1", worsened="0", reference="5")
MATRIX = rules.MatrixRule(
    columns=(rules.Column(code="mitra", label="Mitra", required=True), rules.Column(code="bentuk", label="Bentuk")),
    bands=(rules.Band(points="0"),),
)
FREE = rules.FreeRule()

GOOD = [
    (CHOICE, {"option": "ya"}, Chosen("ya")),
    (CHECKLIST, {"items": ["b", "a"]}, Ticked(frozenset({"a", "b"}))),
    (CHECKLIST, {"items": []}, Ticked(frozenset())),
    (BANDS, {"value": "-62.5"}, Measured(Decimal("-62.5"))),
    (LINEAR, {"value": 3}, Measured(Decimal(3))),
    (LINEAR, {"value": Decimal("3.25")}, Measured(Decimal("3.25"))),
    (FREE, {"value": "0"}, Measured(Decimal(0))),
    (COUNT, {"count": 4}, Counted(4)),
    (COUNT, {"count": "4.0"}, Counted(4)),
    (RATIO, {"numerator": "62", "denominator": "80"}, Share(Decimal(62), Decimal(80))),
    (TREND, {"current": "1", "earlier": "2", "reference": None}, Change(Decimal(1), Decimal(2), None)),
    (TREND, {"current": "1", "earlier": "", "reference": "3"}, Change(Decimal(1), None, Decimal(3))),
    (TREND_WITH_REFERENCE, {"current": "1"}, Change(Decimal(1), None, None)),
    (MATRIX, {"rows": [{"mitra": " PT A ", "bentuk": None}, {"mitra": ""}]}, Rows(({"mitra": "PT A"},))),
]

BAD = [
    (CHOICE, ["ya"], "", "NOT_AN_OBJECT"),
    (CHOICE, {"option": "ya", "note": "x"}, "note", "UNKNOWN_FIELD"),
    (CHOICE, {"option": ""}, "option", "MISSING"),
    (CHOICE, {"option": None}, "option", "MISSING"),
    (CHOICE, {"option": 1}, "option", "NOT_TEXT"),
    (CHOICE, {"option": "barangkali"}, "option", "UNKNOWN_CHOICE"),
    (CHECKLIST, {}, "items", "MISSING"),
    (CHECKLIST, {"items": "a"}, "items", "NOT_A_LIST"),
    (CHECKLIST, {"items": ["c"]}, "items", "UNKNOWN_CHOICE"),
    (CHECKLIST, {"items": ["a"] * 1001}, "items", "TOO_MANY"),
    (BANDS, {}, "value", "MISSING"),
    (BANDS, {"value": 62.5}, "value", "NOT_A_NUMBER"),
    (BANDS, {"value": True}, "value", "NOT_A_NUMBER"),
    (BANDS, {"value": "62,5"}, "value", "NOT_A_NUMBER"),
    (BANDS, {"value": "NaN"}, "value", "NOT_A_NUMBER"),
    (BANDS, {"value": "1e999"}, "value", "NOT_A_NUMBER"),
    (BANDS, {"value": Decimal("Infinity")}, "value", "NOT_A_NUMBER"),
    (BANDS, {"value": Decimal("1e400")}, "value", "TOO_LARGE"),
    (BANDS, {"value": 10**5000}, "value", "TOO_LARGE"),
    (BANDS, {"value": "1234567890123456"}, "value", "TOO_LARGE"),
    (BANDS, {"value": "0.1234567"}, "value", "TOO_LARGE"),
    (FREE, {"value": "-1"}, "value", "BELOW_ZERO"),
    (COUNT, {"count": "2.5"}, "count", "NOT_WHOLE"),
    (COUNT, {"count": -1}, "count", "BELOW_ZERO"),
    (COUNT, {"count": 10**9 + 1}, "count", "TOO_LARGE"),
    (RATIO, {"numerator": "1"}, "denominator", "MISSING"),
    (RATIO, {"numerator": "1", "denominator": "0"}, "denominator", "ZERO_DENOMINATOR"),
    (RATIO, {"numerator": "-1", "denominator": "1"}, "numerator", "BELOW_ZERO"),
    (TREND, {"earlier": "1"}, "current", "MISSING"),
    (TREND, {"current": "1"}, "earlier", "NOTHING_TO_COMPARE"),
    (MATRIX, {"rows": ["PT A"]}, "rows.1", "NOT_AN_OBJECT"),
    (MATRIX, {"rows": [{"harga": "1"}]}, "rows.1", "UNKNOWN_COLUMN"),
    (MATRIX, {"rows": [{"mitra": "a" * 2001}]}, "rows.1.mitra", "TOO_LONG"),
]


class TestParseValue:
    @pytest.mark.parametrize(("rule", "data", "value"), GOOD)
    def test_reads_the_form_of_the_kind(self, rule, data, value):
        assert parse_value(rule, data) == value

    def test_knows_every_kind(self):
        assert {rule.kind for rule, _, _ in GOOD} == set(rules.RULES)

    @pytest.mark.parametrize(("rule", "data", "field", "code"), BAD)
    def test_refuses_with_field_and_code(self, rule, data, field, code):
        with pytest.raises(BadValue) as caught:
            parse_value(rule, data)

        assert (caught.value.field, caught.value.code) == (field, code)
        assert caught.value.sentence.id
        assert caught.value.remedy.id

    @pytest.mark.parametrize("value", [value for _, _, value in GOOD])
    def test_is_the_inverse_of_dump_value(self, value):
        rule = next(rule for rule, _, known in GOOD if known == value)

        assert parse_value(rule, dump_value(value)) == value


class TestBadValue:
    def test_speaks_both_languages(self):
        problem = BadValue("value", "NOT_A_NUMBER", text="abc")

        assert "bukan angka" in problem.in_language("id")
        assert "is not a number" in problem.in_language("en")

    def test_survives_pickling(self):
        problem = pickle.loads(pickle.dumps(BadValue("items", "TOO_MANY", limit=5)))

        assert problem.params == {"field": "items", "limit": 5}


class TestParseNumber:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("1.234,5", "1234.5"),
            ("62,5", "62.5"),
            ("62.5", "62.5"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            (" −3 ", "-3"),
            ("+4", "4"),
            ("1 000", "1000"),
        ],
    )
    def test_reads_indonesian_notation(self, text, number):
        assert parse_number(text, indonesian=True) == Decimal(number)

    @pytest.mark.parametrize(("text", "number"), [("1,234.5", "1234.5"), ("1.234", "1.234"), ("12", "12")])
    def test_reads_english_notation(self, text, number):
        assert parse_number(text, indonesian=False) == Decimal(number)

    @pytest.mark.parametrize("text", ["", "abc", "1.2.3", "1e5", "٣", "1,2,3", "12.34,5"])
    def test_refuses_what_is_no_number(self, text):
        with pytest.raises(BadValue, match="not a number"):
            parse_number(text, indonesian=True)


class TestIsEmpty:
    @pytest.mark.parametrize(
        "data", [None, {}, {"option": None}, {"value": "  "}, {"items": []}, {"rows": [{"mitra": ""}]}]
    )
    def test_sees_blank_fields_as_nothing(self, data):
        assert is_empty(data)

    @pytest.mark.parametrize("data", [{"value": "0"}, {"count": 0}, {"items": ["a"]}, {"rows": [{"mitra": "x"}]}])
    def test_counts_zero_as_an_answer(self, data):
        assert not is_empty(data)
