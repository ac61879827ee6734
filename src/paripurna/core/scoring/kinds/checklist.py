"""Checklist: points of the ticked items are added and cut at the cap."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from paripurna.core.instrument.model import Question
from paripurna.core.instrument.rules import ChecklistRule, Item
from paripurna.core.instrument.text import Text
from paripurna.core.instrument.values import Ticked
from paripurna.core.scoring.kinds.contract import Kind, Refused, Worth, limit, told_by
from paripurna.core.scoring.result import ZERO, Step

TICKED = Text(id="“{item}” terpenuhi: {points}.", en="“{item}” is met: {points}.")
ADDED = Text(
    id="{count} dari {items} komponen terpenuhi: jumlahnya {sum}.",
    en="{count} of {items} components are met: together {sum}.",
)
CUT = Text(id="Dibatasi paling banyak {cap}.", en="Cut at {cap} at most.")
MANDATORY_MISSING = Text(
    id="Komponen wajib “{item}” tidak terpenuhi: pertanyaan ini bernilai 0.",
    en="The mandatory component “{item}” is missing: this question is worth 0.",
)


def _get_ticked(rule: ChecklistRule, answer: Ticked) -> list[Item]:
    ticked = [item for item in rule.items if item.code in answer.items]
    if len(ticked) != len(answer.items):
        raise Refused("items", "not_an_item")
    return ticked


def _find_missing_mandatory(rule: ChecklistRule, answer: Ticked) -> Item | None:
    return next((item for item in rule.items if item.mandatory and item.code not in answer.items), None)


def _sum(items: list[Item]) -> Decimal:
    return sum((item.points for item in items), ZERO)


def _get_cap(rule: ChecklistRule, question: Question) -> Decimal:
    return question.max_points if rule.cap is None else rule.cap


def _prepare(rule: ChecklistRule, question: Question) -> Worth:
    cap = _get_cap(rule, question)

    def add(answer: Ticked) -> int:
        ticked = _get_ticked(rule, answer)
        return 0 if _find_missing_mandatory(rule, answer) else limit(min(_sum(ticked), cap), question)

    return add


def _list_steps(rule: ChecklistRule, question: Question, answer: Ticked) -> Iterator[Step]:
    ticked = _get_ticked(rule, answer)
    for item in ticked:
        yield Step(TICKED, {"item": item.label, "points": item.points}, item.points)
    total, cap = _sum(ticked), _get_cap(rule, question)
    yield Step(ADDED, {"count": len(ticked), "items": len(rule.items), "sum": total}, total)
    if missing := _find_missing_mandatory(rule, answer):
        yield Step(MANDATORY_MISSING, {"item": missing.label}, ZERO)
    elif total > cap:
        yield Step(CUT, {"cap": cap}, cap)


def _steps(rule: ChecklistRule, question: Question, answer: Ticked) -> tuple[Step, ...]:
    return tuple(_list_steps(rule, question, answer))


CHECKLIST = Kind(Ticked, _prepare, told_by(_steps))
