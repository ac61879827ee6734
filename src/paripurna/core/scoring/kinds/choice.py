"""Single choice: exactly one of the options."""

from __future__ import annotations

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import ChoiceRule, Option
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Chosen
from paripurna.core.scoring.kinds.contract import Kind, Refused, Telling, Worth, limit
from paripurna.core.scoring.result import Step

CHOSEN = Text(
    id="Pilihan “{option}” bernilai {points} dari maksimum {maximum}.",
    en="The option “{option}” is worth {points} of at most {maximum}.",
)


def _prepare_worth(rule: ChoiceRule, question: Question) -> Worth:
    worth = {option.code: limit(option.points, question) for option in rule.options}

    def look_up(answer: Chosen) -> int:
        found = worth.get(answer.option)
        if found is None:
            raise Refused("option", "not_an_option")
        return found

    return look_up


def _prepare_telling(rule: ChoiceRule, question: Question) -> Telling:
    told = {option.code: (_build_step(option, question),) for option in rule.options}
    return lambda answer: told[answer.option]


def _build_step(option: Option, question: Question) -> Step:
    values = {"option": option.label, "points": option.points, "maximum": question.max_points}
    return Step(CHOSEN, values, option.points)


CHOICE = Kind(Chosen, _prepare_worth, _prepare_telling)
