"""Live answers: what the facts of a city and period say to the questions of a sheet, and what that would earn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from paripurna.core.instrument.fact_answer import build_answer
from paripurna.core.instrument.model import Edition
from paripurna.core.instrument.values import AnswerValue, dump_value
from paripurna.core.scoring import Subject, score
from paripurna.platform.facts.queries import States, compute_facts
from paripurna.platform.facts.types import Fact, FactRequest, FactScope
from paripurna.rooms.sheets.live.binding import BoundQuestion, find_bound, list_bound
from paripurna.rooms.sheets.types import AnswerData

if TYPE_CHECKING:
    from paripurna.rooms.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class LiveAnswer:
    """What the facts say today of one question. `value` is None where nothing is known."""

    bound: BoundQuestion
    facts: Mapping[str, Fact]
    value: AnswerValue | None

    @property
    def number(self) -> str:
        return self.bound.question.number

    @property
    def data(self) -> AnswerData:
        return {} if self.value is None else dump_value(self.value)

    @property
    def digest(self) -> str:
        """What tells one live answer of the question from another: who looked at it names it when they take it over."""
        return hashlib.sha256(json.dumps(self.data, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def is_example(self) -> bool:
        return any(fact.is_example for fact in self.facts.values())

    @property
    def row_count(self) -> int:
        return sum(fact.row_count for fact in self.facts.values())


def scope_of(sheet: Sheet, *, on: date) -> FactScope:
    """This function will return of which city, part of it and period a sheet wants to know."""
    region = "" if sheet.subject_key == sheet.city.code else sheet.subject_key
    return FactScope(sheet.city_id, sheet.period_start, sheet.period_end, today=on, region=region)


def read_live_answers(
    sheet: Sheet, edition: Edition, *, on: date, states: States | None = None
) -> dict[str, LiveAnswer]:
    """This function will return the live answer of every bound question, asking each source once a period at most."""
    return _answer(scope_of(sheet, on=on), list_bound(edition).values(), states)


def find_live_answer(sheet: Sheet, edition: Edition, number: str, *, on: date) -> LiveAnswer | None:
    """This function will return the live answer of one question, or None where no register answers it."""
    bound = find_bound(edition, number)
    return _answer(scope_of(sheet, on=on), [bound])[number] if bound else None


def score_values(edition: Edition, values: Mapping[str, AnswerValue], subject: Subject) -> Mapping[str, Decimal]:
    """This function will return the points that each question earns by the rules, marks of people aside."""
    scored = score(edition, answers=values, marks={}, subject=subject).questions
    return {number: question.points for number, question in scored.items()}


def _answer(scope: FactScope, bound: Iterable[BoundQuestion], states: States | None = None) -> dict[str, LiveAnswer]:
    questions = list(bound)
    facts = _compute(scope, questions, states)
    return {each.question.number: _build(each, facts) for each in questions}


def _compute(
    scope: FactScope, questions: Iterable[BoundQuestion], states: States | None
) -> dict[tuple[int, FactRequest], Fact]:
    wanted: dict[int, list[FactRequest]] = {}
    for question in questions:
        for asked in question.asked.values():
            wanted.setdefault(asked.years, []).append(asked.request)
    return {
        (years, request): fact
        for years, requests in wanted.items()
        for request, fact in compute_facts(scope.shift(-years), requests, states=states).items()
    }


def _build(bound: BoundQuestion, facts: Mapping[tuple[int, FactRequest], Fact]) -> LiveAnswer:
    own = {part: facts[asked.years, asked.request] for part, asked in bound.asked.items()}
    return LiveAnswer(bound, own, build_answer(bound.question, bound.form, own))
