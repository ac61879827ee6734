"""What the answers of a finished round are worth under the next edition: carried, proposed or lost.

Nothing is ever decided here: carried answers fit as they are, proposed ones wait for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from paripurna.core.instrument.bad_value import BadValue
from paripurna.core.instrument.canonical import to_plain
from paripurna.core.instrument.crosswalk import Crosswalk, Link, LinkKind
from paripurna.core.instrument.model import Edition, Question
from paripurna.core.instrument.parsing import parse_value

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")

Answers = Mapping[str, Mapping[str, object]]
Marks = Mapping[str, Decimal]


class Outcome(StrEnum):
    """What becomes of a question's points."""

    CARRIED = "CARRIED"  # same rule, same maximum: the answer stands
    PROPOSED = "PROPOSED"  # a person must look
    LOST = "LOST"  # the question is gone
    OPEN = "OPEN"  # a new question: nothing to start from


@dataclass(frozen=True, slots=True)
class Carried:
    """One new question (or one retired: `new` is empty) with the answer and the points proposed for it.

    `answer` is None where the old one does not fit the new rule.
    """

    outcome: Outcome
    kind: LinkKind
    old: tuple[str, ...]
    new: str
    old_points: Decimal
    points: Decimal
    confidence: Decimal
    answer: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class CarryOver:
    """The whole: what was there, and what is carried, proposed and lost of it."""

    items: tuple[Carried, ...]
    old_points: Decimal
    carried_points: Decimal
    proposed_points: Decimal
    lost_points: Decimal


def propose_answers(
    crosswalk: Crosswalk, old_edition: Edition, new_edition: Edition, *, answers: Answers, marks: Marks
) -> CarryOver:
    """This function will return what each answer of the old round becomes under the new edition.

    `marks` are the points that each old question had, however they came about; without one it had none. `lost_points`
    are the old points that no proposal carries on: of retired questions.
    """
    crossing = _Crossing(old_edition, new_edition, answers, marks)
    items = tuple(item for link in crosswalk.links for item in _carry(link, crossing))
    return CarryOver(
        items=items,
        old_points=sum((marks.get(number, NOTHING) for number in old_edition.question_by_number), NOTHING),
        carried_points=_points_of(items, Outcome.CARRIED),
        proposed_points=_points_of(items, Outcome.PROPOSED),
        lost_points=sum((item.old_points for item in items if item.outcome is Outcome.LOST), NOTHING),
    )


@dataclass(frozen=True, slots=True)
class _Crossing:
    """Both editions, and what stood in the old round."""

    old: Edition
    new: Edition
    answers: Answers
    marks: Marks

    def share(self, numbers: tuple[str, ...]) -> tuple[Decimal, Decimal]:
        """The points of these old questions, and their maxima."""
        points = sum((self.marks.get(number, NOTHING) for number in numbers), NOTHING)
        maxima = sum((self.old.question_by_number[number].max_points for number in numbers), NOTHING)
        return points, maxima


def _carry(link: Link, crossing: _Crossing) -> Iterator[Carried]:
    points, maxima = crossing.share(link.old)
    if not link.new:
        yield Carried(Outcome.LOST, link.kind, link.old, "", points, NOTHING, link.confidence)
    for index, number in enumerate(link.new):
        question = crossing.new.question_by_number[number]
        worth = _rescale(points, maxima, question.max_points)
        outcome, answer = _judge(link, question, crossing)
        # The points of a split question are told once, so that the column adds up to what was there.
        had = points if index == 0 else NOTHING
        yield Carried(outcome, link.kind, link.old, number, had, worth, link.confidence, answer)


def _judge(link: Link, question: Question, crossing: _Crossing) -> tuple[Outcome, Mapping[str, object] | None]:
    if not link.old:
        return Outcome.OPEN, None
    if len(link.old) > 1 or len(link.new) > 1:
        return Outcome.PROPOSED, None
    answer = crossing.answers.get(link.old[0])
    if is_identical(crossing.old.question_by_number[link.old[0]], question):
        return Outcome.CARRIED, answer
    return Outcome.PROPOSED, answer if _fits(question, answer) else None


def is_identical(old: Question, new: Question) -> bool:
    """This function will return whether the same answer earns the same points: same maximum, polarity and rule.

    Standing, source and note of a rule do not change points and are not compared.
    """
    return (old.max_points, old.polarity, _core(old)) == (new.max_points, new.polarity, _core(new))


def _core(question: Question) -> object:
    bare = {"standing": type(question.rule).model_fields["standing"].default, "source": "", "note": None}
    return to_plain(question.rule.model_copy(update=bare))


def _fits(question: Question, answer: Mapping[str, object] | None) -> bool:
    try:
        parse_value(question.rule, answer)
    except BadValue:
        return False
    return True


def _rescale(points: Decimal, maximum: Decimal, new_maximum: Decimal) -> Decimal:
    if maximum == 0:
        return NOTHING
    return (points * new_maximum / maximum).quantize(CENT, ROUND_HALF_UP)


def _points_of(items: tuple[Carried, ...], outcome: Outcome) -> Decimal:
    return sum((item.points for item in items if item.outcome is outcome), NOTHING)
