"""Gates: points of a question count only if another question earned enough."""

from __future__ import annotations

from dataclasses import dataclass

from paripurna.core.instrument.model import Edition, Question
from paripurna.core.scoring.hundredths import ceil_hundredths
from paripurna.core.scoring.subject import Subject


@dataclass(frozen=True, slots=True)
class CompiledGate:
    """`question` keeps its points only if `opener` earned `at_least`. No opener: shut for good.

    An opener is None where the edition names a question that does not exist or goes round in a circle (its checker says so).
    """

    question: int
    opener: int | None
    at_least: int


def compile_gates(edition: Edition, subject: Subject, positions: dict[str, int]) -> tuple[CompiledGate, ...]:
    """This function will return the gates in the order in which they must be tried: an opener's own gate first.

    A gate whose opener does not apply to the subject stands open and is left out.
    """
    ordered: dict[str, CompiledGate] = {}
    for question in edition.questions:
        _add(question, edition, positions=positions, ordered=ordered)
    return tuple(gate for gate in ordered.values() if not _stands_open(gate, edition, subject))


def _add(
    question: Question,
    edition: Edition,
    *,
    positions: dict[str, int],
    ordered: dict[str, CompiledGate],
    path: tuple[str, ...] = (),
) -> None:
    gate = question.gate
    if gate is None or question.number in ordered:
        return
    path = (*path, question.number)
    opener = None if gate.question in path else edition.question_by_number.get(gate.question)
    if opener is not None:
        _add(opener, edition, positions=positions, ordered=ordered, path=path)
    position = None if opener is None else positions[opener.number]
    ordered[question.number] = CompiledGate(positions[question.number], position, ceil_hundredths(gate.at_least))


def _stands_open(gate: CompiledGate, edition: Edition, subject: Subject) -> bool:
    return gate.opener is not None and not subject.is_asked(edition.questions[gate.opener].applies_to)
