"""Single choice: exactly one of the options."""

from __future__ import annotations

from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import ChoiceRule, Option
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Chosen
from paripurna.core.scoring.kinds.contract import Kind, Refused
from paripurna.core.scoring.result import Step

CHOSEN = Text(
    id="Pilihan “{option}” bernilai {points} dari maksimum {maximum}.",
    en="The option “{option}” is worth {points} of at most {maximum}.",
)


def _get_option(rule: ChoiceRule, code: str) -> Option:
    for option in rule.options:
        if option.code == code:
            return option
    raise Refused("option", "not_an_option")


def _points(rule: ChoiceRule, _question: Question, answer: Chosen) -> Decimal:
    return _get_option(rule, answer.option).points


def _steps(rule: ChoiceRule, question: Question, answer: Chosen) -> tuple[Step, ...]:
    option = _get_option(rule, answer.option)
    values = {"option": option.label, "points": option.points, "maximum": question.max_points}
    return (Step(CHOSEN, values, option.points),)


CHOICE = Kind(Chosen, _points, _steps)
