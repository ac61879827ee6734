"""Answers in one cell: what is spelled is read back the same."""

from decimal import Decimal

import pytest

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.rules import (
    ChecklistRule,
    ChoiceRule,
    Column,
    CountRule,
    FreeRule,
    Item,
    MatrixRule,
    Option,
    RatioRule,
    TrendRule,
)
from paripurna.core.instrument.spelling import read_spelled, spell_data
from paripurna.core.instrument.text import Text

CHOICE = ChoiceRule(
    options=(
        Option(code="none", label=Text(id="Belum ada"), points=Decimal(0)),
        Option(code="perda", label=Text(id="Perda", en="By-law"), points=Decimal(1)),
    )
)
CHECKLIST = ChecklistRule(
    items=(
        Item(code="a", label=Text(id="Ada SK"), points=Decimal(1)),
        Item(code="b", label=Text(id="Ada SOP"), points=Decimal(1)),
    )
)
MATRIX = MatrixRule(
    columns=(Column(code="name", label=Text(id="Nama")), Column(code="form", label=Text(id="Bentuk"))), bands=()
)
TREND = TrendRule(improved=Decimal(1), steady=Decimal(0), worsened=Decimal(0))


class TestSpelling:
    @pytest.mark.parametrize(
        ("rule", "data", "text"),
        [
            (CHOICE, {"option": "perda"}, "Perda"),
            (CHECKLIST, {"items": ["a", "b"]}, "Ada SK; Ada SOP"),
            (FreeRule(), {"value": "2.5"}, "2,5"),
            (CountRule(bands=()), {"count": 4}, "4"),
            (RatioRule(), {"numerator": "62", "denominator": "80"}, "62 / 80"),
            (TREND, {"current": "12.1", "earlier": "13", "reference": None}, "12,1 / 13"),
            (TREND, {"current": "12.1", "earlier": None, "reference": "14"}, "12,1 /  / 14"),
            (
                MATRIX,
                {"rows": [{"name": "Bank", "form": "dana"}, {"name": "Toko", "form": ""}]},
                "Bank | dana\nToko | ",
            ),
            (FreeRule(), {}, ""),
        ],
    )
    def test_reads_back_what_it_spelled(self, rule, data, text):
        assert spell_data(rule, data) == text
        assert read_spelled(rule, text) == data

    def test_accepts_codes_and_other_spellings(self):
        assert read_spelled(CHOICE, " PERDA ") == {"option": "perda"}
        assert read_spelled(CHOICE, "by-law") == {"option": "perda"}
        assert read_spelled(CHECKLIST, "b; ada  sk;") == {"items": ["a", "b"]}

    @pytest.mark.parametrize(
        ("rule", "text", "code"),
        [
            (CHOICE, "Perwali", "UNKNOWN_CHOICE"),
            (FreeRule(), "dua", "NOT_A_NUMBER"),
            (RatioRule(), "1 / 2 / 3", "NOT_A_NUMBER"),
            (CountRule(bands=()), "1,5", "NOT_WHOLE"),
        ],
    )
    def test_says_what_is_wrong(self, rule, text, code):
        with pytest.raises(BadValue) as caught:
            read_spelled(rule, text)

        assert caught.value.code == code
        assert caught.value.in_language("id")

    def test_refuses_a_character_that_is_no_text(self):
        with pytest.raises(BadValue) as caught:
            parse_value(MATRIX, {"rows": [{"name": "Bank\x00"}]})

        assert caught.value.code == "NOT_PRINTABLE"

    def test_keeps_what_is_beyond_the_last_column(self):
        assert read_spelled(MATRIX, "Bank | dana | lebih") == {"rows": [{"name": "Bank", "form": "dana | lebih"}]}
