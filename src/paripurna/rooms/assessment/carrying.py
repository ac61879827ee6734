"""What a round can take over from an earlier one: worked out without writing anything, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from paripurna.core.instrument.carry_over import Carried, CarryOver, Outcome, propose_answers
from paripurna.core.instrument.crosswalk import Crosswalk, Link
from paripurna.core.instrument.guess import guess_crosswalk
from paripurna.core.instrument.shelf import find_crosswalk
from paripurna.core.instrument.spelling import spell_data
from paripurna.rooms.assessment.models import Round
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.rulers import language
from paripurna.rooms.sheets import queries as sheets
from paripurna.rooms.sheets.queries import get_edition
from paripurna.rooms.sheets.types import AnswerDraft, AnswerState

CARRIES = frozenset({Outcome.CARRIED, Outcome.PROPOSED})


@dataclass(frozen=True)
class CarryLine:
    """One new question (or one that is gone) with what becomes of its answer; `draft` is what would be written.

    `points` are what the new rules give the answer: an imported mark stays behind with its round. Without an answer, what the old
    points come to.
    """

    item: Carried
    label: str
    answer: str
    points: Decimal
    is_taken: bool  # answered in the new round already: left alone
    draft: AnswerDraft | None


@dataclass(frozen=True)
class CarryPlan:
    """What carrying over would do. `over` holds the points: carried, proposed and lost."""

    round: Round
    previous: Round
    over: CarryOver
    lines: tuple[CarryLine, ...]
    sheet_revision: int
    is_same_edition: bool

    def list_lines(self, outcome: Outcome) -> tuple[CarryLine, ...]:
        return tuple(line for line in self.lines if line.item.outcome is outcome)

    def list_drafts(self, *, with_proposed: bool) -> list[AnswerDraft]:
        """This function will return the answers to write: those that fit as they are, and the proposed ones if wished."""
        wished = CARRIES if with_proposed else frozenset({Outcome.CARRIED})
        return [line.draft for line in self.lines if line.draft and line.item.outcome in wished]

    @property
    def taken_count(self) -> int:
        return sum(line.is_taken for line in self.lines if line.item.outcome in CARRIES)


@lru_cache(maxsize=16)
def cross_editions(old_hash: str, new_hash: str) -> Crosswalk:
    """This function will return the way from one edition to another: as its author wrote it, else guessed."""
    old, new = get_edition(old_hash), get_edition(new_hash)
    written = None if old.id == new.id else find_crosswalk(old.reference, new.reference)
    return written or guess_crosswalk(old, new)


@lru_cache(maxsize=16)
def index_links(old_hash: str, new_hash: str) -> dict[str, Link]:
    """This function will return the link of each new question to the questions that it comes from."""
    return {number: link for link in cross_editions(old_hash, new_hash).links for number in link.new}


def build_carry_plan(found: Round, previous: Round, *, today: date) -> CarryPlan:
    """This function will work out what `found` can take over from `previous`. Only empty answers are ever filled."""
    now, before = read_position(found, today=today), read_position(previous, today=today)
    hashes = (previous.sheet.edition.hash, found.sheet.edition.hash)
    over = propose_answers(
        cross_editions(*hashes),
        before.edition,
        now.edition,
        answers={number: row.data for number, row in before.contents.answers.items() if row.data},
        marks={number: score.points for number, score in before.own_score.questions.items()},
    )
    lines = tuple(_lines(over, now, before))
    return CarryPlan(found, previous, over, lines, now.contents.revision, hashes[0] == hashes[1])


def _lines(over: CarryOver, now: Position, before: Position) -> Iterator[CarryLine]:
    answers = {item.new: item.answer for item in over.items if item.new and item.answer}
    worth = sheets.score_unwritten(now.round.sheet, answers).questions
    for item in over.items:
        edition, number = (now.edition, item.new) if item.new else (before.edition, item.old[0])
        question = edition.question_by_number[number]
        row = now.contents.answers.get(item.new)
        is_taken = row is not None and row.state is not AnswerState.EMPTY
        revision = row.revision if row else 0
        yield CarryLine(
            item=item,
            label=question.label.in_language(language()),
            answer=spell_data(question.rule, item.answer, language=language()) if item.answer and item.new else "",
            points=worth[item.new].points if item.new in answers else item.points,
            is_taken=is_taken,
            draft=None if is_taken else _draft(item, before, revision),
        )


def _draft(item: Carried, before: Position, revision: int) -> AnswerDraft | None:
    if not item.answer:
        return None
    return AnswerDraft(item.new, item.answer, before.contents.answers[item.old[0]].note, revision)


def sum_drafted(plan: CarryPlan, outcome: Outcome) -> Decimal:
    """This function will return the points of the answers that would really be written."""
    return sum((line.points for line in plan.list_lines(outcome) if line.draft), Decimal(0))
