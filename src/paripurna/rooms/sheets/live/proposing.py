"""What registers propose where people answer: a figure that stands in the field already and counts once somebody confirms it.

A proposal is read anew each time and never stored, so it cannot be taken for an answer, and no answer gives way to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from paripurna.core.instrument.fact_answer import build_answer
from paripurna.core.instrument.values import dump_value
from paripurna.rooms.sheets.editions import get_edition
from paripurna.rooms.sheets.live.agreement import Agreement
from paripurna.rooms.sheets.live.answers import LiveAnswer, read_live_answers
from paripurna.rooms.sheets.live.keeping import Kept, read_kept
from paripurna.rooms.sheets.types import AnswerData, AnswerRow, AnswerState

if TYPE_CHECKING:
    from paripurna.rooms.sheets.models import Sheet


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the registers say today of one question, beside the answer that stands."""

    live: LiveAnswer
    answer: AnswerRow
    kept: Kept | None

    @property
    def number(self) -> str:
        return self.live.number

    @property
    def data(self) -> AnswerData:
        return self.live.data

    @property
    def agreement(self) -> Agreement:
        if not self.answer.data:
            return Agreement.UNANSWERED
        return Agreement.SAME if self.answer.data == self.data else Agreement.DIFFERENT

    @property
    def is_unconfirmed(self) -> bool:
        return self.agreement is Agreement.UNANSWERED

    @property
    def differs(self) -> bool:
        return self.agreement is Agreement.DIFFERENT

    @property
    def lacks_reason(self) -> bool:
        """Whether people say something else than the registers and not why."""
        return self.differs and not self.answer.note

    @property
    def source(self) -> str:
        """Who counted; the register itself where it does not name anybody."""
        named = dict.fromkeys(fact.origin for fact in self.live.facts.values() if fact.origin)
        return ", ".join(named) or str(self.live.bound.source.label)

    @property
    def told_at(self) -> datetime | None:
        return max((fact.as_of for fact in self.live.facts.values() if fact.as_of), default=None)

    @property
    def before(self) -> AnswerData:
        """What the registers said when the answer was confirmed; empty where they say the same today."""
        if self.kept is None or not self.kept.has_moved(self.live):
            return {}
        facts = {fact.part: fact for fact in self.kept.facts}
        then = build_answer(self.live.bound.question, self.live.bound.form, facts)
        return {} if then is None else dump_value(then)


def read_proposals(sheet: Sheet, answers: Mapping[str, AnswerRow], *, on: date) -> dict[str, Proposal]:
    """This function will return what the registers know of the questions of a sheet, by question."""
    live = read_live_answers(sheet, get_edition(sheet.edition.hash), on=on)
    known = {number: each for number, each in live.items() if each.data}
    kept = read_kept(sheet) if known else {}
    return {
        number: Proposal(each, answers.get(number) or AnswerRow(number, {}, "", AnswerState.EMPTY, 0), kept.get(number))
        for number, each in known.items()
    }
