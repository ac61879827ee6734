"""Gates lead to questions that exist, ask for what can be won, and never go round in circles."""

from __future__ import annotations

from collections.abc import Iterator

from paripurna.core.instrument.checks.walk import nearest, walk_questions
from paripurna.core.instrument.model import Edition, Gate, Question
from paripurna.core.instrument.problem import Finding, Route
from paripurna.core.instrument.text import Text

GATE = Text(id="Pertanyaan syarat", en="The gate's question")


def check_gates(edition: Edition) -> Iterator[Finding]:
    """This function will report gates that cannot work."""
    known = edition.question_by_number
    reported: set[str] = set()
    for route, question in walk_questions(edition):
        if question.gate is None:
            continue
        place = (*route, "gate")
        yield from _check_gate(question, question.gate, place, known)
        circle = _circle(question.number, known)
        if circle and not reported.intersection(circle):
            reported.update(circle)
            text = " → ".join((*circle, circle[0]))
            yield Finding("GATE_CYCLE", place, question.number, params={"text": text})


def _check_gate(question: Question, gate: Gate, place: Route, known: dict[str, Question]) -> Iterator[Finding]:
    target = known.get(gate.question)
    if target is None:
        params = {"what": GATE, "text": gate.question, **nearest(gate.question, known)}
        yield Finding("UNKNOWN_REFERENCE", (*place, "question"), question.number, params=params)
    elif gate.at_least > target.max_points:
        params = {"found": gate.at_least, "expected": target.max_points, "text": gate.question}
        yield Finding("GATE_ABOVE_MAXIMUM", (*place, "at_least"), question.number, params=params)


def _circle(start: str, known: dict[str, Question]) -> tuple[str, ...]:
    """The questions passed on the way from `start` back to itself; nothing when the way ends or circles elsewhere."""
    passed: list[str] = []
    here: str | None = start
    while here is not None and here not in passed:
        passed.append(here)
        gate = known[here].gate if here in known else None
        here = gate.question if gate is not None else None
    return tuple(passed) if here == start else ()
