"""How facts become answers, for every kind of question. The numbers are those of docs/methods/facts.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from paripurna.core.instrument.fact_answer import EARLIER, WHOLE, build_answer, list_wishes
from paripurna.core.instrument.fact_overlay import Binding, Form, MarkForm
from paripurna.core.instrument.model import Question
from paripurna.core.instrument.values import Change, Chosen, Counted, Measured, Rows, Share, Ticked
from tests.core.instrument.making import a_question, yes_no


@dataclass(frozen=True)
class Told:
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    code: str = ""
    rows: Sequence[Mapping[str, str]] = ()


def told(value: object = None, **more: Any) -> Told:
    return Told(None if value is None else Decimal(str(value)), **more)


def form_of(**data: Any) -> Form:
    return TypeAdapter(Form).validate_python(data)


def question_of(kind: str, **rule: Any) -> Question:
    return Question.model_validate(a_question(rule={"kind": kind, **rule}))


BANDS = [{"low": "0", "points": "5"}]
CHOICE = Question.model_validate(a_question(rule=yes_no()))
COUNT = question_of("count", bands=BANDS)
LINEAR = question_of("linear", zero_at="0", full_at="100")
RATIO = question_of("ratio", bands=BANDS)
TREND = question_of("trend", improved="5", steady="2", worsened="0")
FREE = question_of("free")
CHECKLIST = question_of("checklist", items=[{"code": c, "label": c, "points": "1"} for c in "ab"])
MATRIX = question_of("matrix", bands=BANDS, columns=[{"code": c, "label": c} for c in ("mitra", "bentuk")])

STEPS = form_of(give="steps", steps=[{"at_least": "0", "option": "tidak"}, {"at_least": "0.5", "option": "ya"}])
CODES = form_of(give="codes", options={"PERDA": "ya"}, otherwise="tidak")
ITEMS = form_of(give="items", items=[{"item": "a", "at_least": "1"}, {"item": "b", "at_least": "2"}])
NUMBER = form_of(give="number")
PER_CENT = form_of(give="number", scale="100")
SHARE = form_of(give="share")
CHANGE = form_of(give="change", scale="100")
ROWS = form_of(give="rows", columns={"mitra": "partner", "bentuk": "form"}, distinct="partner")
EVENLY = form_of(give="mark", rule="Merata", full_at="6")
BY_STEPS = form_of(
    give="mark", rule="Bertahap", steps=[{"at_least": "1", "points": "2"}, {"at_least": "3", "points": "5"}]
)


@pytest.mark.parametrize(
    ("question", "form", "facts", "answer"),
    [
        pytest.param(CHOICE, STEPS, {WHOLE: told("0.5")}, Chosen("ya"), id="a step is reached by its own value"),
        pytest.param(CHOICE, STEPS, {WHOLE: told("0.49")}, Chosen("tidak"), id="below it the step before stands"),
        pytest.param(CHOICE, CODES, {WHOLE: told(2, code="PERDA")}, Chosen("ya"), id="the strongest row chooses"),
        pytest.param(CHOICE, CODES, {WHOLE: told(0)}, Chosen("tidak"), id="without rows the other option"),
        pytest.param(COUNT, NUMBER, {WHOLE: told("3.9")}, Counted(3), id="a count is whole"),
        pytest.param(LINEAR, PER_CENT, {WHOLE: told("0.625")}, Measured(Decimal("62.5")), id="a share in per cent"),
        pytest.param(
            RATIO,
            SHARE,
            {WHOLE: told("0.8", numerator=Decimal(24), denominator=Decimal(30))},
            Share(Decimal(24), Decimal(30)),
            id="a share with its parts",
        ),
        pytest.param(
            TREND,
            CHANGE,
            {WHOLE: told("0.971"), EARLIER: told("0.958")},
            Change(Decimal("97.1"), Decimal("95.8"), None),
            id="this year and the year before",
        ),
        pytest.param(CHECKLIST, ITEMS, {"a": told(1), "b": told(1)}, Ticked(frozenset("a")), id="an item a fact"),
        pytest.param(
            MATRIX,
            ROWS,
            {
                WHOLE: told(
                    2,
                    rows=(
                        {"partner": "PT Laut", "form": "dana"},
                        {"partner": "PT Laut", "form": "barang"},
                        {"partner": "Radio", "form": "siaran"},
                    ),
                )
            },
            Rows(({"mitra": "PT Laut", "bentuk": "dana; barang"}, {"mitra": "Radio", "bentuk": "siaran"})),
            id="a partner is one row",
        ),
        pytest.param(FREE, EVENLY, {WHOLE: told(4)}, Measured(Decimal("3.33")), id="4 of 6 parts earn 3.33 of 5"),
        pytest.param(FREE, EVENLY, {WHOLE: told(9)}, Measured(Decimal("5.00")), id="never above the maximum"),
        pytest.param(FREE, BY_STEPS, {WHOLE: told(2)}, Measured(Decimal(2)), id="the step that is reached"),
        pytest.param(FREE, BY_STEPS, {WHOLE: told(0)}, Measured(Decimal(0)), id="below every step nothing"),
    ],
)
def test_a_fact_becomes_an_answer_of_the_questions_kind(question, form, facts, answer) -> None:
    assert build_answer(question, form, facts) == answer


@pytest.mark.parametrize(
    ("question", "form", "facts"),
    [
        (CHOICE, STEPS, {WHOLE: told()}),
        (CHOICE, CODES, {WHOLE: told()}),
        (COUNT, NUMBER, {WHOLE: told()}),
        (RATIO, SHARE, {WHOLE: told()}),
        (TREND, CHANGE, {WHOLE: told(), EARLIER: told("0.9")}),
        (CHECKLIST, ITEMS, {"a": told(), "b": told()}),
        (MATRIX, ROWS, {WHOLE: told()}),
        (FREE, EVENLY, {WHOLE: told()}),
        (MATRIX, ROWS, {WHOLE: told(0)}),
        (CHECKLIST, ITEMS, {"a": told(0), "b": told(0)}),
    ],
)
def test_nothing_known_is_no_answer(question, form, facts) -> None:
    assert build_answer(question, form, facts) is None


@pytest.mark.parametrize(
    ("question", "form", "facts"),
    [
        pytest.param(RATIO, SHARE, {WHOLE: told(numerator=Decimal(0), denominator=Decimal(0))}, id="share of nobody"),
        pytest.param(TREND, CHANGE, {WHOLE: told("0.9"), EARLIER: told()}, id="nothing to compare with"),
        pytest.param(
            CHOICE, form_of(give="codes", options={}, otherwise="lama"), {WHOLE: told(1)}, id="option is gone"
        ),
    ],
)
def test_what_the_rule_cannot_read_is_no_answer(question, form, facts) -> None:
    assert build_answer(question, form, facts) is None


class TestListWishes:
    def test_asks_a_trend_for_two_periods_and_a_checklist_for_every_item(self) -> None:
        figure = Binding(source="figures", params={"series": "kia"}, answer=CHANGE)
        checklist = Binding(source="figures", params={"series": "kia"}, answer=ITEMS)

        assert [(wish.part, wish.years) for wish in list_wishes(figure, CHANGE)] == [(WHOLE, 0), (EARLIER, 1)]
        assert [(wish.part, wish.params) for wish in list_wishes(checklist, ITEMS)] == [
            ("a", {"series": "kia"}),
            ("b", {"series": "kia"}),
        ]


@given(
    value=st.decimals(min_value=0, max_value=10**9, places=4),
    full_at=st.decimals(min_value="0.01", max_value=10**6, places=2),
)
def test_a_suggested_mark_lies_between_zero_and_the_maximum(value: Decimal, full_at: Decimal) -> None:
    answer = build_answer(FREE, MarkForm(rule={"id": "Merata"}, full_at=full_at), {WHOLE: Told(value)})

    assert isinstance(answer, Measured)
    assert 0 <= answer.value <= FREE.max_points
