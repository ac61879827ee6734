"""What a person reads beside a field that was not taken."""

from __future__ import annotations

import pytest

from paripurna.rooms.sheets.pages.answer_form import say_error
from paripurna.rooms.sheets.types import BadAnswer
from tests.factories.sheets import build_edition


class TestSayError:
    @pytest.mark.parametrize(
        ("question", "field", "said"),
        [
            ("1.5", "denominator", "Isian “Seluruhnya (penyebut)” belum diisi."),
            ("1.1", "option", "Isian “option” belum diisi."),
            ("1.5", "", "Isian “” belum diisi."),
        ],
        ids=["a number by its label", "another kind as it is", "the whole as it is"],
    )
    def test_names_a_number_as_the_page_does(self, question: str, field: str, said: str) -> None:
        error = BadAnswer(f"Isian “{field}” belum diisi.", field)

        assert say_error(build_edition().question_by_number[question], error) == said
