"""Whether an answer says that the thing is there: the city's question counts the regions of which it does. Plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.parsing import parse_value
from paripurna.core.instrument.rules import ChoiceRule
from paripurna.core.instrument.values import is_empty
from paripurna.core.scoring import score


def list_holding(edition: Edition, answers: Mapping[str, Mapping[str, Any]]) -> dict[str, bool]:
    """This function will tell of each answered question whether it holds; what cannot be read is left out.

    A choice holds by its best option, the first of those worth most, so that a question without points can hold too;
    every other kind holds with full points.
    """
    values = {}
    for number, data in answers.items():
        question = edition.question_by_number.get(number)
        if question is None or is_empty(data):
            continue
        try:
            values[number] = parse_value(question.rule, data)
        except BadValue:
            continue
    points = {number: each.points for number, each in score(edition, answers=values).questions.items()}
    return {number: _holds(edition.question_by_number[number], answers[number], points[number]) for number in values}


def _holds(question: Question, data: Mapping[str, Any], points: Decimal) -> bool:
    rule = question.rule
    if isinstance(rule, ChoiceRule):
        best = max(rule.options, key=lambda option: option.points)
        return bool(data.get("option") == best.code)
    return points == question.max_points
